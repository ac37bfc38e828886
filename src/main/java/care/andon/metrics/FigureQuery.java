package care.andon.metrics;

import org.jspecify.annotations.Nullable;

/**
 * What the caller wants to know, in the caller's words and not checked yet; null for what was left
 * out.
 *
 * @param unit id or code
 * @param team id or code
 */
record FigureQuery(
    @Nullable String unit,
    @Nullable String team,
    @Nullable String category,
    @Nullable String from,
    @Nullable String to) {}
