package care.andon.metrics;

import care.andon.kernel.Category;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the figures were narrowed to. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "FigureFilters", description = "The filters of the figures. Null means no filter.")
record FigureFilters(
    @Schema(
            description = "Code of the unit that filed the requests",
            examples = "4W",
            nullable = true)
        @Nullable String unit,
    @Schema(
            description = "Code of the team responsible now",
            examples = "supply-chain",
            nullable = true)
        @Nullable String team,
    @Schema(nullable = true) @Nullable Category category) {

  static FigureFilters of(Cohort cohort) {
    return new FigureFilters(
        cohort.unit() == null ? null : cohort.unit().code(),
        cohort.team() == null ? null : cohort.team().code(),
        cohort.category());
  }
}
