package care.andon.directory.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When somebody has a duty. A wall clock decides, see {@link WeeklyHours}. */
public sealed interface DutyTimes {

  /**
   * Every week.
   *
   * @param zone whose wall clock; null for the facility's
   * @param startsOn first day on which the duty begins; null for one that was always there
   * @param endsOn last day on which the duty begins; null for one that has no end
   */
  record Weekly(
      WeeklyHours hours,
      @Nullable ZoneId zone,
      @Nullable LocalDate startsOn,
      @Nullable LocalDate endsOn)
      implements DutyTimes {

    /** One turn a week may be in an hour that the clock jumps over. */
    private static final int DAYS_IN_WHICH_ONE_BEGINS = 16;

    public Weekly {
      if (startsOn != null && endsOn != null && endsOn.isBefore(startsOn)) {
        throw new IllegalArgumentException("A duty's last day is not before its first");
      }
    }

    public ZoneId zone(ZoneId facility) {
      return zone == null ? facility : zone;
    }

    /** The turn of this duty that is going on at {@code at}; empty when none is. */
    Optional<Interval> at(Instant at, ZoneId facility) {
      var clock = at.atZone(zone(facility)).toLocalDateTime();
      if (!hours.cover(clock)) {
        return Optional.empty();
      }
      if (neverPauses()) {
        return Optional.of(span(facility)).filter(turn -> turn.contains(at));
      }
      return Stream.of(clock.toLocalDate().minusDays(1), clock.toLocalDate())
          .flatMap(day -> on(day, facility).stream())
          .filter(turn -> turn.contains(at))
          .findFirst();
    }

    /** The first turn that is not over at {@code at}; empty when there is none any more. */
    public Optional<Interval> next(Instant at, ZoneId facility) {
      if (neverPauses()) {
        return Optional.of(span(facility)).filter(turn -> turn.to().isAfter(at));
      }
      var yesterday = at.atZone(zone(facility)).toLocalDate().minusDays(1);
      var first = startsOn == null || startsOn.isBefore(yesterday) ? yesterday : startsOn;
      return first
          .datesUntil(first.plusDays(DAYS_IN_WHICH_ONE_BEGINS))
          .flatMap(day -> on(day, facility).stream())
          .filter(turn -> turn.to().isAfter(at))
          .findFirst();
    }

    /**
     * The last day on which a turn of this duty has begun by {@code at}, whether or not it is over;
     * empty when none has begun yet.
     */
    public Optional<LocalDate> lastBegun(Instant at, ZoneId facility) {
      var clock = at.atZone(zone(facility)).toLocalDateTime();
      var today = clock.toLocalDate();
      var latest = clock.toLocalTime().isBefore(hours.from()) ? today.minusDays(1) : today;
      return Stream.iterate(
              endsOn != null && endsOn.isBefore(latest) ? endsOn : latest, day -> day.minusDays(1))
          .limit(DayOfWeek.values().length)
          .filter(day -> hours.days().contains(day.getDayOfWeek()))
          .filter(day -> startsOn == null || !day.isBefore(startsOn))
          .findFirst();
    }

    /** The same with another last day. */
    public Weekly endingOn(@Nullable LocalDate lastDay) {
      return new Weekly(hours, zone, startsOn, lastDay);
    }

    /**
     * From the start of its first turn to the end of its last; a second for one whose only turn is
     * in an hour that the clock jumps over.
     */
    public Interval span(ZoneId facility) {
      var clock = zone(facility);
      var nights = hours.from().isBefore(hours.to()) ? 0 : 1;
      var start =
          startsOn == null ? Instant.MIN : startsOn.atTime(hours.from()).atZone(clock).toInstant();
      var end =
          endsOn == null
              ? Instant.MAX
              : endsOn.plusDays(nights).atTime(hours.to()).atZone(clock).toInstant();
      return new Interval(start, start.isBefore(end) ? end : start.plusSeconds(1));
    }

    /** Every turn of this duty that has an instant in {@code window}, uncut. */
    public List<Interval> within(Interval window, ZoneId facility) {
      if (neverPauses()) {
        return Stream.of(span(facility)).filter(window::overlaps).toList();
      }
      var first = window.from().atZone(zone(facility)).toLocalDate().minusDays(1);
      var last = window.to().atZone(zone(facility)).toLocalDate();
      return first
          .datesUntil(last.plusDays(1))
          .flatMap(day -> on(day, facility).stream())
          .filter(window::overlaps)
          .toList();
    }

    private List<Interval> on(LocalDate day, ZoneId facility) {
      if (!hours.days().contains(day.getDayOfWeek())
          || (startsOn != null && day.isBefore(startsOn))
          || (endsOn != null && day.isAfter(endsOn))) {
        return List.of();
      }
      var ends = hours.from().isBefore(hours.to()) ? day : day.plusDays(1);
      return Interval.onTheWall(day.atTime(hours.from()), ends.atTime(hours.to()), zone(facility));
    }

    private boolean neverPauses() {
      return hours.from().equals(hours.to())
          && hours.days().containsAll(EnumSet.allOf(DayOfWeek.class));
    }
  }

  /**
   * Once.
   *
   * @param from what the wall clock of the zone shows at the start
   * @param to what it shows at the end, which belongs to the next; after {@code from}
   */
  record Dated(LocalDateTime from, LocalDateTime to, ZoneId zone) implements DutyTimes {
    public Dated {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("A shift ends after it starts");
      }
    }
  }
}
