package care.andon.sla.engine;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalendarCheckTest {

  @Test
  void split_shifts_and_nights_that_only_touch_are_good() {
    assertThat(
            weekly(
                Map.of(
                    MONDAY, hours("08:00-12:00", "12:00-17:00", "19:00-07:00"),
                    TUESDAY, hours("07:00-08:00"),
                    SATURDAY, hours("00:00-24:00"),
                    SUNDAY, hours("00:00-24:00"))))
        .isEmpty();
  }

  @Test
  void hours_that_only_touch_are_good_in_whatever_order_they_are_written() {
    assertThat(weekly(Map.of(MONDAY, hours("12:00-17:00", "08:00-12:00")))).isEmpty();
  }

  @Test
  void hours_that_overlap_on_a_day_are_named_both() {
    var faults = weekly(Map.of(MONDAY, hours("08:00-12:00", "13:00-17:00", "11:59-12:30")));

    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().pointer()).isEqualTo("/weekly/MONDAY/2");
    assertThat(faults.getFirst().code()).isEqualTo("overlapping_intervals");
    assertThat(faults.getFirst().advice())
        .isEqualTo("11:59-12:30 overlaps 08:00-12:00 of the same day; an hour is open once");
  }

  @Test
  void one_within_another_and_the_same_twice_overlap() {
    assertThat(weekly(Map.of(MONDAY, hours("08:00-17:00", "09:00-10:00")))).hasSize(1);
    assertThat(weekly(Map.of(MONDAY, hours("09:00-10:00", "08:00-17:00")))).hasSize(1);
    assertThat(weekly(Map.of(MONDAY, hours("08:00-17:00", "08:00-17:00")))).hasSize(1);
  }

  @Test
  void two_nights_of_one_day_overlap() {
    assertThat(weekly(Map.of(MONDAY, hours("22:00-06:00", "23:00-05:00")))).hasSize(1);
    assertThat(weekly(Map.of(MONDAY, hours("22:00-06:00", "20:00-22:01")))).hasSize(1);
  }

  @Test
  void a_night_that_runs_into_the_next_days_hours_overlaps_them() {
    var faults =
        weekly(Map.of(SUNDAY, hours("22:00-06:00"), MONDAY, hours("12:00-13:00", "05:59-09:00")));

    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().pointer()).isEqualTo("/weekly/MONDAY/1");
    assertThat(faults.getFirst().advice())
        .isEqualTo("05:59-09:00 overlaps 22:00-06:00 of SUNDAY; an hour is open once");
    assertThat(weekly(Map.of(SUNDAY, hours("22:00-06:00"), MONDAY, hours("06:00-09:00"))))
        .isEmpty();
    assertThat(weekly(Map.of(SUNDAY, hours("22:00-06:00"), TUESDAY, hours("00:00-09:00"))))
        .isEmpty();
    assertThat(weekly(Map.of(FRIDAY, hours("22:00-06:00"), SATURDAY, hours("22:00-05:00"))))
        .as("nights of following days")
        .isEmpty();
  }

  @Test
  void hours_of_an_exception_overlap_one_another() {
    var christmasEve =
        new OpenException(LocalDate.of(2026, 12, 24), hours("08:00-12:00", "11:00-13:00"));

    var faults = CalendarCheck.faults(calendar(Map.of(), List.of(), List.of(christmasEve)));

    assertThat(faults).extracting(InvalidCalendar::pointer).containsExactly("/exceptions/0/open/1");
  }

  @Test
  void yearly_closures_that_leave_no_day_are_refused() {
    assertThat(closed(yearly("01-01", "12-31"))).containsExactly("closed_all_year");
    assertThat(closed(yearly("07-01", "06-30"))).containsExactly("closed_all_year");
    assertThat(closed(yearly("03-01", "02-28"), yearly("02-29", "02-29")))
        .containsExactly("closed_all_year");
  }

  @Test
  void a_single_day_left_is_enough() {
    assertThat(closed(yearly("03-01", "02-28"))).as("the leap day").isEmpty();
    assertThat(closed(yearly("01-02", "12-31"))).isEmpty();
    assertThat(closed(yearly("01-01", "12-30"))).isEmpty();
    assertThat(closed(yearly("01-01", "12-30"), new Closure.ClosedDate(LocalDate.of(2026, 12, 31))))
        .as("a date is closed once, not every year")
        .isEmpty();
    assertThat(closed()).isEmpty();
  }

  private static List<InvalidCalendar> weekly(Map<DayOfWeek, List<OpenInterval>> weekly) {
    return CalendarCheck.faults(calendar(weekly, List.of(), List.of()));
  }

  private static List<String> closed(Closure... closures) {
    return CalendarCheck.faults(calendar(Map.of(), List.of(closures), List.of())).stream()
        .map(InvalidCalendar::code)
        .toList();
  }

  private static WorkCalendar calendar(
      Map<DayOfWeek, List<OpenInterval>> weekly,
      List<Closure> closures,
      List<OpenException> exceptions) {
    return new WorkCalendar(ZoneOffset.UTC, weekly, closures, exceptions);
  }

  private static Closure yearly(String from, String to) {
    return new Closure.ClosedYearly(MonthDay.parse("--" + from), MonthDay.parse("--" + to));
  }

  private static List<OpenInterval> hours(String... intervals) {
    return Arrays.stream(intervals).map(OpenInterval::parse).toList();
  }
}
