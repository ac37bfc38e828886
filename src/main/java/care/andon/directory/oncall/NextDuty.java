package care.andon.directory.oncall;

import care.andon.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the start of the next duty of a person for one post, however far ahead.
 *
 * <p>Jumps from one possible duty of the person (shift, weekly duty or stand-in) to the next one
 * and looks only at these.
 */
record NextDuty(PostRoster roster, PersonId person) {
  private static final Duration WINDOW = Duration.ofDays(2);
  private static final Duration JUST_BEFORE = Duration.ofNanos(1_000);

  /**
   * Longest time until a weekly duty begins, if all weekly duties of the person are in one time
   * zone: a week, or two if a clock change skips one.
   */
  private static final Duration LONGEST_PAUSE_IN_ONE_ZONE = Duration.ofDays(16);

  /** The same for several time zones, whose duties may meet during a part of the year only. */
  private static final Duration LONGEST_PAUSE = Duration.ofDays(400);

  /** The first start at {@code after} or later; empty if there is none. */
  Optional<Instant> after(Instant after) {
    var last =
        roster
            .lastChangeFor(person, after)
            .plus(roster.isByOneClock(person) ? LONGEST_PAUSE_IN_ONE_ZONE : LONGEST_PAUSE);
    var at = after;
    while (true) {
      var next = roster.nextPossibleStart(person, at).filter(it -> it.isBefore(last));
      if (next.isEmpty()) {
        return Optional.empty();
      }
      var window = new Interval(next.get().minus(JUST_BEFORE), next.get().plus(WINDOW));
      var start = firstStart(window);
      if (start.isPresent()) {
        return start;
      }
      at = window.to();
    }
  }

  /** A duty that is in progress when the window begins does not start in it. */
  private Optional<Instant> firstStart(Interval window) {
    return roster.intervalsWhere(at -> roster.isOnCall(person, at), window).stream()
        .map(Interval::from)
        .filter(from -> from.isAfter(window.from()))
        .findFirst();
  }
}
