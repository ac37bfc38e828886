package care.andon.directory.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When a duty applies, by a wall clock. See {@link WeeklyHours}. */
public sealed interface DutyTimes {

  /**
   * A weekly duty.
   *
   * @param zone time zone of the wall clock; null for the zone of the facility
   * @param startsOn first day on which the duty begins; null if there is no first day
   * @param endsOn last day on which the duty begins; null if there is no last day
   */
  record Weekly(
      WeeklyHours hours,
      @Nullable ZoneId zone,
      @Nullable LocalDate startsOn,
      @Nullable LocalDate endsOn)
      implements DutyTimes {

    /**
     * How many days to search for the next turn. More than two weeks, because one turn may fall
     * into the hour that a clock change skips.
     */
    private static final int SEARCH_DAYS = 16;

    private static final LocalDate LONG_AGO = LocalDate.of(1900, 1, 1);
    private static final LocalDate IN_FAR_FUTURE = LocalDate.of(2300, 1, 1);

    public Weekly {
      if (startsOn != null && endsOn != null && endsOn.isBefore(startsOn)) {
        throw new IllegalArgumentException("A duty's last day is not before its first");
      }
    }

    public ZoneId zone(ZoneId facility) {
      return zone == null ? facility : zone;
    }

    /** The turn in progress at {@code at}; empty if there is none. */
    Optional<Interval> turnAt(Instant at, ZoneId facility) {
      var clock = at.atZone(zone(facility)).toLocalDateTime();
      if (!hours.cover(clock)) {
        return Optional.empty();
      }
      if (isContinuous()) {
        return spans(facility).stream().filter(turn -> turn.contains(at)).findFirst();
      }
      return Stream.of(clock.toLocalDate().minusDays(1), clock.toLocalDate())
          .flatMap(day -> on(day, facility).stream())
          .filter(turn -> turn.contains(at))
          .findFirst();
    }

    /** The first turn that ends after {@code at}; empty if there is none. */
    public Optional<Interval> nextTurn(Instant at, ZoneId facility) {
      if (isContinuous()) {
        return spans(facility).stream().filter(turn -> turn.to().isAfter(at)).findFirst();
      }
      var yesterday = at.atZone(zone(facility)).toLocalDate().minusDays(1);
      var first = startsOn == null || startsOn.isBefore(yesterday) ? yesterday : startsOn;
      return first
          .datesUntil(first.plusDays(SEARCH_DAYS))
          .flatMap(day -> on(day, facility).stream())
          .filter(turn -> turn.to().isAfter(at))
          .findFirst();
    }

    /**
     * The day on which the latest turn has begun by {@code at}, whether or not it is over; empty if
     * none has begun yet.
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

    /** This duty with another last day. */
    public Weekly endingOn(@Nullable LocalDate lastDay) {
      return new Weekly(hours, zone, startsOn, lastDay);
    }

    /**
     * From the start of the first turn to the end of the last turn. One second long if the only
     * turn falls into the hour that a clock change skips.
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

    /** The turns that have an instant in {@code window}, in full length. */
    public List<Interval> turnsWithin(Interval window, ZoneId facility) {
      if (isContinuous()) {
        return spans(facility).stream().filter(window::overlaps).toList();
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
      return Interval.ofWallClock(
          day.atTime(hours.from()), ends.atTime(hours.to()), zone(facility));
    }

    /**
     * The turns of a continuous duty: one that never ends, or from its first day to its last. Two
     * if it begins or ends in the hour that occurs twice in autumn.
     */
    private List<Interval> spans(ZoneId facility) {
      var begins = (startsOn == null ? LONG_AGO : startsOn).atTime(hours.from());
      var ends = (endsOn == null ? IN_FAR_FUTURE : endsOn.plusDays(1)).atTime(hours.to());
      var spans = new ArrayList<>(Interval.ofWallClock(begins, ends, zone(facility)));
      if (startsOn == null) {
        spans.set(0, new Interval(Instant.MIN, spans.getFirst().to()));
      }
      if (endsOn == null) {
        spans.add(new Interval(spans.removeLast().from(), Instant.MAX));
      }
      return spans;
    }

    private boolean isContinuous() {
      return hours.from().equals(hours.to())
          && hours.days().containsAll(EnumSet.allOf(DayOfWeek.class));
    }
  }

  /**
   * A dated shift.
   *
   * @param from wall-clock time of the start
   * @param to wall-clock time of the end, exclusive; after {@code from}
   */
  record Dated(LocalDateTime from, LocalDateTime to, ZoneId zone) implements DutyTimes {
    public Dated {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("A shift ends after it starts");
      }
    }
  }
}
