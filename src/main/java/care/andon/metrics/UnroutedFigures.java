package care.andon.metrics;

import care.andon.metrics.asof.AsOf;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How long requests were unrouted, as the API shows it. */
@Schema(
    name = "UnroutedFigures",
    description = "Minutes for which requests had no reachable responsible person.")
record UnroutedFigures(
    @Schema(description = "The instant up to which minutes are counted") Instant asOf,
    @Schema(description = AsOf.SETTLED) boolean settled,
    @Schema(description = "Minutes within this period are counted") Period period,
    @Schema(description = "Increases when the same data would give other figures", examples = "1")
        int definitionVersion,
    @Schema(description = "What is not counted, in words") List<String> excluded,
    @Schema(description = "Minutes of all facilities together", examples = "42.5") double minutes,
    @Schema(description = "Facilities with unrouted requests, by code")
        List<OfFacility> facilities) {

  static final int DEFINITION_VERSION = 1;

  private static final List<String> EXCLUDED =
      List.of(
          "The time after somebody took it up, handed it on or settled it: then a named human has"
              + " it.",
          "A request that lost its last reachable person after it was routed: rosters of the past"
              + " are not replayed.");

  /** The unrouted minutes of one facility. */
  @Schema(name = "UnroutedFigure")
  record OfFacility(
      @Schema(description = "Code of the facility", examples = "LAKESIDE") String facility,
      @Schema(description = "Number of requests that were unrouted in the period") int requests,
      @Schema(description = "Number of them that are still unrouted") int still,
      @Schema(description = "Minutes, to the second", examples = "42.5") double minutes,
      @Schema(
              description = "The longest time of one request, in minutes within the period",
              examples = "30.0")
          double longest) {}

  static UnroutedFigures of(AsOf asOf, Period period, List<OfFacility> facilities) {
    return new UnroutedFigures(
        asOf.at(),
        asOf.settled(),
        period,
        DEFINITION_VERSION,
        EXCLUDED,
        facilities.stream().mapToDouble(OfFacility::minutes).sum(),
        facilities);
  }
}
