package care.andon.sla.engine;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Opening hours as one would say them. */
final class Hours {
  static final ZoneId UTC = ZoneId.of("UTC");
  static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private Hours() {}

  /** Monday to Friday, 08:00 to 17:00. */
  static WorkCalendar office(ZoneId zone) {
    return calendar(zone, weekdays("08:00-17:00"));
  }

  static WorkCalendar calendar(ZoneId zone, Map<DayOfWeek, List<OpenInterval>> weekly) {
    return new WorkCalendar(zone, weekly, List.of(), List.of());
  }

  static Map<DayOfWeek, List<OpenInterval>> weekdays(String... hours) {
    return on(
        List.of(
            DayOfWeek.MONDAY,
            DayOfWeek.TUESDAY,
            DayOfWeek.WEDNESDAY,
            DayOfWeek.THURSDAY,
            DayOfWeek.FRIDAY),
        hours);
  }

  static Map<DayOfWeek, List<OpenInterval>> daily(String... hours) {
    return on(List.of(DayOfWeek.values()), hours);
  }

  static Map<DayOfWeek, List<OpenInterval>> on(List<DayOfWeek> days, String... hours) {
    var weekly = new EnumMap<DayOfWeek, List<OpenInterval>>(DayOfWeek.class);
    days.forEach(day -> weekly.put(day, intervals(hours)));
    return weekly;
  }

  static List<OpenInterval> intervals(String... hours) {
    return Arrays.stream(hours).map(OpenInterval::parse).toList();
  }

  static WorkCalendar with(WorkCalendar calendar, Closure... closures) {
    return new WorkCalendar(
        calendar.zone(), calendar.weekly(), List.of(closures), calendar.exceptions());
  }

  static WorkCalendar with(WorkCalendar calendar, OpenException... exceptions) {
    return new WorkCalendar(
        calendar.zone(), calendar.weekly(), calendar.closures(), List.of(exceptions));
  }

  static Closure closedOn(String date) {
    return new Closure.ClosedDate(LocalDate.parse(date));
  }

  static Closure closedYearly(String from, String to) {
    return new Closure.ClosedYearly(MonthDay.parse("--" + from), MonthDay.parse("--" + to));
  }

  static OpenException openOn(String date, String... hours) {
    return new OpenException(LocalDate.parse(date), intervals(hours));
  }

  /** What the wall clock shows; where it shows it twice, the first time. */
  static Instant at(ZoneId zone, String wallClock) {
    return LocalDateTime.parse(wallClock).atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }
}
