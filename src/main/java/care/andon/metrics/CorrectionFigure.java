package care.andon.metrics;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.form.DataDigest;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What changed about the promises that fell due on one day, of one clock and impact. */
@Schema(
    name = "CorrectionFigure",
    description =
        "Changes of the counts in /metrics/kept, of the promises of one due day. -1 and +1 when a"
            + " promise went from one verdict to another.")
public record CorrectionFigure(
    @Schema(description = "Code of the unit; with a filter, of what it names", examples = "4W")
        String group,
    @Schema(description = "The day of UTC on which it became known", examples = "2026-03-02")
        LocalDate knownOn,
    @Schema(description = "The day of UTC on which the promises fell due", examples = "2026-02-27")
        LocalDate dueOn,
    ClockKind clock,
    Impact impact,
    @Schema(examples = "-1") int met,
    @Schema(examples = "0") int declined,
    @Schema(examples = "1") int missed,
    @Schema(examples = "0") int missedOpen,
    @Schema(examples = "0") int notYetDue,
    @Schema(examples = "0") int notMeasured,
    @Schema(description = "Change of felt.confirmed", examples = "0") int confirmed,
    @Schema(description = "Change of felt.silent", examples = "0") int silent,
    @Schema(description = "Change of felt.open", examples = "0") int open) {

  /** The most corrections in one answer; the earliest are listed. */
  static final int MOST = 5_000;

  private static final List<String> EXCLUDED =
      List.of(
          "Days that are not closed yet. Days are those of UTC.",
          "Changes that have come and gone on one day.",
          "More than the first 5,000 corrections: ask for a shorter period.");

  static FigureAnswer<CorrectionFigure> answer(
      FigureScope scope, AsOf asOf, List<CorrectionFigure> corrections) {
    var digest = new DataDigest("corrections");
    corrections.forEach(digest::add);
    return FigureAnswer.of(scope, asOf, EXCLUDED, digest.hex(), corrections);
  }
}
