package care.andon.directory.calendar;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.roster.Shift;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Divides shifts into a past, which stays, and a future, which a calendar changes.
 *
 * @param source of the shifts that come from the calendar
 */
record ShiftTimeline(Instant now, String source) {

  /** Whether both mean the same from now on. */
  boolean isSame(Shift before, Shift after) {
    return before.exclusive() == after.exclusive() && before.isSameAs(after, now);
  }

  /**
   * What becomes of a stored shift: the same shift with other times, or, if it has begun and
   * another person goes on, another shift from now on.
   */
  Shift changed(Shift before, Shift after) {
    if (!before.hasBegun(now)) {
      return withIdOf(before, after.notBefore(now));
    }
    if (before.isOver(now) || !after.hasBegun(now) || !before.person().equals(after.person())) {
      return after.notBefore(now);
    }
    var zone = before.times().zone();
    var to =
        after.times().zone().equals(zone)
            ? after.times().to()
            : LocalDateTime.ofInstant(after.span().orElseThrow().to(), zone);
    return withIdOf(before, after.with(new DutyTimes.Dated(before.times().from(), to, zone)));
  }

  /**
   * The part of a shift that has passed, to the second; empty if there is none. Its event may come
   * again.
   */
  Optional<Shift> past(Shift shift) {
    var end = now.truncatedTo(ChronoUnit.SECONDS);
    if (shift.span().filter(when -> when.from().isBefore(end)).isEmpty()) {
      return Optional.empty();
    }
    var ended = shift.notAfter(end);
    return Optional.of(source.equals(shift.source()) ? withoutSource(ended) : ended);
  }

  private static Shift withIdOf(Shift before, Shift after) {
    return new Shift(
        before.id(),
        after.person(),
        after.times(),
        after.exclusive(),
        before.source(),
        before.externalId());
  }

  private static Shift withoutSource(Shift shift) {
    return new Shift(shift.id(), shift.person(), shift.times(), shift.exclusive(), null, null);
  }
}
