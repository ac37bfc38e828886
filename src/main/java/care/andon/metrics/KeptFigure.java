package care.andon.metrics;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.form.DataDigest;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.ShareInterval;
import care.andon.metrics.promise.PromiseCount;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The verdicts on the promises of one clock and impact, counted. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "KeptFigure")
public record KeptFigure(
    @Schema(description = "The group of the row; see `by`", examples = "4W", nullable = true)
        @Nullable String group,
    ClockKind clock,
    @Schema(
            description =
                "The impact by which the promise was measured. A later change of the impact"
                    + " moves no missed promise")
        Impact impact,
    @Schema(description = "Promises that fell due and were kept") long met,
    @Schema(
            description =
                "Promises to resolve that fell due after the need was declined in time. Declined"
                    + " late is missed")
        long declined,
    @Schema(description = "Promises that were missed and whose request is settled") long missed,
    @Schema(description = "Promises that were missed and whose request is still open")
        long missedOpen,
    @Schema(description = "Promises that are not due yet") long notYetDue,
    @Schema(
            description =
                "Promises that were withdrawn before they fell due, can never fall due, or"
                    + " were made by no policy")
        long notMeasured,
    @Schema(
            description =
                "How many of notMeasured the caregiver withdrew before they fell due: many of"
                    + " them are a question to ask")
        long withdrawn,
    @Schema(
            description = "met / (met + declined + missed + missedOpen). Null if nothing fell due",
            minimum = "0",
            maximum = "1",
            nullable = true)
        @Nullable Double kept,
    @Schema(nullable = true) @Nullable ShareInterval interval,
    @Schema(
            description =
                "(met + declined) / (met + declined + missed + missedOpen). Null if nothing fell"
                    + " due",
            minimum = "0",
            maximum = "1",
            nullable = true)
        @Nullable Double answered,
    @Schema(nullable = true) @Nullable ShareInterval answeredInterval,
    @Schema(nullable = true) @Nullable Felt felt,
    @Schema(
            description = "What the rate named by goalRate should be, agreed locally",
            minimum = "0",
            maximum = "1")
        double goal,
    @Schema(description = "The rate the goal is about: an idea is owed a decision, not a yes")
        KeptGoal.Rate goalRate) {

  static final List<String> EXCLUDED =
      List.of(
          "Promises that are not yet due, also where the work is already done, and promises that"
              + " pause while the caregiver is asked: counted as notYetDue, in no rate.",
          "Promises of requests that were withdrawn before they fell due, and promises that can"
              + " never fall due on their calendar: counted as notMeasured, in no rate.",
          "Requests for which no policy set a clock when they were filed: counted as notMeasured where"
              + " they were received, under the impact with which they were filed, in no rate.");

  private static KeptFigure of(PromiseCount count) {
    var counts = count.counts();
    return new KeptFigure(
        count.group(),
        count.clock(),
        count.impact(),
        counts.met(),
        counts.declined(),
        counts.missed(),
        counts.missedOpen(),
        counts.notYetDue(),
        counts.notMeasured(),
        count.withdrawn(),
        orNull(counts.kept()),
        counts.keptInterval().map(ShareInterval::of).orElse(null),
        orNull(counts.answered()),
        counts.answeredInterval().map(ShareInterval::of).orElse(null),
        count.clock() == ClockKind.RESOLVE ? Felt.of(count) : null,
        KeptGoal.of(count.impact()),
        KeptGoal.rate(count.impact()));
  }

  /** What caregivers said to the resolutions that were in time. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(
      name = "KeptFelt",
      description =
          "What caregivers said to the resolutions behind met: said versus felt. Null for promises"
              + " that are not about resolving.")
  public record Felt(
      @Schema(description = "Confirmed by the caregiver, or said to have been met and come back")
          long confirmed,
      @Schema(
              description =
                  "72 h without a word, and 14 days more: can no longer be undone by \"not fixed\"")
          long silent,
      @Schema(description = "Without a word, and can still be undone by \"not fixed\"") long open,
      @Schema(
              description =
                  "confirmed / (met + declined + missed + missedOpen): the share if every caregiver"
                      + " who said nothing is not satisfied. Null if nothing fell due",
              minimum = "0",
              maximum = "1",
              nullable = true)
          @Nullable Double atLeast,
      @Schema(
              description = "The share if every caregiver who said nothing is satisfied",
              minimum = "0",
              maximum = "1",
              nullable = true)
          @Nullable Double atMost) {

    private static Felt of(PromiseCount count) {
      var words = count.words();
      var due = count.counts().due();
      return new Felt(
          words.confirmed(),
          words.silent(),
          words.open(),
          orNull(words.felt(due)),
          orNull(words.feltAtMost(due)));
    }
  }

  private static @Nullable Double orNull(OptionalDouble share) {
    return share.isPresent() ? share.getAsDouble() : null;
  }

  /**
   * Completes the counts of every group and shows them.
   *
   * @param scope by impact, each group has the rows of its impact only
   */
  static FigureAnswer<KeptFigure> answer(FigureScope scope, AsOf asOf, List<PromiseCount> counts) {
    var rows =
        PromiseCount.completeGroups(counts, scope.by()).stream().map(KeptFigure::of).toList();
    return FigureAnswer.of(scope, asOf, EXCLUDED, digest("kept", counts), rows);
  }

  static String digest(String figure, List<PromiseCount> counts) {
    var digest = new DataDigest(figure);
    counts.stream()
        .sorted(PromiseCount.ORDER)
        .forEach(
            count -> digest.add(count.group(), count.clock(), count.impact(), count.fingerprint()));
    return digest.hex();
  }
}
