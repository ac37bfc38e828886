package care.andon.directory.calendar;

import care.andon.platform.text.TimeZones;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the times of RFC 5545 as wall-clock times in a time zone. */
final class CalendarTimes {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
  private static final Pattern TIME = Pattern.compile("[0-9]{8}T[0-9]{6}Z?");
  private static final Pattern DATE = Pattern.compile("[0-9]{8}");
  private static final Pattern DURATION =
      Pattern.compile(
          "\\+?P(?:([0-9]{1,3})W|(?:([0-9]{1,3})D)?(?:T(?:([0-9]{1,4})H)?(?:([0-9]{1,5})M)?(?:([0-9]{1,7})S)?)?)");
  private static final ZoneId UTC = ZoneId.of("UTC");

  private final ZoneId floating;
  private final Function<String, Optional<ZoneId>> zones;
  private final CalendarErrors errors;

  /**
   * @param floating the time zone of times without one
   * @param zones resolves names of time zones that IANA does not know
   */
  CalendarTimes(ZoneId floating, Function<String, Optional<ZoneId>> zones, CalendarErrors errors) {
    this.floating = floating;
    this.zones = zones;
    this.errors = errors;
  }

  /**
   * A wall-clock time in a time zone.
   *
   * @param isDate whether a whole day is meant
   */
  record WallTime(LocalDateTime local, ZoneId zone, boolean isDate) {
    Instant instant() {
      return local.atZone(zone).toInstant();
    }

    /** The wall-clock time of the same instant in another zone. */
    LocalDateTime in(ZoneId other) {
      return other.equals(zone) || isDate ? local : LocalDateTime.ofInstant(instant(), other);
    }
  }

  /** A duration of calendar days and exact time. */
  record CalendarDuration(Period days, Duration time) {
    LocalDateTime after(LocalDateTime start) {
      return start.plus(days).plus(time);
    }
  }

  static String write(LocalDateTime local) {
    return LOCAL.format(local);
  }

  /**
   * Reads a local date and time.
   *
   * @throws DateTimeException if the text is not one
   */
  static LocalDateTime parse(String text) {
    return LocalDateTime.parse(text, LOCAL);
  }

  Optional<WallTime> read(CalendarLine line) {
    return read(line, line.value());
  }

  /** Reads one of several values on a line. */
  Optional<WallTime> read(CalendarLine line, String value) {
    var zone = zone(line, value);
    try {
      if (TIME.matcher(value).matches()) {
        var local = parse(value.substring(0, 15));
        return zone.map(it -> new WallTime(local, it, false));
      }
      if (DATE.matcher(value).matches()) {
        var date = LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE);
        return zone.map(it -> new WallTime(date.atStartOfDay(), it, true));
      }
    } catch (DateTimeException notOnACalendar) {
      // Reported below.
    }
    errors.add(
        line.line(), "not_a_time", "Send a date or a date and time, such as 20260302T190000");
    return Optional.empty();
  }

  private Optional<ZoneId> zone(CalendarLine line, String value) {
    if (value.endsWith("Z")) {
      return Optional.of(UTC);
    }
    var named = line.parameter("TZID");
    if (named.isEmpty()) {
      return Optional.of(floating);
    }
    var zone = TimeZones.find(named.get()).or(() -> zones.apply(named.get()));
    if (zone.isEmpty()) {
      errors.add(
          line.line(),
          "unknown_time_zone",
          "Name time zones as IANA does, such as America/Chicago. A name of Windows needs a"
              + " VTIMEZONE with X-LIC-LOCATION, or with the rules of a zone in which the hospital"
              + " is");
    }
    return zone;
  }

  Optional<CalendarDuration> duration(CalendarLine line) {
    var parts = DURATION.matcher(line.value());
    if (!parts.matches() || line.value().endsWith("P") || line.value().endsWith("T")) {
      errors.add(line.line(), "not_a_duration", "Send a duration, such as PT12H");
      return Optional.empty();
    }
    return Optional.of(
        new CalendarDuration(
            Period.ofDays(7 * number(parts.group(1)) + number(parts.group(2))),
            Duration.ofHours(number(parts.group(3)))
                .plusMinutes(number(parts.group(4)))
                .plusSeconds(number(parts.group(5)))));
  }

  private static int number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
