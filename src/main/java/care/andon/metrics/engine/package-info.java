/**
 * The statistics behind the figures, in pure Java.
 *
 * <p>Start with {@link KeptCounts}: the five counts behind every rate, and how a rate is computed.
 * {@link WilsonInterval} is the confidence interval of such a rate. {@link SurvivalCurve} computes
 * how long people wait, including those who are still waiting; each wait is an {@link Observation}.
 *
 * <p>An empty set has no result; it is never 0 % or 100 %.
 */
@NullMarked
package care.andon.metrics.engine;

import org.jspecify.annotations.NullMarked;
