package care.andon.directory.calendar;

import biweekly.component.Observance;
import biweekly.component.VTimezone;
import biweekly.property.RawProperty;
import biweekly.property.RecurrenceRule;
import biweekly.property.UtcOffsetProperty;
import biweekly.property.ValuedProperty;
import care.andon.directory.calendar.CalendarErrors.EventError;
import care.andon.directory.calendar.CalendarTimes.WallTime;
import care.andon.directory.oncall.Interval;
import care.andon.platform.text.TimeZones;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The time zones of a file: IANA zones, and those that a VTIMEZONE of the file defines. */
final class CalendarZones {
  static final ZoneId UTC = ZoneId.of("UTC");

  private final Map<String, VTimezone> defined = new HashMap<>();
  private final Map<String, Optional<FileZone>> found = new HashMap<>();
  private final Collection<ZoneId> known;
  private final FileZone home;
  private final Interval window;
  private final RecurrenceExpander recurrence;

  /**
   * @param home the time zone of times without one, and of shifts whose zone has no IANA name
   * @param known time zones that a VTIMEZONE may describe under another name, in this order
   * @param window in which the rules of a zone are compared with those of a known zone
   */
  CalendarZones(
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

  FileZone home() {
    return home;
  }

  /** The time zone of this name; empty if it is neither an IANA zone nor defined in the file. */
  Optional<FileZone> find(String name) {
    return found.computeIfAbsent(
        name.strip(), it -> TimeZones.find(it).map(FileZone::of).or(() -> defined(it)));
  }

  private Optional<FileZone> defined(String name) {
    var zone = defined.get(name);
    if (zone == null) {
      return ofRegistry(name);
    }
    var location = Optional.ofNullable(zone.getExperimentalProperty("X-LIC-LOCATION"));
    return location
        .map(RawProperty::getValue)
        .flatMap(TimeZones::find)
        .map(FileZone::of)
        .or(() -> rules(zone).map(this::withRules));
  }

  /** A name such as {@code /example.org/2025/America/Chicago} ends with an IANA name. */
  private static Optional<FileZone> ofRegistry(String name) {
    return name.startsWith("/")
        ? Stream.iterate(
                name.indexOf('/'), slash -> slash >= 0, slash -> name.indexOf('/', slash + 1))
            .flatMap(slash -> TimeZones.find(name.substring(slash + 1)).stream())
            .findFirst()
            .map(FileZone::of)
        : Optional.empty();
  }

  /** The zone under which shifts are stored: a known zone with these rules, or else home. */
  private FileZone withRules(ZoneRules rules) {
    return known.stream()
        .map(FileZone::of)
        .filter(it -> isSame(it.rules, rules))
        .findFirst()
        .orElse(new FileZone(home.zone, rules));
  }

  private boolean isSame(ZoneRules one, ZoneRules other) {
    return one.getOffset(window.from()).equals(other.getOffset(window.from()))
        && changes(one).equals(changes(other));
  }

  private List<ZoneOffsetTransition> changes(ZoneRules rules) {
    var changes = new ArrayList<ZoneOffsetTransition>();
    for (var change = rules.nextTransition(window.from());
        change != null && change.getInstant().isBefore(window.to());
        change = rules.nextTransition(change.getInstant())) {
      changes.add(change);
    }
    return changes;
  }

  // --- VTIMEZONE ---

  /** A change of the offset from UTC. */
  private record Onset(Instant at, ZoneOffset before, ZoneOffset after) {}

  /** Empty if it is no valid VTIMEZONE. */
  private Optional<ZoneRules> rules(VTimezone zone) {
    try {
      var onsets =
          Stream.concat(zone.getStandardTimes().stream(), zone.getDaylightSavingsTime().stream())
              .flatMap(this::onsets)
              .sorted(Comparator.comparing(Onset::at))
              .toList();
      return onsets.isEmpty() ? Optional.empty() : Optional.of(rules(onsets));
    } catch (DateTimeException | EventError notValid) {
      return Optional.empty();
    }
  }

  private static ZoneRules rules(List<Onset> onsets) {
    var first = onsets.getFirst().before;
    var offset = first;
    var changes = new ArrayList<ZoneOffsetTransition>();
    for (var onset : onsets) {
      if (!onset.after.equals(offset)) {
        var local = LocalDateTime.ofInstant(onset.at, offset);
        changes.add(ZoneOffsetTransition.of(local, offset, onset.after));
        offset = onset.after;
      }
    }
    return ZoneRules.of(first, first, List.of(), changes, List.of());
  }

  private Stream<Onset> onsets(Observance observance) {
    var start = ValuedProperty.getValue(observance.getDateStart());
    var before = offset(observance.getTimezoneOffsetFrom());
    var after = offset(observance.getTimezoneOffsetTo());
    if (start == null) {
      throw new DateTimeException("An observance without a start");
    }
    var first = CalendarTimes.local(start);
    var last = LocalDateTime.ofInstant(window.to(), before);
    var starts = new ArrayList<>(List.of(first));
    for (var rule : observance.getProperties(RecurrenceRule.class)) {
      var zone = new FileZone(before, ZoneRules.of(before));
      starts.addAll(recurrence.starts(rule, new WallTime(first, zone, false), first, last));
    }
    observance.getRecurrenceDates().stream()
        .flatMap(it -> it.getDates().stream())
        .map(CalendarTimes::local)
        .forEach(starts::add);
    return starts.stream().map(local -> new Onset(local.toInstant(before), before, after));
  }

  private static ZoneOffset offset(@Nullable UtcOffsetProperty property) {
    var offset = property == null ? null : property.getValue();
    if (offset == null) {
      throw new DateTimeException("An observance without its offsets");
    }
    return ZoneOffset.ofTotalSeconds((int) (offset.getMillis() / 1_000));
  }
}
