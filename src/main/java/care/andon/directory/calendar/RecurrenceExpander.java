package care.andon.directory.calendar;

import biweekly.ICalDataType;
import biweekly.ICalVersion;
import biweekly.io.CannotParseException;
import biweekly.io.ParseContext;
import biweekly.io.scribe.property.RecurrenceRuleScribe;
import biweekly.parameter.ICalParameters;
import biweekly.util.Frequency;
import biweekly.util.Recurrence;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Expands recurrence rules by the wall clock of a time zone: an event on Mondays at 19:00 stays at
 * 19:00 when the clocks change.
 */
final class RecurrenceExpander {
  static final int MOST = 1_000;

  private static final Set<Frequency> TOO_OFTEN =
      EnumSet.of(Frequency.SECONDLY, Frequency.MINUTELY, Frequency.HOURLY);
  private static final Pattern UNTIL = Pattern.compile("(?i);?UNTIL=([0-9TZ]+)");
  private static final TimeZone WALL = TimeZone.getTimeZone("UTC");

  private final CalendarTimes times;
  private final CalendarErrors errors;
  private final LocalDateTime last;

  /**
   * @param last rules without an end are expanded up to this time
   */
  RecurrenceExpander(CalendarTimes times, CalendarErrors errors, LocalDateTime last) {
    this.times = times;
    this.errors = errors;
    this.last = last;
  }

  /** The starts of an event in its time zone, without those that an EXDATE removes. */
  SortedSet<LocalDateTime> starts(CalendarEvent event, CalendarTimes.WallTime first) {
    var starts = new TreeSet<LocalDateTime>();
    starts.add(first.local());
    event.all("RRULE").forEach(line -> starts.addAll(expanded(line, first)));
    event.all("RDATE").forEach(line -> starts.addAll(dates(line, first.zone())));
    event.all("EXDATE").forEach(line -> leaveOut(line, first, starts));
    event
        .first("EXRULE")
        .ifPresent(
            line -> errors.add(line.line(), "not_supported", "Send EXDATE, which says which days"));
    return starts;
  }

  /** An EXDATE that is a whole day removes every occurrence on that day. */
  private void leaveOut(
      CalendarLine line, CalendarTimes.WallTime first, SortedSet<LocalDateTime> starts) {
    var dates = dates(line, first.zone());
    var days = line.parameter("VALUE").filter(it -> it.equalsIgnoreCase("DATE")).isPresent();
    if (days) {
      starts.removeIf(start -> dates.contains(start.toLocalDate().atStartOfDay()));
    } else {
      starts.removeAll(dates);
    }
  }

  private List<LocalDateTime> dates(CalendarLine line, ZoneId zone) {
    if (line.parameter("VALUE").filter(it -> it.equalsIgnoreCase("PERIOD")).isPresent()) {
      errors.add(line.line(), "not_supported", "Send dates, not periods");
      return List.of();
    }
    return List.of(line.value().split(",", -1)).stream()
        .flatMap(value -> times.read(line, value).stream())
        .map(clock -> clock.in(zone))
        .toList();
  }

  private SortedSet<LocalDateTime> expanded(CalendarLine line, CalendarTimes.WallTime first) {
    var starts = new TreeSet<LocalDateTime>();
    var until = UNTIL.matcher(line.value());
    var end = last;
    if (until.find()) {
      var named = times.read(new CalendarLine(line.property(), line.line()), until.group(1));
      if (named.isEmpty()) {
        return starts;
      }
      var ruleEnd = until(named.get(), first, until.group(1).endsWith("Z"));
      end = ruleEnd.isBefore(last) ? ruleEnd : last;
    }
    var rule = rule(line, until.replaceAll(""));
    if (rule.isEmpty()) {
      return starts;
    }
    var found =
        rule.get().getDateIterator(Date.from(first.local().toInstant(ZoneOffset.UTC)), WALL);
    while (found.hasNext()) {
      var start = LocalDateTime.ofInstant(found.next().toInstant(), ZoneOffset.UTC);
      if (start.isAfter(end)) {
        return starts;
      }
      starts.add(start);
      if (starts.size() > MOST) {
        errors.add(line.line(), "too_many", "Send rules of at most " + MOST + " occurrences");
        return starts;
      }
    }
    return starts;
  }

  /** An UNTIL without a time zone is in the zone of the series. A whole day is included. */
  private static LocalDateTime until(
      CalendarTimes.WallTime named, CalendarTimes.WallTime first, boolean isUtc) {
    if (named.isDate()) {
      return named.local().plusDays(1).minusNanos(1);
    }
    return isUtc ? named.in(first.zone()) : named.local();
  }

  private Optional<Recurrence> rule(CalendarLine line, String value) {
    try {
      var context = new ParseContext();
      context.setVersion(ICalVersion.V2_0);
      var rule =
          new RecurrenceRuleScribe()
              .parseText(
                  value.replaceFirst("^;", ""), ICalDataType.RECUR, new ICalParameters(), context)
              .getValue();
      if (rule != null && rule.getFrequency() != null && context.getWarnings().isEmpty()) {
        if (!TOO_OFTEN.contains(rule.getFrequency())) {
          return Optional.of(rule);
        }
        errors.add(line.line(), "too_often", "Send shifts that recur daily at most");
        return Optional.empty();
      }
    } catch (CannotParseException | IllegalArgumentException notARule) {
      // Reported below.
    }
    errors.add(line.line(), "not_a_rule", "Send a recurrence rule, such as FREQ=WEEKLY;BYDAY=MO");
    return Optional.empty();
  }
}
