package care.andon.directory.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.DirectoryContents;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.Membership;
import care.andon.directory.RosterContents;
import care.andon.directory.Team;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Id;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The roster gives the same answers as a check of the wall clock minute by minute, in the days
 * around a clock change, with random duties, shifts, stand-ins and swaps.
 */
class DutyRosterLawsTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final List<ZoneId> ZONES =
      List.of(
          CHICAGO,
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Asia/Kathmandu"));
  private static final List<LocalDate> NIGHTS =
      List.of(
          LocalDate.of(2026, 3, 8), // America/Chicago: 23 hours
          LocalDate.of(2026, 11, 1), // America/Chicago: 25 hours
          LocalDate.of(2026, 3, 29), // Europe/Berlin
          LocalDate.of(2026, 10, 25),
          LocalDate.of(2026, 4, 5), // Australia/Lord_Howe: half an hour
          LocalDate.of(2026, 12, 31)); // year's end

  @Property(tries = 150)
  void who_is_on_call_is_what_the_wall_clock_says(@ForAll long seed) {
    var any = new AnyRoster(seed);
    var directory = any.directory();
    for (var at : any.minutes()) {
      assertThat(directory.onCall(any.post, at))
          .as("%s", at)
          .map(it -> it.person().id())
          .containsExactlyInAnyOrderElementsOf(any.onCall(at));
    }
  }

  @Property(tries = 150)
  void gaps_are_the_minutes_without_anybody(@ForAll long seed) {
    var any = new AnyRoster(seed);
    var gaps = any.directory().gaps(any.post, any.from, any.to);
    var inGaps =
        any.minutes().stream()
            .filter(at -> gaps.stream().anyMatch(gap -> gap.when().contains(at)))
            .toList();
    assertThat(inGaps)
        .containsExactlyElementsOf(
            any.minutes().stream().filter(at -> any.onCall(at).isEmpty()).toList());
    assertThat(gaps).isSortedAccordingTo(Comparator.comparing(CoverageGap::from));
    for (int i = 1; i < gaps.size(); i++) {
      assertThat(gaps.get(i).from()).as("gaps are merged").isAfter(gaps.get(i - 1).to());
    }
  }

  /** A continuous duty that begins in the hour of a clock change, in spring and in autumn. */
  @ParameterizedTest
  @ValueSource(longs = {302054417, 421718426})
  void gaps_around_a_clock_change_are_the_minutes_without_anybody(long seed) {
    gaps_are_the_minutes_without_anybody(seed);
  }

  @Property(tries = 150)
  void a_duty_is_the_minutes_around_in_which_the_person_is_on_call(@ForAll long seed) {
    var any = new AnyRoster(seed);
    var directory = any.directory();
    var at = any.minutes().get(any.minutes().size() / 2);
    for (var person : any.people) {
      var duty = directory.dutyAt(person, any.post, at);
      assertThat(duty.isPresent()).isEqualTo(any.onCall(at).contains(person));
      duty.ifPresent(it -> assertThat(it).isEqualTo(any.byMinutes(person, at)));
    }
  }

  @Property(tries = 150)
  void the_next_duty_is_the_first_minute_after_a_pause(@ForAll long seed) {
    var any = new AnyRoster(seed);
    var directory = any.directory();
    for (var person : any.people) {
      var first =
          any.minutes().stream()
              .filter(at -> any.onCall(at).contains(person))
              .filter(at -> !any.onCall(at.minusSeconds(60)).contains(person))
              .findFirst();
      var next = directory.nextDuty(person, any.from).filter(at -> at.isBefore(any.to));
      assertThat(next).isEqualTo(first);
    }
  }

  /** A roster of whole minutes, and what it says minute by minute. */
  private static final class AnyRoster {
    private static final List<Integer> MINUTES = List.of(0, 15, 30, 45);

    final Facility facility;
    final Team team;
    final Post post;
    final List<PersonId> people =
        IntStream.range(0, 5).mapToObj(i -> new PersonId(new UUID(2, i))).toList();
    final Set<Id> gone = new HashSet<>();
    final Set<PersonId> left = new HashSet<>();
    final List<Duty> weekly = new ArrayList<>();
    final List<Duty> shifts = new ArrayList<>();
    final List<StandIn> standIns = new ArrayList<>();
    final Instant from;
    final Instant to;
    private final Random random;
    private final LocalDate night;

    AnyRoster(long seed) {
      random = new Random(seed);
      facility = new Facility(new FacilityId(new UUID(0, 1)), "F", "F", one(ZONES));
      team = new Team(new TeamId(new UUID(1, 1)), facility.id(), "t", "T");
      post =
          random.nextBoolean() ? new Post.OfTeam(team.id()) : new Post.OfFacility(facility.id(), 2);
      night = one(NIGHTS);
      from = night.minusDays(1).atStartOfDay(facility.timeZone()).toInstant();
      to = from.plus(Duration.ofHours(60));
      for (int i = random.nextInt(4); i > 0; i--) {
        weekly.add(new Duty(post, one(people), everyWeek()));
      }
      for (int i = random.nextInt(6); i > 0; i--) {
        shifts.add(new Duty(post, one(people), shift()));
      }
      for (int i = random.nextInt(5); i > 0; i--) {
        standIn(i);
      }
      if (random.nextInt(3) == 0) {
        gone.add(one(people));
      }
      if (random.nextInt(3) == 0) {
        left.add(one(people));
      }
    }

    DirectorySnapshot directory() {
      return new DirectorySnapshot(
          new DirectoryContents(
              1,
              List.of(facility),
              List.of(),
              List.of(team),
              people.stream().map(id -> new Person(id, "p" + id, "P" + id, "T", null)).toList(),
              people.stream()
                  .filter(person -> !left.contains(person))
                  .map(person -> new Membership(team.id(), person, false))
                  .toList(),
              weekly,
              List.of(),
              gone),
          new RosterContents(1, shifts, standIns));
    }

    List<Instant> minutes() {
      return IntStream.range(0, 60 * 60 / 5)
          .mapToObj(i -> from.plus(5L * i, ChronoUnit.MINUTES))
          .toList();
    }

    Set<PersonId> onCall(Instant at) {
      var turns = new ArrayList<PersonId>();
      weekly.stream()
          .filter(duty -> covers((DutyTimes.Weekly) duty.times(), at))
          .map(Duty::person)
          .forEach(turns::add);
      shifts.stream()
          .filter(duty -> covers((DutyTimes.Dated) duty.times(), at))
          .map(Duty::person)
          .forEach(turns::add);
      var sides = standIns.stream().filter(it -> it.when().contains(at)).toList();
      var acts = new LinkedHashSet<UUID>();
      sides.stream()
          .sorted(Comparator.comparing(StandIn::madeAt))
          .forEach(it -> acts.add(saidIn(it)));
      for (var act : acts) {
        var of = sides.stream().filter(it -> saidIn(it).equals(act)).toList();
        if (of.getFirst().insteadOf() == null) {
          turns.clear();
          turns.add(of.getFirst().person());
        } else {
          turns.replaceAll(
              person ->
                  of.stream()
                      .filter(it -> person.equals(it.insteadOf()))
                      .map(StandIn::person)
                      .findFirst()
                      .orElse(person));
        }
      }
      var here = new LinkedHashSet<>(turns);
      here.removeIf(gone::contains);
      here.removeIf(person -> post instanceof Post.OfTeam && left.contains(person));
      return here;
    }

    /** The halves of a swap are one act. */
    private static UUID saidIn(StandIn standIn) {
      return standIn.swap() == null ? standIn.id() : standIn.swap();
    }

    Interval byMinutes(PersonId person, Instant at) {
      var begin = at;
      while (onCall(begin.minusSeconds(300)).contains(person)) {
        if (begin.isBefore(at.minus(Duration.ofDays(15)))) {
          begin = Instant.MIN;
          break;
        }
        begin = begin.minusSeconds(300);
      }
      var end = at;
      while (onCall(end).contains(person)) {
        if (end.isAfter(at.plus(Duration.ofDays(15)))) {
          end = Instant.MAX;
          break;
        }
        end = end.plusSeconds(300);
      }
      return new Interval(begin, end);
    }

    private boolean covers(DutyTimes.Weekly times, Instant at) {
      var zone = times.zone() == null ? facility.timeZone() : times.zone();
      var clock = at.atZone(zone).toLocalDateTime();
      var hours = times.hours();
      return IntStream.of(0, 1)
          .mapToObj(i -> clock.toLocalDate().minusDays(i))
          .filter(day -> hours.days().contains(day.getDayOfWeek()))
          .filter(day -> times.startsOn() == null || !day.isBefore(times.startsOn()))
          .filter(day -> times.endsOn() == null || !day.isAfter(times.endsOn()))
          .anyMatch(
              day -> {
                var end =
                    (hours.from().isBefore(hours.to()) ? day : day.plusDays(1)).atTime(hours.to());
                return !clock.isBefore(day.atTime(hours.from())) && clock.isBefore(end);
              });
    }

    private static boolean covers(DutyTimes.Dated times, Instant at) {
      var clock = at.atZone(times.zone()).toLocalDateTime();
      return !clock.isBefore(times.from()) && clock.isBefore(times.to());
    }

    private DutyTimes everyWeek() {
      var days =
          new HashSet<DayOfWeek>(random.nextInt(4) == 0 ? List.of(DayOfWeek.values()) : List.of());
      IntStream.range(0, 4).forEach(i -> days.add(one(List.of(DayOfWeek.values()))));
      var start = time();
      var end = random.nextInt(6) == 0 ? start : time();
      return new DutyTimes.Weekly(
          new WeeklyHours(days, start, end),
          random.nextInt(3) == 0 ? one(ZONES) : null,
          random.nextInt(3) == 0 ? night.minusDays(random.nextInt(3)) : null,
          random.nextInt(3) == 0 ? night.plusDays(random.nextInt(3)) : null);
    }

    private DutyTimes shift() {
      var start = moment();
      var length = random.nextInt(8) == 0 ? 60 * 24 * 9 : 15 * (1 + random.nextInt(60));
      return new DutyTimes.Dated(start, start.plusMinutes(length), one(ZONES));
    }

    private void standIn(int number) {
      var start = from.plus(15L * random.nextInt(4 * 50), ChronoUnit.MINUTES);
      var when =
          new Interval(start, start.plus(15L * (1 + random.nextInt(4 * 14)), ChronoUnit.MINUTES));
      var a = people.get(random.nextInt(4));
      var b = people.get(4);
      switch (random.nextInt(3)) {
        case 0 -> standIns.add(standIn(number, b, null, when, null));
        case 1 -> standIns.add(standIn(number, b, a, when, null));
        default -> {
          var swap = new UUID(4, number);
          standIns.add(standIn(number, b, a, when, swap));
          standIns.add(standIn(number + 100, a, b, when, swap));
        }
      }
    }

    private StandIn standIn(
        int number,
        PersonId person,
        @Nullable PersonId instead,
        Interval when,
        @Nullable UUID swap) {
      return new StandIn(
          new UUID(3, number),
          post,
          person,
          instead,
          when,
          "ill",
          swap,
          Instant.EPOCH.plusSeconds(number % 100));
    }

    private LocalDateTime moment() {
      return night
          .minusDays(1 + random.nextInt(2))
          .atTime(random.nextInt(24), one(MINUTES))
          .plusDays(random.nextInt(3));
    }

    private LocalTime time() {
      return LocalTime.of(
          random.nextBoolean() ? random.nextInt(4) : random.nextInt(24), one(MINUTES));
    }

    private <T> T one(List<T> of) {
      return of.get(random.nextInt(of.size()));
    }
  }
}
