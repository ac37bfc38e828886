package care.andon.request.query;

import org.jspecify.annotations.Nullable;

/** The query parameters of a list of requests as they came. */
public record RequestParameters(
    @Nullable String status,
    @Nullable String impact,
    @Nullable String category,
    @Nullable String unit,
    @Nullable String team,
    @Nullable String assignee,
    @Nullable String requester,
    @Nullable String overdue,
    @Nullable String unrouted,
    @Nullable String unattended,
    @Nullable String updatedSince,
    @Nullable String q,
    @Nullable String sort) {}
