/**
 * The arithmetic behind the figures, told everything it needs: no database, no machine clock.
 *
 * <p>Start with {@link KeptCounts}: the five counts behind every rate, and the one way a rate is
 * made of them. {@link WilsonInterval} says how far such a rate can be trusted. {@link
 * SurvivalCurve} says how long people wait, counting also those who are waiting still, each of them
 * an {@link Observation}.
 *
 * <p>All of them answer an empty set with "nothing", never with 0 % or 100 %.
 */
@NullMarked
package care.andon.metrics.engine;

import org.jspecify.annotations.NullMarked;
