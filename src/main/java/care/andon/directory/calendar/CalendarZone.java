package care.andon.directory.calendar;

import care.andon.platform.text.TimeZones;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One VTIMEZONE of a file: a name, such as "Central Standard Time" of Windows, and the rules of the
 * time zone.
 */
final class CalendarZone {
  private static final Pattern OFFSET = Pattern.compile("[+-][0-9]{4}([0-9]{2})?");

  /**
   * The usual yearly rule: the first to fifth weekday of a month, counted from its start or end.
   */
  private static final Pattern EVERY_YEAR =
      Pattern.compile(
          "(?=.*BYMONTH=([0-9]{1,2})(?:;|$))(?=.*BYDAY=([+-]?[1-5])(MO|TU|WE|TH|FR|SA|SU)(?:;|$))"
              + "(?:(?:FREQ=YEARLY|INTERVAL=1|WKST=[A-Z]{2}|BYMONTH=[0-9]+|BYDAY=[+-]?[0-9][A-Z]{2})"
              + "(?:;|$))+");

  private final Map<String, String> lines = new HashMap<>();
  private final List<Map<String, String>> observances = new ArrayList<>();

  void add(CalendarLine line) {
    lines.putIfAbsent(line.name(), line.value());
  }

  /** Begins a STANDARD or DAYLIGHT part. */
  void beginObservance() {
    observances.add(new HashMap<>());
  }

  void addToObservance(CalendarLine line) {
    observances.getLast().putIfAbsent(line.name(), line.value());
  }

  /** The name that events use. */
  String name() {
    return lines.getOrDefault("TZID", "");
  }

  /**
   * The time zone: the one named in X-LIC-LOCATION, or else the first of the known zones with the
   * same offsets between the two instants.
   */
  Optional<ZoneId> resolve(Collection<ZoneId> known, Instant from, Instant to) {
    var named = TimeZones.find(lines.getOrDefault("X-LIC-LOCATION", ""));
    if (named.isPresent()) {
      return named;
    }
    var rules = rules(from, to);
    return known.stream()
        .filter(zone -> rules.filter(rules(zone, from, to)::equals).isPresent())
        .findFirst();
  }

  // --- Rules ---

  /** A change of the offset from UTC. */
  private record Onset(Instant at, ZoneOffset before, ZoneOffset after) {}

  /** The first offset from UTC and the changes after it. */
  private record Rules(ZoneOffset first, List<Onset> changes) {}

  private static Rules rules(ZoneId zone, Instant from, Instant to) {
    var rules = zone.getRules();
    var changes = new ArrayList<Onset>();
    for (var change = rules.nextTransition(from);
        change != null && change.getInstant().isBefore(to);
        change = rules.nextTransition(change.getInstant())) {
      changes.add(
          new Onset(change.getInstant(), change.getOffsetBefore(), change.getOffsetAfter()));
    }
    return new Rules(rules.getOffset(from), changes);
  }

  /** Empty if there are no rules, or rules of an unusual kind. */
  private Optional<Rules> rules(Instant from, Instant to) {
    try {
      var onsets =
          observances.stream()
              .flatMap(it -> onsets(it, from, to))
              .sorted(Comparator.comparing(Onset::at))
              .toList();
      if (onsets.isEmpty()) {
        return Optional.empty();
      }
      var first =
          onsets.stream()
              .filter(it -> !it.at.isAfter(from))
              .reduce((_, later) -> later)
              .map(Onset::after)
              .orElse(onsets.getFirst().before);
      var changes =
          onsets.stream()
              .filter(it -> it.at.isAfter(from) && it.at.isBefore(to))
              .filter(it -> !it.before.equals(it.after))
              .toList();
      return Optional.of(new Rules(first, changes));
    } catch (DateTimeException notUnderstood) {
      return Optional.empty();
    }
  }

  private static Stream<Onset> onsets(Map<String, String> observance, Instant from, Instant to) {
    var start = CalendarTimes.parse(observance.getOrDefault("DTSTART", ""));
    var before = offset(observance.getOrDefault("TZOFFSETFROM", ""));
    var after = offset(observance.getOrDefault("TZOFFSETTO", ""));
    if (observance.containsKey("RDATE")) {
      throw new DateTimeException("Single dates are not understood");
    }
    var rule = observance.get("RRULE");
    return Stream.concat(
            Stream.of(start), rule == null ? Stream.of() : everyYear(rule, start, from, to))
        .map(local -> new Onset(local.toInstant(before), before, after))
        .distinct();
  }

  private static Stream<LocalDateTime> everyYear(
      String rule, LocalDateTime start, Instant from, Instant to) {
    var parts = EVERY_YEAR.matcher(rule);
    if (!parts.matches()) {
      throw new DateTimeException("Rules like this one are not understood");
    }
    var month = Integer.parseInt(parts.group(1));
    var number = Integer.parseInt(parts.group(2));
    var day =
        Arrays.stream(DayOfWeek.values())
            .filter(it -> it.name().startsWith(parts.group(3)))
            .findFirst()
            .orElseThrow();
    return IntStream.rangeClosed(year(from) - 1, year(to) + 1)
        .mapToObj(
            year ->
                LocalDate.of(year, month, 1)
                    .with(TemporalAdjusters.dayOfWeekInMonth(number, day))
                    .atTime(start.toLocalTime()))
        .filter(local -> !local.isBefore(start));
  }

  private static int year(Instant at) {
    return at.atZone(ZoneOffset.UTC).getYear();
  }

  private static ZoneOffset offset(String text) {
    if (!OFFSET.matcher(text).matches()) {
      throw new DateTimeException("Not an offset");
    }
    return ZoneOffset.of(text);
  }
}
