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
 * When a recurring event is, by the wall clock of its zone: what is there every Monday at 19:00 is
 * so too when the clocks have changed.
 */
final class RecurrenceExpander {
  static final int MOST = 1_000;

  private static final Set<Frequency> TOO_OFTEN =
      EnumSet.of(Frequency.SECONDLY, Frequency.MINUTELY, Frequency.HOURLY);
  private static final Pattern UNTIL = Pattern.compile("(?i);?UNTIL=([0-9TZ]+)");
  private static final TimeZone WALL = TimeZone.getTimeZone("UTC");

  private final CalendarTimes times;
  private final CalendarRefusals refusals;
  private final LocalDateTime last;

  /**
   * Expands rules.
   *
   * @param last a rule without an end is taken as far as this
   */
  RecurrenceExpander(CalendarTimes times, CalendarRefusals refusals, LocalDateTime last) {
    this.times = times;
    this.refusals = refusals;
    this.last = last;
  }

  /** The starts of an event by its zone's clock, those its EXDATEs take away left out. */
  SortedSet<LocalDateTime> starts(CalendarEvent event, CalendarTimes.Clock first) {
    var starts = new TreeSet<LocalDateTime>();
    starts.add(first.local());
    event.all("RRULE").forEach(line -> starts.addAll(expanded(line, first)));
    event.all("RDATE").forEach(line -> starts.addAll(dates(line, first.zone())));
    event.all("EXDATE").forEach(line -> leaveOut(line, first, starts));
    event
        .first("EXRULE")
        .ifPresent(
            line ->
                refusals.add(line.line(), "not_supported", "Send EXDATE, which says which days"));
    return starts;
  }

  /** A day that is left out of a series with hours is left out whatever its hours are. */
  private void leaveOut(
      CalendarLine line, CalendarTimes.Clock first, SortedSet<LocalDateTime> starts) {
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
      refusals.add(line.line(), "not_supported", "Send dates, not periods");
      return List.of();
    }
    return List.of(line.value().split(",", -1)).stream()
        .flatMap(value -> times.read(line, value).stream())
        .map(clock -> clock.in(zone))
        .toList();
  }

  private SortedSet<LocalDateTime> expanded(CalendarLine line, CalendarTimes.Clock first) {
    var starts = new TreeSet<LocalDateTime>();
    var until = UNTIL.matcher(line.value());
    var end = last;
    if (until.find()) {
      var named = times.read(new CalendarLine(line.property(), line.line()), until.group(1));
      if (named.isEmpty()) {
        return starts;
      }
      var said = until(named.get(), first, until.group(1).endsWith("Z"));
      end = said.isBefore(last) ? said : last;
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
        refusals.add(line.line(), "too_many", "Send rules of at most " + MOST + " occurrences");
        return starts;
      }
    }
    return starts;
  }

  /** An end without a zone is by the clock of the series; a day is meant to its end. */
  private static LocalDateTime until(
      CalendarTimes.Clock named, CalendarTimes.Clock first, boolean isUtc) {
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
        refusals.add(line.line(), "too_often", "Send shifts that recur daily at most");
        return Optional.empty();
      }
    } catch (CannotParseException | IllegalArgumentException notARule) {
      // Refused below.
    }
    refusals.add(line.line(), "not_a_rule", "Send a recurrence rule, such as FREQ=WEEKLY;BYDAY=MO");
    return Optional.empty();
  }
}
