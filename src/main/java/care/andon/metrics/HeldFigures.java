package care.andon.metrics;

import care.andon.metrics.asof.AsOf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For how long teams held requests, as the API shows it. */
@Schema(name = "HeldFigures", description = "For how long each team held requests.")
record HeldFigures(
    @Schema(description = "The instant up to which time is counted") Instant asOf,
    @Schema(description = AsOf.SETTLED) boolean settled,
    @Schema(description = "Requests filed in this period are counted") Period period,
    FigureFilters filters,
    @Schema(description = "Increases when the same data would give other figures", examples = "3")
        int definitionVersion,
    @Schema(description = "What is not counted, in words") List<String> excluded,
    @Schema(description = "Teams that held any of the requests, by code") List<OfTeam> teams) {

  static final int DEFINITION_VERSION = 3;

  private static final List<String> EXCLUDED =
      List.of(
          "The time while a request is settled. A resolution that was not true (\"not fixed\")"
              + " never happened: the team held the request on.",
          "The time before a team was responsible: see /metrics/unrouted.",
          "Nothing pauses the time: it is wall-clock time, also while the request is left"
              + " unattended or waits for its caregiver.");

  /** The time for which one team held requests. */
  @Schema(name = "HeldFigure")
  record OfTeam(
      @Schema(description = "Code of the team", examples = "supply-chain") String team,
      @Schema(description = "Number of requests the team held", examples = "120") long requests,
      @Schema(description = "Time for which it held them, added up", examples = "PT310H20M")
          Duration held,
      @Schema(description = "The longest time for which it held one request", examples = "PT40H")
          Duration longest) {}

  static HeldFigures of(FigureScope scope, AsOf asOf, List<OfTeam> teams) {
    return new HeldFigures(
        asOf.at(),
        asOf.settled(),
        scope.period(),
        FigureFilters.of(scope),
        DEFINITION_VERSION,
        EXCLUDED,
        teams);
  }
}
