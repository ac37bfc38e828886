package care.andon.request.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query parameters of a list of requests as they came. */
public record RequestParameters(
    List<String> status,
    List<String> impact,
    List<String> category,
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
