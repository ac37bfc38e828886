package care.andon.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a figure, not checked yet; null for a parameter that was left out.
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
