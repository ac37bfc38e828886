/**
 * Promises that fell due in a period, judged and counted. {@link
 * care.andon.metrics.promise.JudgedPromises} says which promises count and what the verdict on each
 * is (ADR 9). {@link care.andon.metrics.promise.PromiseCounting} counts them. {@link
 * care.andon.metrics.promise.FigureJournal} reads the sums of closed days instead, where there are
 * some, so that a long history costs no more than a short one; {@link
 * care.andon.metrics.promise.DayClosing} writes them.
 */
@NullMarked
package care.andon.metrics.promise;

import org.jspecify.annotations.NullMarked;
