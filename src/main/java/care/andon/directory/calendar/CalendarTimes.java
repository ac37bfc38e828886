package care.andon.directory.calendar;

import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.ICalProperty;
import biweekly.util.Duration;
import biweekly.util.ICalDate;
import care.andon.directory.calendar.CalendarErrors.EventError;
import care.andon.directory.calendar.CalendarZones.FileZone;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the times of events as wall-clock times in a time zone of the file. */
final class CalendarTimes {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

  private final CalendarZones zones;

  CalendarTimes(CalendarZones zones) {
    this.zones = zones;
  }

  /**
   * A wall-clock time in a time zone.
   *
   * @param isDate whether a whole day is meant
   */
  record WallTime(LocalDateTime local, FileZone zone, boolean isDate) {
    Instant instant() {
      return zone.instant(local);
    }

    /** The wall-clock time of the same instant in another zone; a day is the same day. */
    LocalDateTime in(FileZone other) {
      return other.equals(zone) || isDate ? local : other.local(instant());
    }
  }

  static String write(LocalDateTime local) {
    return LOCAL.format(local);
  }

  /**
   * A date and time as written.
   *
   * @throws DateTimeException if it does not exist, such as 30 February
   */
  static LocalDateTime local(ICalDate date) {
    var raw = date.getRawComponents();
    return LocalDateTime.of(
        raw.getYear(),
        raw.getMonth(),
        raw.getDate(),
        raw.getHour(),
        raw.getMinute(),
        raw.getSecond());
  }

  WallTime read(DateOrDateTimeProperty property) {
    return read(property, property.getValue());
  }

  /** Reads one of the values of a property. */
  WallTime read(ICalProperty property, ICalDate value) {
    try {
      return new WallTime(local(value), zone(property, value), !value.hasTime());
    } catch (DateTimeException notOnACalendar) {
      throw new EventError(property, "not_a_time", "Send a date that exists");
    }
  }

  private FileZone zone(ICalProperty property, ICalDate value) {
    var name = property.getParameter("TZID");
    if (value.getRawComponents().isUtc()) {
      return FileZone.of(CalendarZones.UTC);
    }
    if (name == null) {
      return zones.home();
    }
    return zones
        .find(name)
        .orElseThrow(
            () ->
                new EventError(
                    property,
                    "unknown_time_zone",
                    "Name time zones as IANA does, such as America/Chicago, or define them in a"
                        + " VTIMEZONE of the file"));
  }

  /** Adds a duration by the wall clock. */
  static LocalDateTime plusLocal(LocalDateTime start, Duration duration) {
    return start.plusDays(days(duration)).plus(time(duration));
  }

  /** Adds the days of a duration by the wall clock, and its hours in exact time. */
  static LocalDateTime plusExact(WallTime start, Duration duration) {
    var day = start.local().plusDays(days(duration));
    return start.zone().local(start.zone().instant(day).plus(time(duration)));
  }

  private static long days(Duration duration) {
    return 7L * number(duration.getWeeks()) + number(duration.getDays());
  }

  private static java.time.Duration time(Duration duration) {
    return java.time.Duration.ofHours(number(duration.getHours()))
        .plusMinutes(number(duration.getMinutes()))
        .plusSeconds(number(duration.getSeconds()));
  }

  private static int number(@Nullable Integer part) {
    return part == null ? 0 : part;
  }
}
