package care.andon.metrics.form;

import care.andon.kernel.Category;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The filters of a figure, as the API shows them. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "FigureFilters", description = "The filters of the figures. Null means no filter.")
public record FigureFilters(
    @Schema(description = "Code of the facility", examples = "LAKESIDE", nullable = true)
        @Nullable String facility,
    @Schema(
            description = "Code of the unit that filed the requests",
            examples = "4W",
            nullable = true)
        @Nullable String unit,
    @Schema(
            description =
                "Code of the team: for promises the one that answers for them, else the one responsible"
                    + " at asOf",
            examples = "supply-chain",
            nullable = true)
        @Nullable String team,
    @Schema(nullable = true) @Nullable Category category) {

  static FigureFilters of(FigureScope scope) {
    return new FigureFilters(
        scope.facility() == null ? null : scope.facility().code(),
        scope.unit() == null ? null : scope.unit().code(),
        scope.team() == null ? null : scope.team().code(),
        scope.category());
  }
}
