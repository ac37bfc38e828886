package care.andon.directory.calendar;

import biweekly.component.VTimezone;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.ICalProperty;
import biweekly.property.RawProperty;
import biweekly.property.ValuedProperty;
import biweekly.util.Duration;
import biweekly.util.ICalDate;
import care.andon.directory.calendar.CalendarErrors.EventError;
import care.andon.directory.oncall.Interval;
import care.andon.platform.text.TimeZones;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the times of events as wall-clock times in a time zone: one of IANA, or one that a
 * VTIMEZONE of the file defines.
 */
final class CalendarTimes {
  static final ZoneId UTC = ZoneId.of("UTC");
  static final String ADVICE =
      "Send a date or a date and time that exists, such as 20260302T190000";

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

  private final Map<String, VTimezone> defined = new HashMap<>();
  private final Map<String, Optional<FileZone>> zones = new HashMap<>();
  private final FileZone home;
  private final Collection<ZoneId> known;
  private final Interval window;
  private final RecurrenceExpander recurrence;

  /**
   * @param home the time zone of times without one, and of shifts whose zone has no IANA name
   * @param known time zones that a VTIMEZONE may describe under another name, in this order
   * @param window in which the rules of a zone are compared with those of a known zone
   */
  CalendarTimes(
      List<VTimezone> defined,
      ZoneId home,
      Collection<ZoneId> known,
      Interval window,
      RecurrenceExpander recurrence) {
    defined.forEach(it -> this.defined.putIfAbsent(name(it), it));
    this.home = FileZone.of(home);
    this.known = known;
    this.window = window;
    this.recurrence = recurrence;
  }

  private static String name(VTimezone zone) {
    return Optional.ofNullable(ValuedProperty.getValue(zone.getTimezoneId())).orElse("").strip();
  }

  /**
   * A time zone of a file.
   *
   * @param zone in which its shifts are stored
   * @param rules as in the file; other than those of {@code zone} if no IANA zone has them
   */
  record FileZone(ZoneId zone, ZoneRules rules) {
    static FileZone of(ZoneId zone) {
      return new FileZone(zone, zone.getRules());
    }

    Instant instant(LocalDateTime local) {
      return local.toInstant(rules.getOffset(local));
    }

    LocalDateTime local(Instant at) {
      return LocalDateTime.ofInstant(at, rules.getOffset(at));
    }

    /** The same time by the clock in which shifts are stored. */
    LocalDateTime stored(LocalDateTime local) {
      return rules.equals(zone.getRules()) ? local : LocalDateTime.ofInstant(instant(local), zone);
    }
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

    /** Adds the days of a duration by the wall clock, and its hours in exact time. */
    LocalDateTime plus(Duration duration) {
      var days =
          7L * Objects.requireNonNullElse(duration.getWeeks(), 0)
              + Objects.requireNonNullElse(duration.getDays(), 0);
      var day = zone.instant(local.plusDays(days));
      return zone.local(day.plusMillis(duration.toMillis()).minus(days, ChronoUnit.DAYS));
    }

    /** Adds a duration by the wall clock. */
    LocalDateTime plusLocal(Duration duration) {
      return local.plus(duration.toMillis(), ChronoUnit.MILLIS);
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
      throw new EventError(property, "not_a_time", ADVICE);
    }
  }

  private FileZone zone(ICalProperty property, ICalDate value) {
    if (value.getRawComponents().isUtc()) {
      return FileZone.of(UTC);
    }
    var name = property.getParameter("TZID");
    return name == null
        ? home
        : zone(name)
            .orElseThrow(
                () ->
                    new EventError(
                        property,
                        "unknown_time_zone",
                        "Name time zones as IANA does, such as America/Chicago, or define them in"
                            + " a VTIMEZONE of the file"));
  }

  /** The time zone of this name; empty if it is neither an IANA zone nor defined in the file. */
  Optional<FileZone> zone(String name) {
    return zones.computeIfAbsent(
        name.strip(), it -> TimeZones.find(it).map(FileZone::of).or(() -> defined(it)));
  }

  private Optional<FileZone> defined(String name) {
    var zone = defined.get(name);
    if (zone == null) {
      return ofRegistry(name);
    }
    return Optional.ofNullable(zone.getExperimentalProperty("X-LIC-LOCATION"))
        .map(RawProperty::getValue)
        .flatMap(TimeZones::find)
        .map(FileZone::of)
        .or(() -> ZoneObservances.read(zone, window.to(), recurrence).map(this::withRules));
  }

  /** A name such as {@code /example.org/2025/America/Chicago} ends with an IANA name. */
  private static Optional<FileZone> ofRegistry(String name) {
    return Stream.iterate(
            name.startsWith("/") ? 0 : -1,
            slash -> slash >= 0,
            slash -> name.indexOf('/', slash + 1))
        .flatMap(slash -> TimeZones.find(name.substring(slash + 1)).stream())
        .findFirst()
        .map(FileZone::of);
  }

  /** The first known zone with these rules, or else home, at the instants of these rules. */
  private FileZone withRules(ZoneRules rules) {
    return known.stream()
        .map(FileZone::of)
        .filter(it -> ZoneObservances.areSame(it.rules, rules, window))
        .findFirst()
        .orElse(new FileZone(home.zone, rules));
  }
}
