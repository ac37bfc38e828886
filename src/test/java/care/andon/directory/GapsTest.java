package care.andon.directory;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.oncall.CoverageGap;
import care.andon.directory.oncall.Duty;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.directory.oncall.WeeklyHours;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Id;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When nobody is there, at the edges. */
class GapsTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final LocalDate DAY = LocalDate.of(2026, 6, 3);

  private final Facility facility =
      new Facility(new FacilityId(new UUID(0, 1)), "LAKESIDE", "Lakeside", CHICAGO);
  private final Team team = new Team(new TeamId(new UUID(0, 2)), facility.id(), "t", "T");
  private final Post ofTeam = new Post.OfTeam(team.id());
  private final Post ofTier = new Post.OfFacility(facility.id(), 2);
  private final PersonId omar = new PersonId(new UUID(1, 1));
  private final List<Duty> duties = new ArrayList<>();
  private final Set<Id> gone = new HashSet<>();

  @Test
  void a_gap_that_goes_on_before_and_after_is_as_long_as_what_is_asked_about() {
    onCall(ofTeam, "07:00", "19:00");

    assertThat(gaps(ofTeam, at(DAY, "20:00"), at(DAY, "22:00")))
        .containsExactly(new Interval(at(DAY, "20:00"), at(DAY, "22:00")));
    assertThat(gaps(ofTeam, at(DAY, "06:59"), at(DAY, "19:01")))
        .containsExactly(
            new Interval(at(DAY, "06:59"), at(DAY, "07:00")),
            new Interval(at(DAY, "19:00"), at(DAY, "19:01")));
    assertThat(gaps(ofTeam, at(DAY, "07:00"), at(DAY, "19:00"))).isEmpty();
  }

  @Test
  void teams_and_tiers_have_gaps_of_their_own() {
    onCall(ofTeam, "07:00", "19:00");
    onCall(ofTier, "19:00", "07:00");
    var from = at(DAY, "07:00");
    var to = at(DAY.plusDays(1), "07:00");

    assertThat(gaps(ofTeam, from, to)).containsExactly(new Interval(at(DAY, "19:00"), to));
    assertThat(gaps(ofTier, from, to)).containsExactly(new Interval(from, at(DAY, "19:00")));
    assertThat(gaps(new Post.OfFacility(facility.id(), 3), from, to))
        .containsExactly(new Interval(from, to));
  }

  @Test
  void what_is_retired_has_no_gaps() {
    gone.add(team.id());

    assertThat(gaps(ofTeam, at(DAY, "00:00"), at(DAY.plusDays(1), "00:00"))).isEmpty();
    assertThat(gaps(ofTier, at(DAY, "00:00"), at(DAY.plusDays(1), "00:00"))).hasSize(1);
  }

  @Test
  void half_an_hour_every_night_is_none_where_the_clock_jumps_over_it() {
    onCall(ofTeam, "03:00", "02:30");

    var jump = LocalDate.of(2026, 3, 8);
    assertThat(gaps(ofTeam, at(jump, "00:00"), at(jump, "12:00"))).isEmpty();
    assertThat(gaps(ofTeam, at(jump.plusDays(1), "00:00"), at(jump.plusDays(1), "12:00")))
        .containsExactly(
            new Interval(at(jump.plusDays(1), "02:30"), at(jump.plusDays(1), "03:00")));
  }

  @Test
  void half_an_hour_every_night_is_twice_where_the_clock_shows_it_twice() {
    onCall(ofTeam, "01:45", "01:15");

    var back = LocalDate.of(2026, 11, 1);
    assertThat(gaps(ofTeam, at(back, "00:00"), at(back, "12:00")))
        .containsExactly(
            new Interval(
                Instant.parse("2026-11-01T06:15:00Z"), Instant.parse("2026-11-01T06:45:00Z")),
            new Interval(
                Instant.parse("2026-11-01T07:15:00Z"), Instant.parse("2026-11-01T07:45:00Z")));
  }

  private void onCall(Post post, String from, String to) {
    var hours =
        new WeeklyHours(EnumSet.allOf(DayOfWeek.class), LocalTime.parse(from), LocalTime.parse(to));
    duties.add(new Duty(post, omar, hours));
  }

  private static Instant at(LocalDate day, String clock) {
    return day.atTime(LocalTime.parse(clock)).atZone(CHICAGO).toInstant();
  }

  private List<Interval> gaps(Post post, Instant from, Instant to) {
    var directory =
        new DirectorySnapshot(
            new DirectoryContents(
                1,
                List.of(facility),
                List.of(),
                List.of(team),
                List.of(new Person(omar, "omar", "Omar", "T", null)),
                List.of(new Membership(team.id(), omar, false)),
                duties,
                List.of(),
                gone),
            RosterContents.empty());
    return directory.gaps(post, from, to).stream().map(CoverageGap::when).toList();
  }
}
