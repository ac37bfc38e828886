package care.andon.metrics.conduct;

import care.andon.metrics.asof.AsOf;
import care.andon.metrics.form.DataDigest;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many requests were filed and how many people asked, as the API shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
    name = "VoiceFigure",
    description = "How many requests were filed. More is healthier; there is no goal.")
record VoiceFigure(
    @Schema(description = "The group of the row; see `by`", examples = "4W", nullable = true)
        @Nullable String group,
    @Schema(description = "Number of requests", examples = "120") long requests,
    @Schema(description = "How many of them are anonymous", examples = "12") long anonymous,
    @Schema(
            description =
                "How many people asked the `named` requests. Null with `asOf`, and if a request of"
                    + " the row is so old that its asker has been forgotten",
            examples = "27",
            nullable = true)
        @Nullable Integer askers,
    @Schema(
            description = "Named requests / askers. Null if there are no askers",
            examples = "4",
            nullable = true)
        @Nullable Double requestsPerAsker) {

  private static final List<String> EXCLUDED =
      List.of(
          "Anonymous requests count as requests and never as askers, and neither do confidential"
              + " ones.",
          "Of a request that was filed on behalf of a colleague, the colleague is the asker.",
          "Askers are not counted with asOf: they are forgotten after a time, and a figure about"
              + " the past does not change.");

  /**
   * The requests of one group, counted.
   *
   * @param named how many are named
   * @param known how many of the named ones still have their asker
   * @param askers how many different people these are
   */
  record Counts(
      @Nullable String group, long requests, long anonymous, long named, long known, int askers) {
    private static final Counts NONE = new Counts(null, 0, 0, 0, 0, 0);
  }

  static FigureAnswer<VoiceFigure> answer(FigureScope scope, AsOf asOf, List<Counts> groups) {
    var counts = scope.by() == null && groups.isEmpty() ? List.of(Counts.NONE) : groups;
    var rows = counts.stream().map(it -> of(it, !asOf.settled())).toList();
    var digest = new DataDigest("voice");
    rows.forEach(it -> digest.add(it.group(), it.requests(), it.anonymous(), it.askers()));
    return FigureAnswer.of(scope, asOf, EXCLUDED, digest.hex(), rows);
  }

  private static VoiceFigure of(Counts counts, boolean withAskers) {
    var askers = withAskers && counts.known() == counts.named() ? counts.askers() : null;
    return new VoiceFigure(
        counts.group(),
        counts.requests(),
        counts.anonymous(),
        askers,
        askers == null || askers == 0 ? null : (double) counts.named() / askers);
  }
}
