package care.andon.metrics;

import care.andon.platform.problem.Problem;
import care.andon.platform.text.Instants;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** From an instant up to, and without, a later one. */
@Schema(name = "FigurePeriod", description = "A period: the start is inclusive, the end exclusive.")
record Period(
    @Schema(examples = "2026-02-01T00:00:00Z") Instant from,
    @Schema(examples = "2026-03-01T00:00:00Z") Instant to) {

  static final Duration BY_DEFAULT = Duration.ofDays(28);
  static final int MAX_YEARS = 10;

  /**
   * Returns the period asked for. Without {@code to} it ends at {@code asOf}, without {@code from}
   * it is 28 days long.
   *
   * @throws Problem if it is empty, runs backwards or is longer than ten years
   */
  static Period of(@Nullable String from, @Nullable String to, Instant asOf) {
    var end = to == null ? asOf : instant("to", to);
    var start = from == null ? end.minus(BY_DEFAULT) : instant("from", from);
    if (!start.isBefore(end)) {
      throw Problem.parameter(
          "from", "empty_period", "Send a 'from' that is before 'to'; without 'to' that is now");
    }
    if (end.isAfter(start.atOffset(ZoneOffset.UTC).plusYears(MAX_YEARS).toInstant())) {
      throw Problem.parameter(
          "from", "period_too_long", "Ask for at most " + MAX_YEARS + " years at once");
    }
    return new Period(start, end);
  }

  private static Instant instant(String name, String text) {
    return Instants.parse(text)
        .orElseThrow(
            () ->
                Problem.parameter(
                    name,
                    "not_an_instant",
                    Instants.ADVICE + "; in an address write the + of an offset as %2B"));
  }
}
