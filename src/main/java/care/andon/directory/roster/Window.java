package care.andon.directory.roster;

import care.andon.directory.Interval;
import care.andon.platform.Instants;
import care.andon.platform.Problem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time somebody asks about: the coming two weeks, unless they say otherwise. */
final class Window {
  static final int MOST_DAYS = 92;

  private static final Duration USUAL = Duration.ofDays(14);
  private static final Duration MOST = Duration.ofDays(MOST_DAYS);

  private Window() {}

  /**
   * Reads the parameters {@code from}, absent for now, and {@code to}, absent for 14 days later.
   *
   * @throws Problem when they are not instants in this order at most {@value #MOST_DAYS} days apart
   */
  static Interval parse(@Nullable String from, @Nullable String to, Instant now) {
    var start = from == null ? now : instant("from", from);
    var end = to == null ? start.plus(USUAL) : instant("to", to);
    if (!start.isBefore(end)) {
      throw Problem.parameter("to", "ends_before_it_starts", "Send an instant after 'from'");
    }
    if (Duration.between(start, end).compareTo(MOST) > 0) {
      throw Problem.parameter("to", "too_long", "Ask for at most " + MOST_DAYS + " days at once");
    }
    return new Interval(start, end);
  }

  private static Instant instant(String name, String text) {
    return Instants.parse(text)
        .orElseThrow(() -> Problem.parameter(name, "not_an_instant", Instants.ADVICE));
  }
}
