package care.andon.directory.calendar;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.roster.Shift;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Divides shifts into a past, which stays, and a future, which a calendar changes.
 *
 * @param source of the shifts that come from the calendar
 */
record ShiftTimeline(Instant now, String source) {

  boolean isOver(Shift shift) {
    return shift.span().map(Interval::to).filter(now::isBefore).isEmpty();
  }

  private boolean hasBegun(Shift shift) {
    return shift.span().map(Interval::from).filter(now::isBefore).isEmpty();
  }

  /** Whether both mean the same from now on. */
  boolean isSame(Shift before, Shift after) {
    var haveBegun = hasBegun(before) && hasBegun(after);
    return before.exclusive() == after.exclusive()
        && (before.hasSamePersonAndTimes(after)
            || (haveBegun && isSamePerson(before, after) && end(before).equals(end(after))));
  }

  private static boolean isSamePerson(Shift before, Shift after) {
    return before.person().equals(after.person());
  }

  private static Optional<Instant> end(Shift shift) {
    return shift.span().map(Interval::to);
  }

  /** A shift to be added: one that has begun is added from now on. */
  Shift fromNow(Shift shift) {
    var times = shift.times();
    var clock = clock(times.zone());
    return hasBegun(shift) && clock.isBefore(times.to())
        ? with(shift, new DutyTimes.Dated(clock, times.to(), times.zone()))
        : shift;
  }

  /**
   * What becomes of a stored shift: the same shift with other times, or, if it has begun and
   * another person goes on, another shift from now on.
   */
  Shift changed(Shift before, Shift after) {
    if (!hasBegun(before)) {
      return withIdOf(before, fromNow(after));
    }
    if (isOver(before) || !hasBegun(after) || !isSamePerson(before, after)) {
      return fromNow(after);
    }
    var zone = before.times().zone();
    var to =
        after.times().zone().equals(zone)
            ? after.times().to()
            : LocalDateTime.ofInstant(end(after).orElseThrow(), zone);
    return withIdOf(before, with(after, new DutyTimes.Dated(before.times().from(), to, zone)));
  }

  /** The part of a shift that has passed; empty if there is none. Its event may come again. */
  Optional<Shift> past(Shift shift) {
    var times = shift.times();
    var clock = clock(times.zone());
    if (!hasBegun(shift) || !times.from().isBefore(clock)) {
      return Optional.empty();
    }
    var end = clock.isBefore(times.to()) ? clock : times.to();
    var ended = with(shift, new DutyTimes.Dated(times.from(), end, times.zone()));
    return Optional.of(source.equals(shift.source()) ? withoutSource(ended) : ended);
  }

  private LocalDateTime clock(ZoneId zone) {
    return LocalDateTime.ofInstant(now.truncatedTo(ChronoUnit.SECONDS), zone);
  }

  private static Shift with(Shift shift, DutyTimes.Dated times) {
    return new Shift(
        shift.id(), shift.person(), times, shift.exclusive(), shift.source(), shift.externalId());
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
