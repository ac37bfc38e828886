package care.andon.directory.calendar;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import biweekly.component.DaylightSavingsTime;
import biweekly.component.Observance;
import biweekly.component.StandardTime;
import biweekly.component.VTimezone;
import biweekly.property.RecurrenceRule;
import biweekly.property.UtcOffsetProperty;
import biweekly.property.ValuedProperty;
import biweekly.util.DateTimeComponents;
import biweekly.util.DayOfWeek;
import biweekly.util.Frequency;
import biweekly.util.Recurrence;
import biweekly.util.UtcOffset;
import care.andon.directory.calendar.CalendarErrors.EventError;
import care.andon.directory.calendar.CalendarTimes.FileZone;
import care.andon.directory.calendar.CalendarTimes.WallTime;
import care.andon.directory.oncall.Interval;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the observances of a VTIMEZONE into the time zone rules of the JDK, and these into those.
 */
final class ZoneObservances {
  private static final int DAYS_OF_A_WEEK = 7;

  /** Each day of a year is each day of the week within this many years, also around 2100. */
  private static final int YEARS_OF_ALL_CALENDARS = 40;

  private ZoneObservances() {}

  // --- Reading ---

  /** A change of the offset from UTC. */
  private record Onset(Instant at, ZoneOffset before, ZoneOffset after) {}

  /** The rules of a zone until an instant; empty if it is no valid VTIMEZONE. */
  static Optional<ZoneRules> read(VTimezone zone, Instant to, RecurrenceExpander recurrence) {
    try {
      var onsets =
          Stream.concat(zone.getStandardTimes().stream(), zone.getDaylightSavingsTime().stream())
              .flatMap(it -> onsets(it, to, recurrence))
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

  private static Stream<Onset> onsets(
      Observance observance, Instant to, RecurrenceExpander recurrence) {
    var start = ValuedProperty.getValue(observance.getDateStart());
    var before = offset(observance.getTimezoneOffsetFrom());
    var after = offset(observance.getTimezoneOffsetTo());
    if (start == null) {
      throw new DateTimeException("An observance without a start");
    }
    var first = CalendarTimes.local(start);
    var last = LocalDateTime.ofInstant(to, before);
    var starts = new ArrayList<>(List.of(first));
    for (var rule : observance.getProperties(RecurrenceRule.class)) {
      var wall = new WallTime(first, FileZone.of(before), false);
      starts.addAll(recurrence.starts(rule, wall, first, last));
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

  /** Whether the clocks of two zones are the same throughout the window. */
  static boolean areSame(ZoneRules one, ZoneRules other, Interval window) {
    return one.getOffset(window.from()).equals(other.getOffset(window.from()))
        && changes(one, window).equals(changes(other, window));
  }

  private static List<ZoneOffsetTransition> changes(ZoneRules rules, Interval window) {
    var changes = new ArrayList<ZoneOffsetTransition>();
    for (var change = rules.nextTransition(window.from());
        change != null && change.getInstant().isBefore(window.to());
        change = rules.nextTransition(change.getInstant())) {
      changes.add(change);
    }
    return changes;
  }

  // --- Writing ---

  /**
   * Adds the observances of a zone from an instant on, without an end: single onsets as far as the
   * JDK knows them, and then the yearly rules.
   */
  static void write(VTimezone zone, ZoneId id, Instant from) {
    var rules = id.getRules();
    var offset = rules.getOffset(from);
    var start = LocalDateTime.ofInstant(from, offset);
    add(zone, rules.isDaylightSavings(from), start, offset, offset);
    var last = from;
    for (var change : rules.getTransitions()) {
      if (change.getInstant().isAfter(from)) {
        add(zone, change, rules);
        last = change.getInstant();
      }
    }
    for (var rule : rules.getTransitionRules()) {
      addYearly(zone, rule, last, rules);
    }
  }

  private static Observance add(VTimezone zone, ZoneOffsetTransition change, ZoneRules rules) {
    return add(
        zone,
        rules.isDaylightSavings(change.getInstant()),
        change.getDateTimeBefore(),
        change.getOffsetBefore(),
        change.getOffsetAfter());
  }

  private static Observance add(
      VTimezone zone,
      boolean isDaylight,
      LocalDateTime start,
      ZoneOffset before,
      ZoneOffset after) {
    var observance = isDaylight ? new DaylightSavingsTime() : new StandardTime();
    observance.setDateStart(
        new DateTimeComponents(
            start.getYear(),
            start.getMonthValue(),
            start.getDayOfMonth(),
            start.getHour(),
            start.getMinute(),
            start.getSecond(),
            false));
    observance.setTimezoneOffsetFrom(new UtcOffset(before.getTotalSeconds() * 1_000L));
    observance.setTimezoneOffsetTo(new UtcOffset(after.getTotalSeconds() * 1_000L));
    zone.addComponent(observance);
    return observance;
  }

  /**
   * Adds an onset of every year. Its possible days may lie in two months, such as the Friday after
   * the last Thursday of October; then each month has a rule.
   */
  private static void addYearly(
      VTimezone zone, ZoneOffsetTransitionRule rule, Instant after, ZoneRules rules) {
    var daysByMonth =
        years(rule, 2_001)
            .map(ZoneObservances::localDate)
            .collect(
                groupingBy(
                    LocalDate::getMonth,
                    mapping(LocalDate::getDayOfMonth, toCollection(TreeSet::new))));
    daysByMonth.forEach(
        (month, days) ->
            years(rule, after.atZone(ZoneOffset.UTC).getYear())
                .filter(it -> it.getInstant().isAfter(after) && localDate(it).getMonth() == month)
                .findFirst()
                .ifPresent(
                    first ->
                        add(zone, first, rules)
                            .setRecurrenceRule(yearly(rule, localDate(first), days))));
  }

  private static Stream<ZoneOffsetTransition> years(ZoneOffsetTransitionRule rule, int first) {
    return IntStream.range(first, first + YEARS_OF_ALL_CALENDARS).mapToObj(rule::createTransition);
  }

  /** The rule in the form that most programs know, if there is one: the first, or last, Sunday. */
  private static Recurrence yearly(
      ZoneOffsetTransitionRule of, LocalDate first, SortedSet<Integer> days) {
    var rule = new Recurrence.Builder(Frequency.YEARLY).byMonth(first.getMonthValue());
    var day = DayOfWeek.valueOfAbbr(first.getDayOfWeek().name().substring(0, 2));
    if (of.getDayOfWeek() == null) {
      return rule.byMonthDay(days).build();
    }
    if (days.size() == DAYS_OF_A_WEEK && days.first() % DAYS_OF_A_WEEK == 1) {
      return rule.byDay(days.last() / DAYS_OF_A_WEEK, day).build();
    }
    if (days.size() == DAYS_OF_A_WEEK && days.last() == first.getMonth().minLength()) {
      return rule.byDay(-1, day).build();
    }
    return rule.byMonthDay(days).byDay(day).build();
  }

  /** By the clock before the change. */
  private static LocalDate localDate(ZoneOffsetTransition change) {
    return change.getDateTimeBefore().toLocalDate();
  }
}
