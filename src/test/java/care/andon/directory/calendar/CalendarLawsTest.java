package care.andon.directory.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.DirectoryContents;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.Membership;
import care.andon.directory.RosterContents;
import care.andon.directory.Team;
import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.directory.oncall.WeeklyHours;
import care.andon.directory.roster.RosterPlace;
import care.andon.directory.roster.RosterQueries;
import care.andon.directory.roster.Shift;
import care.andon.directory.roster.StoredStandIn;
import care.andon.directory.roster.WeeklyDuty;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** A roster that is exported as a calendar and imported again stays the same. */
class CalendarLawsTest {
  private static final List<ZoneId> ZONES =
      Stream.of(
              "America/Chicago",
              "Europe/Berlin",
              "Australia/Lord_Howe",
              "Asia/Kathmandu",
              "UTC",
              "Etc/UTC")
          .map(ZoneId::of)
          .toList();
  private static final List<LocalDate> NIGHTS =
      List.of(
          LocalDate.of(2026, 3, 8), // America/Chicago: 23 hours
          LocalDate.of(2026, 11, 1), // America/Chicago: 25 hours
          LocalDate.of(2026, 3, 29), // Europe/Berlin
          LocalDate.of(2026, 10, 25),
          LocalDate.of(2026, 4, 5), // Australia/Lord_Howe: half an hour
          LocalDate.of(2026, 12, 31)); // year's end
  private static final List<String> TEXTS =
      List.of(
          "ill",
          "Ill; back on Monday, says Jos\u00e9\nand \\more\\n",
          "\ud83d\ude37 ".repeat(60).strip(),
          "DTSTART:20260101T000000Z",
          "caret ^n ^' \"quoted\"");

  @Property
  void read_back_into_the_roster_it_is_of_every_event_says_what_is_there(@ForAll long seed) {
    var any = new AnyRoster(seed);

    var read = any.readBack();

    assertThat(read.shifts().keySet())
        .containsExactlyInAnyOrderElementsOf(any.shifts.stream().map(any::uid).toList());
    for (var shift : any.shifts) {
      var same = Objects.requireNonNull(read.shifts().get(any.uid(shift))).shift();
      assertThat(same.hasSamePersonAndTimes(shift) && same.exclusive() == shift.exclusive())
          .as("%s is %s", same, shift)
          .isTrue();
    }
    var weekly =
        any.weekly.stream()
            .filter(it -> !it.times().turnsWithin(any.window, any.zone()).isEmpty())
            .count();
    assertThat(read.skipped()).isEqualTo(weekly + any.standIns.size());
  }

  /** Two weeks of a roster around a change of the clocks. */
  private static final class AnyRoster {
    final Random random;
    final Facility facility;
    final Team team;
    final RosterPlace place;
    final Interval window;
    final List<Person> people;
    final List<WeeklyDuty> weekly = new ArrayList<>();
    final List<Shift> shifts = new ArrayList<>();
    final List<StoredStandIn> standIns = new ArrayList<>();
    private final LocalDate night;

    AnyRoster(long seed) {
      random = new Random(seed);
      facility = new Facility(new FacilityId(new UUID(0, 1)), "F", "St. Mary; \"F\"", one(ZONES));
      team = new Team(new TeamId(new UUID(1, 1)), facility.id(), "t", "T, and more");
      place =
          random.nextBoolean()
              ? new RosterPlace(new Post.OfTeam(team.id()), facility, team)
              : new RosterPlace(new Post.OfFacility(facility.id(), 2), facility, null);
      night = one(NIGHTS);
      var from = night.minusDays(7).atStartOfDay(zone()).toInstant();
      window = new Interval(from, from.plus(Duration.ofDays(14)));
      people =
          IntStream.range(0, 5)
              .mapToObj(
                  i ->
                      new Person(
                          new PersonId(new UUID(2, i)),
                          "p." + i,
                          "P" + i + " \"" + one(TEXTS) + "\"",
                          "T",
                          null))
              .toList();
      for (int i = random.nextInt(4); i > 0; i--) {
        weekly.add(new WeeklyDuty(id(), person(5), everyWeek(), random.nextBoolean()));
      }
      for (int i = random.nextInt(8); i > 0; i--) {
        var shift = shift();
        if (shift.when().stream().anyMatch(window::overlaps)) {
          shifts.add(shift);
        }
      }
      for (int i = random.nextInt(6); i > 0; i--) {
        standIn(i);
      }
    }

    ZoneId zone() {
      return facility.timeZone();
    }

    String uid(Shift shift) {
      return shift.externalId() != null && CalendarShifts.source(place).equals(shift.source())
          ? shift.externalId()
          : "shift-" + shift.id() + "@andon";
    }

    CalendarShifts.FileContents readBack() {
      var content = new RosterQueries.Entries(weekly, shifts, standIns);
      var text = CalendarExport.write(directory(), place, window, content, window.from());
      var errors = new CalendarErrors();
      var read =
          CalendarShifts.read(
              text.getBytes(StandardCharsets.UTF_8), directory(), place, window.from(), errors);
      errors.throwIfAny();
      return read;
    }

    private DirectorySnapshot directory() {
      return new DirectorySnapshot(
          new DirectoryContents(
              1,
              List.of(facility),
              List.of(),
              List.of(team),
              people,
              people.stream().map(it -> new Membership(team.id(), it.id(), false)).toList(),
              List.of(),
              List.of(),
              Set.of()),
          RosterContents.empty());
    }

    private DutyTimes.Weekly everyWeek() {
      var days =
          new HashSet<DayOfWeek>(random.nextInt(4) == 0 ? List.of(DayOfWeek.values()) : List.of());
      IntStream.range(0, 3).forEach(i -> days.add(one(List.of(DayOfWeek.values()))));
      var start = time();
      var end = random.nextInt(6) == 0 ? start : time();
      var first = random.nextBoolean() ? night.plusDays(random.nextInt(40) - 30) : null;
      var last =
          random.nextBoolean()
              ? (first == null ? night.minusDays(12) : first).plusDays(random.nextInt(20))
              : null;
      return new DutyTimes.Weekly(
          new WeeklyHours(days, start, end),
          random.nextInt(3) == 0 ? one(ZONES) : null,
          first,
          last);
    }

    private Shift shift() {
      var start = moment();
      var length = random.nextInt(8) == 0 ? 60 * 24 * 9 : 15 * (1 + random.nextInt(60));
      var times = new DutyTimes.Dated(start, start.plusMinutes(length), one(ZONES));
      var id = id();
      var source = one(List.of("hr", CalendarShifts.source(place), ""));
      return source.isEmpty()
          ? new Shift(id, person(5), times, random.nextBoolean(), null, null)
          : new Shift(id, person(5), times, random.nextBoolean(), source, "of-" + id + "/1");
    }

    private void standIn(int number) {
      var start = window.from().plusSeconds(900L * random.nextInt(4 * 24 * 13));
      var when = new Interval(start, start.plusSeconds(900L * (1 + random.nextInt(4 * 30))));
      var a = person(4);
      var b = people.get(4).id();
      switch (random.nextInt(3)) {
        case 0 -> standIns.add(said(number, b, null, when, null));
        case 1 -> standIns.add(said(number, b, a, when, null));
        default -> {
          var swap = id();
          standIns.add(said(number, b, a, when, swap));
          standIns.add(said(number, a, b, when, swap));
        }
      }
    }

    private StoredStandIn said(
        int number,
        PersonId person,
        @Nullable PersonId instead,
        Interval when,
        @Nullable UUID swap) {
      return new StoredStandIn(
          id(),
          person,
          instead,
          when,
          one(TEXTS),
          swap,
          "grace.kim",
          Instant.EPOCH.plusSeconds(number),
          null,
          null);
    }

    private UUID id() {
      return new UUID(random.nextLong(), random.nextLong());
    }

    private PersonId person(int of) {
      return people.get(random.nextInt(of)).id();
    }

    private LocalDateTime moment() {
      return night.plusDays(random.nextInt(14) - 7).atTime(time());
    }

    private LocalTime time() {
      return LocalTime.of(
          random.nextBoolean() ? random.nextInt(4) : random.nextInt(24),
          one(List.of(0, 15, 30, 45)));
    }

    private <T> T one(List<T> of) {
      return of.get(random.nextInt(of.size()));
    }
  }
}
