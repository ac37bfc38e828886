package care.andon.sla.engine;

import static care.andon.sla.engine.Hours.PARIS;
import static care.andon.sla.engine.Hours.UTC;
import static care.andon.sla.engine.Hours.calendar;
import static care.andon.sla.engine.Hours.closedOn;
import static care.andon.sla.engine.Hours.closedYearly;
import static care.andon.sla.engine.Hours.daily;
import static care.andon.sla.engine.Hours.office;
import static care.andon.sla.engine.Hours.openOn;
import static care.andon.sla.engine.Hours.weekdays;
import static care.andon.sla.engine.Hours.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Which hours can be shown never to meet. */
class CalendarSideTest {
  private static final Instant FRIDAY = Instant.parse("2026-03-06T16:30:00Z");

  @Test
  void a_day_shift_and_a_night_shift_never_meet() {
    var days = open(calendar(PARIS, daily("07:00-19:00")));

    assertThat(days.neverMeets(open(calendar(PARIS, daily("19:00-07:00"))), FRIDAY)).isTrue();
    assertThat(days.neverMeets(open(calendar(PARIS, daily("18:59-07:00"))), FRIDAY)).isFalse();
    assertThat(days.neverMeets(open(calendar(PARIS, daily("19:00-07:01"))), FRIDAY)).isFalse();
  }

  @Test
  void the_tail_of_a_night_shift_runs_into_a_day_without_hours() {
    var friday = open(calendar(UTC, weekdays("19:00-07:00")));
    var saturday = calendar(UTC, Map.of(DayOfWeek.SATURDAY, Hours.intervals("06:00-12:00")));
    var later = calendar(UTC, Map.of(DayOfWeek.SATURDAY, Hours.intervals("07:00-12:00")));

    assertThat(friday.neverMeets(open(saturday), FRIDAY)).isFalse();
    assertThat(friday.neverMeets(open(later), FRIDAY)).isTrue();
  }

  @Test
  void out_of_hours_is_all_other_time() {
    var office = office(PARIS);
    var lunch = calendar(PARIS, weekdays("12:00-13:00"));

    assertThat(closed(office).neverMeets(open(lunch), FRIDAY)).isTrue();
    assertThat(closed(lunch).neverMeets(open(office), FRIDAY)).isFalse();
    assertThat(closed(office).neverMeets(closed(lunch), FRIDAY)).isFalse();
    assertThat(closed(office).neverMeets(closed(calendar(PARIS, daily("17:00-08:00"))), FRIDAY))
        .as("the weekend by day")
        .isFalse();
    assertThat(
            closed(calendar(PARIS, daily("08:00-17:00")))
                .neverMeets(closed(calendar(PARIS, daily("17:00-08:00"))), FRIDAY))
        .isTrue();
    assertThat(closed(WorkCalendar.always(PARIS)).neverMeets(open(office), FRIDAY)).isTrue();
  }

  @Test
  void one_evening_on_which_both_are_open_is_enough_and_one_that_has_passed_is_none() {
    var days = office(UTC);
    var evenings = calendar(UTC, weekdays("17:00-20:00"));
    var stocktaking = with(days, openOn("2031-11-04", "08:00-18:00"));

    assertThat(open(days).neverMeets(open(evenings), FRIDAY)).isTrue();
    assertThat(open(stocktaking).neverMeets(open(evenings), FRIDAY)).isFalse();
    assertThat(open(stocktaking).neverMeets(open(evenings), Instant.parse("2031-11-05T00:00:00Z")))
        .isTrue();
  }

  @Test
  void what_is_closed_on_every_date_of_the_other_never_meets_it() {
    var christmas = with(calendar(UTC, Map.of()), openOn("2026-12-25", "10:00-12:00"));

    assertThat(open(christmas).neverMeets(open(with(office(UTC), closedOn("2026-12-25"))), FRIDAY))
        .isTrue();
    assertThat(
            open(christmas)
                .neverMeets(open(with(office(UTC), closedYearly("12-24", "01-02"))), FRIDAY))
        .isTrue();
    assertThat(open(christmas).neverMeets(open(office(UTC)), FRIDAY)).isFalse();
    assertThat(
            open(christmas).neverMeets(closed(with(office(UTC), closedOn("2026-12-25"))), FRIDAY))
        .as("closed is out of hours")
        .isFalse();
  }

  /** Both are closed on every date but the last before all repeats, and the leap day after it. */
  @Test
  void every_date_is_looked_at_until_all_repeats() {
    var last = LocalDate.of(WorkCalendar.LAST_YEAR, 12, 31).toString();
    var leapDays = with(WorkCalendar.always(UTC), closedYearly("03-01", "02-28"));
    var eve = with(calendar(UTC, Map.of()), openOn(last, "23:00-01:00"));

    assertThat(open(eve).neverMeets(open(calendar(UTC, daily("00:00-01:00"))), FRIDAY)).isFalse();
    assertThat(open(eve).neverMeets(open(leapDays), FRIDAY)).isTrue();
    assertThat(open(leapDays).neverMeets(open(calendar(UTC, daily("12:00-13:00"))), FRIDAY))
        .as("2028-02-29")
        .isFalse();
  }

  @Test
  void across_zones_nothing_is_shown_but_two_names_of_one_clock_are_one() {
    var days = open(calendar(PARIS, daily("07:00-19:00")));
    var nights = daily("19:00-07:00");

    assertThat(days.neverMeets(open(calendar(UTC, nights)), FRIDAY)).isFalse();
    assertThat(
            open(calendar(ZoneId.of("US/Central"), nights))
                .neverMeets(
                    open(calendar(ZoneId.of("America/Chicago"), daily("07:00-19:00"))), FRIDAY))
        .isTrue();
  }

  /** Where no clock jumps, it is the same as looking at every minute of some weeks. */
  @Property(tries = 60)
  void it_is_said_exactly_when_no_minute_is_in_both(@ForAll long seed) {
    var random = new Random(seed);
    var pair = pair(UTC, random);
    var from = Instant.parse("2026-03-02T00:00:00Z");

    var minutes =
        LongStream.range(0, Duration.ofDays(35).toMinutes())
            .mapToObj(minute -> from.plus(minute, ChronoUnit.MINUTES));

    assertThat(pair.one().neverMeets(pair.other(), from))
        .as("seed %d: %s", seed, pair)
        .isEqualTo(minutes.noneMatch(pair::holds));
  }

  /** Wherever clocks jump: an instant that is in both is never denied. */
  @Property(tries = 60)
  void whenever_it_is_said_no_instant_is_in_both(@ForAll long seed) {
    var random = new Random(seed);
    var zones = List.of("Europe/Paris", "America/St_Johns", "Africa/Cairo", "America/Santiago");
    var pair = pair(ZoneId.of(zones.get(random.nextInt(zones.size()))), random);

    if (pair.one().neverMeets(pair.other(), Instant.parse("2026-03-02T00:00:00Z"))) {
      for (var i = 0; i < 2_000; i++) {
        var instant =
            Instant.parse("2026-03-04T00:00:00Z")
                .plusSeconds(random.nextLong(Duration.ofDays(i % 2 == 0 ? 30 : 9_000).toSeconds()));
        assertThat(pair.holds(instant)).as("seed %d: %s at %s", seed, pair, instant).isFalse();
      }
    }
  }

  private record Pair(CalendarSide one, CalendarSide other) {
    boolean holds(Instant at) {
      return one.holds(at) && other.holds(at);
    }
  }

  /** Hours cut from the same days, so that about half of the pairs never meet. */
  private static Pair pair(ZoneId zone, Random random) {
    var one = new EnumMap<DayOfWeek, List<OpenInterval>>(DayOfWeek.class);
    var other = new EnumMap<DayOfWeek, List<OpenInterval>>(DayOfWeek.class);
    for (var day : DayOfWeek.values()) {
      var cuts = cuts(random);
      one.put(day, intervals(cuts, 0));
      other.put(day, intervals(cuts, 1));
    }
    var mine = new WorkCalendar(zone, one, List.of(), exceptions(random));
    var theirs = new WorkCalendar(zone, other, List.of(), exceptions(random));
    return random.nextInt(4) == 0
        ? new Pair(closed(mine), open(theirs))
        : new Pair(open(mine), open(theirs));
  }

  private static List<Integer> cuts(Random random) {
    var cuts = new TreeSet<Integer>();
    for (var i = 0; i < 5; i++) {
      cuts.add(random.nextInt(96) * 15);
    }
    return List.copyOf(cuts);
  }

  private static List<OpenInterval> intervals(List<Integer> cuts, int from) {
    var intervals = new ArrayList<OpenInterval>();
    for (var i = from; i + 1 < cuts.size(); i += 2) {
      intervals.add(new OpenInterval(cuts.get(i), cuts.get(i + 1)));
    }
    return intervals;
  }

  private static List<OpenException> exceptions(Random random) {
    if (random.nextInt(3) > 0) {
      return List.of();
    }
    var date = LocalDate.of(2026, 3, 3).plusDays(random.nextInt(28));
    return List.of(
        new OpenException(date, random.nextBoolean() ? intervals(cuts(random), 0) : night()));
  }

  private static List<OpenInterval> night() {
    return List.of(OpenInterval.parse("22:00-02:00"));
  }

  private static CalendarSide open(WorkCalendar calendar) {
    return new CalendarSide(calendar, true);
  }

  private static CalendarSide closed(WorkCalendar calendar) {
    return new CalendarSide(calendar, false);
  }
}
