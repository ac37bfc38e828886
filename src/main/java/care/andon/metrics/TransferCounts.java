package care.andon.metrics;

import org.jspecify.annotations.Nullable;

/**
 * How often requests went from one team to another.
 *
 * @param median null if there are no requests
 * @param fingerprint of every request and its count
 */
record TransferCounts(long n, @Nullable Integer median, long overTwo, long fingerprint) {}
