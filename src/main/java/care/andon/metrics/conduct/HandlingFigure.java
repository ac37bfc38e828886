package care.andon.metrics.conduct;

import care.andon.metrics.asof.AsOf;
import care.andon.metrics.engine.WilsonInterval;
import care.andon.metrics.form.DataDigest;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.ShareInterval;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of requests, as the API shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "HandlingFigure", description = "What became of the requests of a period.")
record HandlingFigure(
    @Schema(description = "The group of the row; see `by`", examples = "4W", nullable = true)
        @Nullable String group,
    @Schema(description = "Number of requests", examples = "120") long requests,
    @Schema(description = "How many were called resolved at least once", examples = "100")
        long resolved,
    @Schema(description = "Of the resolved ones, those that their caregiver confirmed")
        Share closedLoop,
    @Schema(description = "Of the resolved ones, those that their caregiver called not fixed")
        Share notFixed,
    @Schema(description = "Of the resolved ones, those that came back after the need had been met")
        Share cameBack,
    @Schema(
            description =
                "Of those resolved at least 30 days before asOf: those after which the same unit"
                    + " filed another request of the same category within 30 days")
        Share recurrence30d,
    Escalated escalated,
    Regraded regraded,
    PausedMinutes pausedMinutes) {

  /** How long after a resolution another request counts as the same need again. */
  static final Duration RECURRENCE = Duration.ofDays(30);

  private static final List<String> EXCLUDED =
      List.of(
          "Requests that were filed outside the period.",
          "A request counts once in each number, also if it happened several times.",
          "Minutes are wall-clock time, and are counted per request.");

  /** A part of requests. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "HandlingShare", description = "A part of the requests that could have it.")
  record Share(
      @Schema(description = "Number of requests", examples = "70") long n,
      @Schema(description = "Out of so many", examples = "100") long of,
      @Schema(description = "n / of. Null if of is 0", nullable = true) @Nullable Double share,
      @Schema(nullable = true) @Nullable ShareInterval interval) {

    static Share of(long n, long of) {
      return new Share(
          n,
          of,
          of == 0 ? null : (double) n / of,
          WilsonInterval.of(n, of).map(ShareInterval::of).orElse(null));
    }
  }

  /** Requests for which a tier was called. */
  @Schema(
      name = "HandlingEscalated",
      description = "How many requests were escalated to each tier; one may reach several.")
  record Escalated(long tier1, long tier2, long tier3, long tier4) {}

  /** Requests whose impact was seen differently later. */
  @Schema(
      name = "HandlingRegraded",
      description = "How many requests got another impact after they were filed.")
  record Regraded(
      @Schema(description = "The caregiver raised the impact") long raised,
      @Schema(description = "The caregiver lowered the impact") long lowered,
      @Schema(description = "An administrator recorded a different view") long assessed) {}

  /** For how long promises paused because the department asked the caregiver. */
  @Schema(
      name = "HandlingPausedMinutes",
      description =
          "Minutes for which requests waited for an answer of their caregiver, by what ended the"
              + " wait. Only a question pauses a promise.")
  record PausedMinutes(
      @Schema(description = "The caregiver answered") double answered,
      @Schema(description = "The longest time for an answer passed") double limit,
      @Schema(description = "The request was settled without an answer") double settled,
      @Schema(description = "They still waited at asOf") double waiting) {}

  static FigureAnswer<HandlingFigure> answer(
      FigureScope scope, AsOf asOf, List<HandlingFigure> groups) {
    var rows = scope.by() == null && groups.isEmpty() ? List.of(none()) : groups;
    var digest = new DataDigest("handling");
    rows.forEach(digest::add);
    return FigureAnswer.of(scope, asOf, EXCLUDED, digest.hex(), rows);
  }

  private static HandlingFigure none() {
    var nothing = Share.of(0, 0);
    return new HandlingFigure(
        null,
        0,
        0,
        nothing,
        nothing,
        nothing,
        nothing,
        new Escalated(0, 0, 0, 0),
        new Regraded(0, 0, 0),
        new PausedMinutes(0, 0, 0, 0));
  }
}
