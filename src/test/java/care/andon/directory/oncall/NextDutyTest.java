package care.andon.directory.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.DirectoryContents;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.Membership;
import care.andon.directory.RosterContents;
import care.andon.directory.Team;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When somebody is back, however long they are away. */
class NextDutyTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);
  private static final Instant NOW = at(TODAY, 12);
  private static final LocalTime SEVEN = LocalTime.of(7, 0);
  private static final LocalTime NINETEEN = LocalTime.of(19, 0);

  private final Facility facility =
      new Facility(new FacilityId(new UUID(0, 1)), "LAKESIDE", "Lakeside", CHICAGO);
  private final Team team = new Team(new TeamId(new UUID(0, 2)), facility.id(), "t", "T");
  private final Post ofTeam = new Post.OfTeam(team.id());
  private final Post ofTier = new Post.OfFacility(facility.id(), 2);
  private final List<PersonId> people =
      IntStream.range(0, 4).mapToObj(i -> new PersonId(new UUID(1, i))).toList();
  private final PersonId omar = people.get(0);
  private final PersonId ana = people.get(1);
  private final List<Duty> weekly = new ArrayList<>();
  private final List<Duty> shifts = new ArrayList<>();
  private final List<StandIn> standIns = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 90, 200, 400, 4_000})
  void a_shift_is_found_however_far_ahead(int days) {
    shift(omar, TODAY.plusDays(days));

    assertThat(next(omar)).isEqualTo(at(TODAY.plusDays(days), 7));
  }

  @ParameterizedTest
  @ValueSource(ints = {63, 65, 200, 400})
  void the_shifts_of_others_meanwhile_are_passed_over(int days) {
    IntStream.range(0, days).forEach(day -> shift(ana, TODAY.plusDays(day)));
    shift(omar, TODAY.plusDays(days));

    assertThat(next(omar)).isEqualTo(at(TODAY.plusDays(days), 7));
  }

  @ParameterizedTest
  @ValueSource(ints = {63, 65, 200, 400})
  void a_duty_of_every_week_begins_on_its_first_day(int days) {
    everyDay(omar, null, TODAY.plusDays(days), null, SEVEN, NINETEEN);

    assertThat(next(omar)).isEqualTo(at(TODAY.plusDays(days), 7));
  }

  @ParameterizedTest
  @ValueSource(ints = {63, 65, 200, 400})
  void who_is_stood_in_for_meanwhile_is_back_after_that(int days) {
    everyDay(omar, null, null, null, SEVEN, NINETEEN);
    for (int day = 0; day < days; day += 30) {
      var end = Math.min(day + 30, days);
      standIn(ana, day % 60 == 0 ? omar : null, at(TODAY.plusDays(day), 0), end);
    }

    assertThat(next(omar)).isEqualTo(at(TODAY.plusDays(days), 7));
  }

  @Test
  void who_is_on_call_round_the_clock_is_back_when_a_stand_in_in_two_hundred_days_ends() {
    everyDay(omar, null, null, null, SEVEN, SEVEN);
    standIn(ana, omar, at(TODAY.plusDays(200), 9), 210);

    assertThat(next(omar)).isEqualTo(at(TODAY.plusDays(210), 0));
  }

  @Test
  void whoever_stands_in_begins_with_the_duty_they_stand_in_for() {
    shift(omar, TODAY.plusDays(300));
    standIn(ana, omar, at(TODAY.plusDays(295), 0), 310);

    assertThat(next(ana)).isEqualTo(at(TODAY.plusDays(300), 7));
    assertThat(nextOf(omar)).isEmpty();
  }

  @Test
  void who_has_no_duty_any_more_has_no_next_one() {
    shift(omar, TODAY.minusDays(10));
    everyDay(omar, null, null, TODAY.minusDays(1), SEVEN, NINETEEN);
    shift(ana, TODAY.plusDays(10));

    assertThat(nextOf(omar)).isEmpty();
  }

  @Test
  void duties_that_meet_for_ever_never_begin() {
    everyDay(omar, null, null, null, SEVEN, NINETEEN);
    everyDay(omar, null, null, null, NINETEEN, SEVEN);
    everyDay(ana, null, null, null, SEVEN, SEVEN);

    assertThat(nextOf(omar)).isEmpty();
    assertThat(nextOf(ana)).isEmpty();
  }

  @Test
  void duties_by_two_clocks_meet_until_only_one_of_them_changes() {
    // Berlin is seven hours ahead, but six from 25 October to 1 November.
    everyDay(omar, null, null, null, SEVEN, NINETEEN);
    everyDay(omar, BERLIN, null, null, LocalTime.of(2, 0), LocalTime.of(14, 0));

    assertThat(next(omar, at(LocalDate.of(2026, 4, 1), 12)))
        .isEqualTo(Instant.parse("2026-10-26T01:00:00Z"));
  }

  @Test
  void a_duty_that_the_clock_jumps_over_begins_a_week_later() {
    weekly.add(
        new Duty(
            ofTeam,
            omar,
            new WeeklyHours(Set.of(DayOfWeek.SUNDAY), LocalTime.of(2, 10), LocalTime.of(2, 50))));

    assertThat(next(omar))
        .isEqualTo(LocalDate.of(2026, 3, 15).atTime(2, 10).atZone(CHICAGO).toInstant());
  }

  @Test
  void the_earliest_duty_of_any_roster_counts() {
    shift(omar, TODAY.plusDays(120));
    shifts.add(new Duty(ofTier, omar, dated(TODAY.plusDays(100), CHICAGO)));

    assertThat(next(omar)).isEqualTo(at(TODAY.plusDays(100), 7));
  }

  /** Shifts, duties and stand-ins here and there in three years, and all of it looked through. */
  @Property
  void it_is_the_first_start_of_all_there_are(@ForAll long seed) {
    var random = new Random(seed);
    weekly.clear();
    shifts.clear();
    standIns.clear();
    for (int i = random.nextInt(4); i > 0; i--) {
      shifts.add(
          new Duty(
              ofTeam,
              people.get(random.nextInt(3)),
              dated(TODAY.plusDays(random.nextInt(700)), random.nextBoolean() ? CHICAGO : BERLIN)));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      var starts = random.nextBoolean() ? null : TODAY.plusDays(random.nextInt(500));
      var from = LocalTime.of(random.nextInt(24), 0);
      everyDay(
          people.get(random.nextInt(3)),
          random.nextInt(3) == 0 ? BERLIN : null,
          starts,
          random.nextBoolean()
              ? null
              : (starts == null ? TODAY : starts).plusDays(random.nextInt(60)),
          from,
          random.nextInt(3) == 0 ? from : LocalTime.of(random.nextInt(24), 0));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      var start = random.nextInt(600);
      standIn(
          people.get(3),
          random.nextBoolean() ? null : people.get(random.nextInt(3)),
          at(TODAY.plusDays(start), random.nextInt(24)),
          start + 1 + random.nextInt(40));
    }
    var directory = directory();
    var justBefore = NOW.minusNanos(1_000);
    for (var person : people) {
      var all = directory.duties(person, ofTeam, justBefore, NOW.plus(Duration.ofDays(1_200)));
      assertThat(directory.nextDuty(person, NOW))
          .isEqualTo(
              all.stream().map(Interval::from).filter(it -> it.isAfter(justBefore)).findFirst());
    }
  }

  private void shift(PersonId person, LocalDate day) {
    shifts.add(new Duty(ofTeam, person, dated(day, CHICAGO)));
  }

  private static DutyTimes dated(LocalDate day, ZoneId zone) {
    return new DutyTimes.Dated(day.atTime(SEVEN), day.atTime(NINETEEN), zone);
  }

  private void everyDay(
      PersonId person,
      @Nullable ZoneId zone,
      @Nullable LocalDate first,
      @Nullable LocalDate last,
      LocalTime from,
      LocalTime to) {
    var hours = new WeeklyHours(EnumSet.allOf(DayOfWeek.class), from, to);
    weekly.add(new Duty(ofTeam, person, new DutyTimes.Weekly(hours, zone, first, last)));
  }

  private void standIn(PersonId person, @Nullable PersonId instead, Instant from, int untilDay) {
    var number = standIns.size();
    standIns.add(
        new StandIn(
            new UUID(2, number),
            ofTeam,
            person,
            instead,
            new Interval(from, at(TODAY.plusDays(untilDay), 0)),
            "ill",
            null,
            Instant.EPOCH.plusSeconds(number)));
  }

  private static Instant at(LocalDate day, int hour) {
    return day.atTime(hour, 0).atZone(CHICAGO).toInstant();
  }

  private Instant next(PersonId person) {
    return next(person, NOW);
  }

  private Instant next(PersonId person, Instant after) {
    return directory().nextDuty(person, after).orElseThrow();
  }

  private Optional<Instant> nextOf(PersonId person) {
    return directory().nextDuty(person, NOW);
  }

  private DirectorySnapshot directory() {
    return new DirectorySnapshot(
        new DirectoryContents(
            1,
            List.of(facility),
            List.of(),
            List.of(team),
            people.stream().map(id -> new Person(id, "p" + id, "P" + id, "T", null)).toList(),
            people.stream().map(person -> new Membership(team.id(), person, false)).toList(),
            weekly,
            List.of(),
            Set.of()),
        new RosterContents(1, shifts, standIns));
  }
}
