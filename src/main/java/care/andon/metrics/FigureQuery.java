package care.andon.metrics;

import care.andon.kernel.Category;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a figure, not checked yet; null for a parameter that was left out.
 *
 * @param unit id or code
 * @param team id or code
 */
record FigureQuery(
    @RestQuery @Nullable String unit,
    @Parameter(
            description =
                "Only this team, by its id or code: for promises the team that held the request for"
                    + " most of their time, else the team responsible now",
            example = "supply-chain")
        @RestQuery
        @Nullable String team,
    @Parameter(
            description = "Only about this category",
            schema = @Schema(implementation = Category.class),
            example = "supplies")
        @RestQuery
        @Nullable String category,
    @Parameter(
            description = "The start of the period, with its zone. Without it: 28 days before `to`",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"),
            example = "2026-02-01T00:00:00Z")
        @RestQuery
        @Nullable String from,
    @Parameter(
            description =
                "The end of the period, exclusive, at most 10 years after `from`. Without it: now",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"),
            example = "2026-03-01T00:00:00Z")
        @RestQuery
        @Nullable String to,
    @Parameter(
            description =
                "The instant that the figures are about: only what was recorded by then counts, and"
                    + " the same question always gets the same answer. Without it: now, and"
                    + " `settled` is false",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"),
            example = "2026-03-01T06:00:00Z")
        @RestQuery
        @Nullable String asOf) {}
