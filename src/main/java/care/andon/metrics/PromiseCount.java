package care.andon.metrics;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.engine.KeptCounts;

/**
 * What became of the promises of one clock and impact.
 *
 * @param fingerprint differs, as good as certainly, when any promise behind the counts differs
 */
public record PromiseCount(ClockKind clock, Impact impact, KeptCounts counts, long fingerprint) {}
