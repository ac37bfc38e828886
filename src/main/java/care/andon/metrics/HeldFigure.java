package care.andon.metrics;

import care.andon.metrics.asof.AsOf;
import care.andon.metrics.form.DataDigest;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** For how long one team held requests, as the API shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "HeldFigure", description = "For how long a team held requests.")
public record HeldFigure(
    @Schema(description = "The group of the row; see `by`", examples = "4W", nullable = true)
        @Nullable String group,
    @Schema(description = "Code of the team", examples = "supply-chain") String team,
    @Schema(description = "Number of requests the team held", examples = "120") long requests,
    @Schema(description = "Time for which it held them, added up", examples = "PT310H20M")
        Duration held,
    @Schema(description = "The longest time for which it held one request", examples = "PT40H")
        Duration longest) {

  private static final List<String> EXCLUDED =
      List.of(
          "The time while a request is settled. A resolution that was not true (\"not fixed\")"
              + " never happened: the team held the request on.",
          "The time before a team was responsible: see /metrics/unrouted.",
          "Nothing pauses the time: it is wall-clock time, also while the request is left"
              + " unattended or waits for its caregiver.");

  static FigureAnswer<HeldFigure> answer(FigureScope scope, AsOf asOf, List<HeldFigure> teams) {
    var digest = new DataDigest("held");
    teams.forEach(it -> digest.add(it.group(), it.team(), it.requests(), it.held(), it.longest()));
    return FigureAnswer.of(scope, asOf, EXCLUDED, digest.hex(), teams);
  }
}
