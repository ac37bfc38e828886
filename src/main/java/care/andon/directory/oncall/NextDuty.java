package care.andon.directory.oncall;

import care.andon.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When somebody's next duty of a post begins, however far ahead. It goes from one time in which
 * they may be on call (a shift of theirs, a duty of every week, a stand-in of theirs) to the next,
 * and looks at those only; what is in between costs nothing.
 */
record NextDuty(PostRoster roster, PersonId person) {
  private static final Duration LOOK = Duration.ofDays(2);
  private static final Duration JUST_BEFORE = Duration.ofNanos(1_000);

  /**
   * Duties of every week alone begin within a week, or two where the clock jumps over one, or they
   * go over into each other for ever. Those by clocks of several zones may meet for a part of the
   * year only.
   */
  private static final Duration ALL_THERE_IS_BY_ONE_CLOCK = Duration.ofDays(16);

  private static final Duration ALL_THERE_IS = Duration.ofDays(400);

  /** The first start at {@code after} or later; empty when there is none at all. */
  Optional<Instant> after(Instant after) {
    var last =
        roster
            .lastChangeFor(person, after)
            .plus(roster.isByOneClock(person) ? ALL_THERE_IS_BY_ONE_CLOCK : ALL_THERE_IS);
    var at = after;
    while (true) {
      var next = roster.mayBeOnCall(person, at).filter(it -> it.isBefore(last));
      if (next.isEmpty()) {
        return Optional.empty();
      }
      var window = new Interval(next.get().minus(JUST_BEFORE), next.get().plus(LOOK));
      var start = firstStart(window);
      if (start.isPresent()) {
        return start;
      }
      at = window.to();
    }
  }

  /** A duty that is going on when the window begins has begun before. */
  private Optional<Instant> firstStart(Interval window) {
    return roster.when(at -> roster.isOnCall(person, at), window).stream()
        .map(Interval::from)
        .filter(from -> from.isAfter(window.from()))
        .findFirst();
  }
}
