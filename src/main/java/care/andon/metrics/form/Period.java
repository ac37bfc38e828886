package care.andon.metrics.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The period of a figure, as the API shows it.
 *
 * @param name null if the caller named none
 * @param from of several facilities, the earliest start
 * @param to of several facilities, the latest end
 * @param facilities empty if the period is the same instants everywhere
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "FigurePeriod", description = "A period: the start is inclusive, the end exclusive.")
public record Period(
    @Schema(description = "As it was asked for", examples = "2026-02", nullable = true)
        @Nullable String name,
    @Schema(
            description = "The start; of facilities in different time zones, the earliest",
            examples = "2026-02-01T00:00:00Z")
        Instant from,
    @Schema(
            description = "The end; of facilities in different time zones, the latest",
            examples = "2026-03-01T00:00:00Z")
        Instant to,
    @Schema(
            description =
                "The period in each facility, by code. Empty if it is the same everywhere")
        List<OfFacility> facilities) {

  /** The period in one facility. */
  @Schema(name = "FigurePeriodOfFacility")
  public record OfFacility(
      @Schema(description = "Code of the facility", examples = "LAKESIDE") String facility,
      @Schema(examples = "2026-02-01T06:00:00Z") Instant from,
      @Schema(examples = "2026-03-01T06:00:00Z") Instant to) {}

  public Period {
    facilities = List.copyOf(facilities);
  }
}
