package care.andon.metrics.conduct;

import care.andon.metrics.asof.AsOf;
import care.andon.metrics.form.DataDigest;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The acts of one team that may have been timed by the clock, as the API shows them. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
    name = "IntegrityFigure",
    description = "The acts of a team that may have been timed by the clock.")
record IntegrityFigure(
    @Schema(description = "The group of the row; see `by`", examples = "4W", nullable = true)
        @Nullable String group,
    @Schema(description = "Code of the team responsible at the act", examples = "supply-chain")
        String team,
    @Schema(description = "How often the team called a request resolved", examples = "120")
        long resolutions,
    @Schema(description = "How many of these the caregiver called not fixed", examples = "4")
        long undone,
    Edge edgeSpike,
    @Schema(description = "How often the team asked a caregiver a question", examples = "15")
        long asks,
    @Schema(
            description =
                "How many questions came in the last tenth of the target of the promise to resolve,"
                    + " which they paused",
            examples = "1")
        long lateAsk,
    @Schema(description = "How often the team transferred a request to another", examples = "20")
        long transfers,
    @Schema(description = "How many of these came in the last tenth of the target", examples = "2")
        long lateTransfer,
    @Schema(description = "How many needs the team declined", examples = "9") long declines,
    @Schema(description = "How many of these within a minute of filing", examples = "0")
        long instantDecline) {

  private static final List<String> EXCLUDED =
      List.of(
          "Acts while no team was responsible.",
          "edgeSpike: resolutions that the caregiver called not fixed, and those whose promise was"
              + " far from due. It is flagged with at least 30 of them, if the share before the"
              + " edge is higher than chance explains (99.8 % Wilson interval above 6/11).",
          "Tenths are of the target in open time of its calendar, without pauses.");

  /** Resolutions around the instant at which the promise to resolve fell due. */
  @Schema(
      name = "IntegrityEdge",
      description = "Resolutions around the instant at which the promise fell due.")
  record Edge(
      @Schema(description = "In the last tenth of the target", examples = "25") long before,
      @Schema(description = "In the first tenth after it", examples = "5") long after,
      @Schema(description = "Whether that is more than chance explains: a question to ask")
          boolean flagged) {}

  static FigureAnswer<IntegrityFigure> answer(
      FigureScope scope, AsOf asOf, List<IntegrityFigure> teams) {
    var digest = new DataDigest("integrity");
    teams.forEach(digest::add);
    return FigureAnswer.of(scope, asOf, EXCLUDED, digest.hex(), teams);
  }
}
