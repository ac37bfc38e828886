package care.andon.directory.calendar;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import biweekly.component.DaylightSavingsTime;
import biweekly.component.Observance;
import biweekly.component.StandardTime;
import biweekly.component.VTimezone;
import biweekly.property.RecurrenceDates;
import biweekly.util.DateTimeComponents;
import biweekly.util.DayOfWeek;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.UtcOffset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.LinkedHashMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a time zone as a VTIMEZONE that is right from an instant on, without an end: single onsets
 * as far as the JDK knows them, and from then on the yearly rules of the zone.
 */
final class ZoneDefinition {
  /** Each day of a year is each day of the week within this many years, also around 2100. */
  private static final int YEARS_OF_ALL_CALENDARS = 40;

  private static final int DAYS_OF_A_WEEK = 7;

  private final ZoneRules rules;
  private final VTimezone zone;

  private ZoneDefinition(VTimezone zone) {
    this.zone = zone;
    rules = ZoneId.of(zone.getTimezoneId().getValue()).getRules();
  }

  /** Completes a time zone that has its IANA name only. */
  static void complete(VTimezone zone, Instant from) {
    new ZoneDefinition(zone).add(from);
  }

  private void add(Instant from) {
    var offset = rules.getOffset(from);
    add(
        new Change(rules.isDaylightSavings(from), offset, offset),
        LocalDateTime.ofInstant(from, offset));
    var single = new LinkedHashMap<Change, Observance>();
    var last = from;
    for (var change : rules.getTransitions()) {
      if (change.getInstant().isAfter(from)) {
        single.compute(change(change), (kind, found) -> add(kind, found, change));
        last = change.getInstant();
      }
    }
    for (var rule : rules.getTransitionRules()) {
      addYearly(rule, last);
    }
  }

  /** A kind of onset. */
  private record Change(boolean isDaylight, ZoneOffset before, ZoneOffset after) {}

  private Change change(ZoneOffsetTransition change) {
    return new Change(
        rules.isDaylightSavings(change.getInstant()),
        change.getOffsetBefore(),
        change.getOffsetAfter());
  }

  private Observance add(Change kind, @Nullable Observance found, ZoneOffsetTransition change) {
    if (found == null) {
      return add(kind, change.getDateTimeBefore());
    }
    var dates = new RecurrenceDates();
    dates.getDates().add(new ICalDate(components(change.getDateTimeBefore()), true));
    found.addRecurrenceDates(dates);
    return found;
  }

  private Observance add(Change kind, LocalDateTime start) {
    var observance = kind.isDaylight ? new DaylightSavingsTime() : new StandardTime();
    observance.setDateStart(components(start));
    observance.setTimezoneOffsetFrom(new UtcOffset(kind.before.getTotalSeconds() * 1_000L));
    observance.setTimezoneOffsetTo(new UtcOffset(kind.after.getTotalSeconds() * 1_000L));
    zone.addComponent(observance);
    return observance;
  }

  private static DateTimeComponents components(LocalDateTime at) {
    return new DateTimeComponents(
        at.getYear(),
        at.getMonthValue(),
        at.getDayOfMonth(),
        at.getHour(),
        at.getMinute(),
        at.getSecond(),
        false);
  }

  // --- Yearly rules ---

  /**
   * Adds an onset of every year. Its possible days may lie in two months, such as the Friday after
   * the last Thursday of October; then each month has a rule.
   */
  private void addYearly(ZoneOffsetTransitionRule rule, Instant after) {
    IntStream.range(0, YEARS_OF_ALL_CALENDARS)
        .mapToObj(year -> localDate(rule.createTransition(2_001 + year)))
        .collect(groupingBy(LocalDate::getMonth, mapping(LocalDate::getDayOfMonth, toSet())))
        .forEach((month, days) -> addYearly(rule, month, new TreeSet<>(days), after));
  }

  private void addYearly(
      ZoneOffsetTransitionRule rule, Month month, SortedSet<Integer> days, Instant after) {
    var year = after.atZone(ZoneOffset.UTC).getYear();
    IntStream.range(year, year + YEARS_OF_ALL_CALENDARS)
        .mapToObj(rule::createTransition)
        .filter(it -> it.getInstant().isAfter(after) && localDate(it).getMonth() == month)
        .findFirst()
        .ifPresent(
            it ->
                add(change(it), it.getDateTimeBefore())
                    .setRecurrenceRule(yearly(localDate(it), days)));
  }

  /** The rule in the form that most programs know, if there is one: the first, or last, Sunday. */
  private static Recurrence yearly(LocalDate example, SortedSet<Integer> days) {
    var rule = new Recurrence.Builder(Frequency.YEARLY).byMonth(example.getMonthValue());
    var day = DayOfWeek.valueOfAbbr(example.getDayOfWeek().name().substring(0, 2));
    if (days.size() == 1) {
      return rule.byMonthDay(days).build();
    }
    if (days.size() == DAYS_OF_A_WEEK && days.first() % DAYS_OF_A_WEEK == 1) {
      return rule.byDay(days.last() / DAYS_OF_A_WEEK, day).build();
    }
    if (days.size() == DAYS_OF_A_WEEK && days.last() == example.getMonth().minLength()) {
      return rule.byDay(-1, day).build();
    }
    return rule.byMonthDay(days).byDay(day).build();
  }

  /** By the clock before the change. */
  private static LocalDate localDate(ZoneOffsetTransition change) {
    return change.getDateTimeBefore().toLocalDate();
  }
}
