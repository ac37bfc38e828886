package care.andon.metrics;

import care.andon.metrics.asof.AsOf;
import care.andon.metrics.engine.WilsonInterval;
import care.andon.metrics.form.DataDigest;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.ShareInterval;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How often requests are passed from team to team, as the API shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "TransferFigure", description = "How often requests are transferred between teams.")
public record TransferFigure(
    @Schema(description = "The group of the row; see `by`", examples = "4W", nullable = true)
        @Nullable String group,
    @Schema(description = "Number of requests", examples = "120") long n,
    @Schema(
            description = "Median number of transfers. Null if there are no requests",
            examples = "0",
            nullable = true)
        @Nullable Integer median,
    @Schema(description = "Requests with more than two transfers", examples = "3") long overTwo,
    @Schema(
            description = "overTwo / n. Null if there are no requests",
            minimum = "0",
            maximum = "1",
            nullable = true)
        @Nullable Double shareOverTwo,
    @Schema(nullable = true) @Nullable ShareInterval interval) {

  private static final List<String> EXCLUDED =
      List.of(
          "Only a change from one team to another is a transfer: within a team, and from no team to"
              + " the first, none is counted.");

  /**
   * How often the requests of a group went from one team to another.
   *
   * @param median null if there are no requests
   * @param fingerprint of every request and its count
   */
  record Counts(
      @Nullable String group, long n, @Nullable Integer median, long overTwo, long fingerprint) {
    private static final Counts NONE = new Counts(null, 0, null, 0, 0);
  }

  static FigureAnswer<TransferFigure> answer(FigureScope scope, AsOf asOf, List<Counts> groups) {
    var digest = new DataDigest("transfers");
    var counts = scope.by() == null && groups.isEmpty() ? List.of(Counts.NONE) : groups;
    counts.forEach(it -> digest.add(it.group(), it.n(), it.fingerprint()));
    return FigureAnswer.of(
        scope, asOf, EXCLUDED, digest.hex(), counts.stream().map(TransferFigure::of).toList());
  }

  private static TransferFigure of(Counts counts) {
    return new TransferFigure(
        counts.group(),
        counts.n(),
        counts.median(),
        counts.overTwo(),
        counts.n() == 0 ? null : (double) counts.overTwo() / counts.n(),
        WilsonInterval.of(counts.overTwo(), counts.n()).map(ShareInterval::of).orElse(null));
  }
}
