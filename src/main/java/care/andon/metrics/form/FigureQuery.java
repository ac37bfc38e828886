package care.andon.metrics.form;

import care.andon.kernel.Category;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a figure, not checked yet; null for a parameter that was left out.
 *
 * @param facility id or code
 * @param unit id or code
 * @param team id or code
 * @param ifNoneMatch answered for all figures by {@code TaggedAnswers}
 */
public record FigureQuery(
    @Parameter(description = "Only this facility, by its id or code", example = "LAKESIDE")
        @RestQuery
        @Nullable String facility,
    @RestQuery @Nullable String unit,
    @Parameter(
            description =
                "Only this team, by its id or code: for promises the team that held the request for"
                    + " most of their time, else the team responsible at asOf",
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
            description =
                "A year, quarter, month or ISO week (`2026`, `2026-Q1`, `2026-03`, `2026-W10`),"
                    + " `today` or `this-week`, by the clock of each facility. Instead of `from`"
                    + " and `to`",
            schema = @Schema(type = SchemaType.STRING, maxLength = 10),
            example = "2026-W10")
        @RestQuery
        @Nullable String period,
    @Parameter(
            description =
                "The start of the period: a date (its midnight by the clock of each facility) or an"
                    + " instant with its zone. Without it: 28 days before `to`",
            schema = @Schema(type = SchemaType.STRING, maxLength = 40),
            example = "2026-02-01")
        @RestQuery
        @Nullable String from,
    @Parameter(
            description =
                "The end of the period, exclusive, at most 10 years after `from`: a date or an"
                    + " instant. Without it: now",
            schema = @Schema(type = SchemaType.STRING, maxLength = 40),
            example = "2026-03-01T00:00:00Z")
        @RestQuery
        @Nullable String to,
    @Parameter(
            description =
                "One row, or one set of rows, for each of these instead of one for all. `band` is"
                    + " when the caregiver asked, by the clock of the facility: `day` (Monday to"
                    + " Friday, 07:00 to 19:00), `night` (the rest of these days) or `weekend`",
            schema = @Schema(implementation = FigureGroup.class),
            example = "unit")
        @RestQuery
        @Nullable String by,
    @Parameter(
            description =
                "Which requests count. `open`: all but confidential ones. `all`: for auditors only",
            schema = @Schema(implementation = FigureBase.class),
            example = "open")
        @RestQuery
        @Nullable String base,
    @Parameter(
            description =
                "The instant that the figures are about: only what was recorded by then counts, and"
                    + " the same question always gets the same answer, with the present codes of"
                    + " facilities, units and teams. Without it: now, and `settled` is false",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"),
            example = "2026-03-01T06:00:00Z")
        @RestQuery
        @Nullable String asOf,
    @RestHeader("If-None-Match") @Nullable String ifNoneMatch) {}
