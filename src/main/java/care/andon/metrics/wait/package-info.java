/**
 * How long caregivers wait for an answer. {@link care.andon.metrics.wait.WaitFigures} computes the
 * figures; {@link care.andon.metrics.wait.AskedRequests} finds the requests of a period, and keeps
 * in memory what it has read, because a year has 100,000 of them.
 */
@NullMarked
package care.andon.metrics.wait;

import org.jspecify.annotations.NullMarked;
