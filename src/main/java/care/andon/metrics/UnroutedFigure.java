package care.andon.metrics;

import care.andon.metrics.asof.AsOf;
import care.andon.metrics.form.DataDigest;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long requests of one facility were unrouted, as the API shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
    name = "UnroutedFigure",
    description = "Minutes for which requests had no reachable responsible person.")
public record UnroutedFigure(
    @Schema(description = "The group of the row; see `by`", examples = "4W", nullable = true)
        @Nullable String group,
    @Schema(description = "Code of the facility", examples = "LAKESIDE") String facility,
    @Schema(description = "Number of requests that were unrouted in the period") int requests,
    @Schema(description = "Number of them that are still unrouted") int still,
    @Schema(description = "Minutes, to the second", examples = "42.5") double minutes,
    @Schema(
            description = "The longest time of one request, in minutes within the period",
            examples = "30.0")
        double longest) {

  private static final List<String> EXCLUDED =
      List.of(
          "The time after somebody took it up, handed it on or settled it: then a named human has"
              + " it.",
          "A request that lost its last reachable person after it was routed: rosters of the past"
              + " are not replayed.");

  static FigureAnswer<UnroutedFigure> answer(
      FigureScope scope, AsOf asOf, List<UnroutedFigure> figures) {
    var digest = new DataDigest("unrouted");
    figures.forEach(
        it ->
            digest.add(
                it.group(), it.facility(), it.requests(), it.still(), it.minutes(), it.longest()));
    return FigureAnswer.of(scope, asOf, EXCLUDED, digest.hex(), figures);
  }
}
