package care.andon.directory;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.oncall.CoverageGap;
import care.andon.directory.oncall.Duty;
import care.andon.directory.oncall.OnCallPerson;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.directory.oncall.WeeklyHours;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Id;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DirectorySnapshotTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final Instant WED_2026_03_04_AT_10 = chicago(4, 10);
  private static final Instant WED_2026_03_04_AT_23 = chicago(4, 23);
  private static final LocalTime SEVEN = LocalTime.of(7, 0);
  private static final LocalTime NINETEEN = LocalTime.of(19, 0);

  private final Facility facility =
      new Facility(new FacilityId(id(1)), "LAKESIDE", "Lakeside", CHICAGO);
  private final Team supply =
      new Team(new TeamId(id(2)), facility.id(), "supply-chain", "Supply chain");
  private final Person lead = person(3, "Aaron Lead");
  private final Person omar = person(4, "Omar Ortiz");
  private final Person supervisor = person(5, "Maria Santos");
  private final Person administrator = person(6, "Victor Lang");
  private final Person executive = person(7, "Catherine Moss");
  private final List<Duty> duties = new ArrayList<>();

  @Test
  void tier_1_is_the_leads_who_are_on_call_for_the_team() {
    onCall(team(), lead, SEVEN, NINETEEN);
    onCall(team(), omar, SEVEN, NINETEEN);

    assertThat(tier(1, WED_2026_03_04_AT_10)).containsExactly(lead.id());
  }

  @Test
  void a_lead_at_home_is_not_a_tier_to_wait_for() {
    onCall(team(), lead, SEVEN, NINETEEN);
    onCall(tierPost(2), supervisor, NINETEEN, SEVEN);

    assertThat(tier(1, WED_2026_03_04_AT_23)).isEmpty();
    assertThat(tier(2, WED_2026_03_04_AT_23)).containsExactly(supervisor.id());
  }

  @Test
  void tiers_2_to_4_are_whoever_is_on_call_for_the_facility() {
    onCall(tierPost(2), supervisor, SEVEN, SEVEN);
    onCall(tierPost(3), administrator, SEVEN, SEVEN);
    onCall(tierPost(4), executive, SEVEN, SEVEN);

    assertThat(tier(2, WED_2026_03_04_AT_10)).containsExactly(supervisor.id());
    assertThat(tier(3, WED_2026_03_04_AT_10)).containsExactly(administrator.id());
    assertThat(tier(4, WED_2026_03_04_AT_10)).containsExactly(executive.id());
  }

  @Test
  void a_tier_without_anybody_on_call_is_empty() {
    onCall(tierPost(4), executive, SEVEN, SEVEN);

    for (int tier = 1; tier < 4; tier++) {
      assertThat(tier(tier, WED_2026_03_04_AT_10)).isEmpty();
    }
  }

  @Test
  void without_a_team_tier_1_is_empty() {
    onCall(team(), lead, SEVEN, SEVEN);

    assertThat(directory().tier(facility.id(), 1, null, WED_2026_03_04_AT_10)).isEmpty();
  }

  @Test
  void leads_are_asked_last_and_everybody_once() {
    onCall(team(), lead, SEVEN, NINETEEN);
    onCall(team(), omar, SEVEN, NINETEEN);
    onCall(team(), omar, LocalTime.of(9, 0), LocalTime.of(21, 0));

    assertThat(directory().onCall(team(), WED_2026_03_04_AT_10))
        .extracting(OnCallPerson::person)
        .containsExactly(omar, lead);
  }

  @Test
  void duties_are_read_by_the_facility_s_clock() {
    onCall(team(), omar, SEVEN, NINETEEN);

    var found = directory().onCall(team(), Instant.parse("2026-03-04T13:00:00Z"));

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().until())
        .contains(ZonedDateTime.of(2026, 3, 4, 19, 0, 0, 0, CHICAGO));
    assertThat(directory().onCall(team(), Instant.parse("2026-03-04T12:59:59Z"))).isEmpty();
  }

  @Test
  void the_night_in_which_the_clocks_go_forward_has_no_gap() {
    onCall(team(), omar, LocalTime.of(2, 30), NINETEEN);
    onCall(team(), lead, NINETEEN, LocalTime.of(2, 30));
    var sunday = ZonedDateTime.of(2026, 3, 8, 0, 0, 0, 0, CHICAGO).toInstant();

    for (int minute = 0; minute < 300; minute++) {
      assertThat(directory().onCall(team(), sunday.plusSeconds(60L * minute))).hasSize(1);
    }
  }

  @Test
  void the_gap_of_a_day_of_23_hours_is_23_hours_long_and_that_of_25_hours_25() {
    onCall(tierPost(2), supervisor, SEVEN, SEVEN);

    assertThat(gapsOn(2026, 3, 8))
        .singleElement()
        .satisfies(gap -> assertThat(Duration.between(gap.from(), gap.to())).hasHours(23))
        .satisfies(gap -> assertThat(gap.localTo()).isEqualTo(gap.localFrom().plusDays(1)));
    assertThat(gapsOn(2026, 11, 1))
        .singleElement()
        .satisfies(gap -> assertThat(Duration.between(gap.from(), gap.to())).hasHours(25));
    assertThat(gapsOn(2026, 11, 2)).hasSize(1);
  }

  private List<CoverageGap> gapsOn(int year, int month, int day) {
    var midnight = ZonedDateTime.of(year, month, day, 0, 0, 0, 0, CHICAGO);
    return directory().gaps(team(), midnight.toInstant(), midnight.plusDays(1).toInstant());
  }

  @Test
  void whoever_is_gone_is_found_but_neither_listed_nor_asked() {
    onCall(team(), omar, SEVEN, SEVEN);
    var gone =
        new DirectorySnapshot(
            new DirectoryContents(
                1,
                List.of(facility),
                List.of(),
                List.of(supply),
                List.of(lead, omar),
                List.of(new Membership(supply.id(), omar.id(), false)),
                duties,
                List.of(),
                Set.of(omar.id())),
            RosterContents.empty());

    assertThat(gone.person(omar.id())).contains(omar);
    assertThat(gone.personByIdOrUsername("omar.ortiz")).contains(omar);
    assertThat(gone.isGone(omar.id())).isTrue();
    assertThat(gone.people()).containsExactly(lead);
    assertThat(gone.personByUsername("omar.ortiz")).isEmpty();
    assertThat(gone.membersOf(supply.id())).isEmpty();
    assertThat(gone.onCall(team(), WED_2026_03_04_AT_10)).isEmpty();
  }

  @Test
  void things_are_found_by_id_and_by_code() {
    assertThat(directory().team("supply-chain")).contains(supply);
    assertThat(directory().team(supply.id().toString())).contains(supply);
    assertThat(directory().personByIdOrUsername("omar.ortiz")).contains(omar);
    assertThat(directory().facility("LAKESIDE")).contains(facility);
    assertThat(directory().team("nobody")).isEmpty();
    assertThat(directory().team("1-1-1-1-1")).isEmpty();
    assertThat(directory().team("zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz")).isEmpty();
  }

  @Test
  void capitals_of_a_username_do_not_count() {
    assertThat(directory().personByIdOrUsername("Omar.ORTIZ")).contains(omar);
    assertThat(directory().personByUsername("OMAR.ortiz")).contains(omar);
    assertThat(directory().hasLeft("OMAR.ortiz")).isFalse();
    assertThat(goneWithout(omar).hasLeft("OMAR.ortiz")).isTrue();
  }

  /** Old data only: nobody can be added twice any more. */
  @Test
  void of_two_people_whose_usernames_differ_in_capitals_the_exact_spelling_decides() {
    var other = new Person(new PersonId(id(77)), "Omar.Ortiz", "Omar Ortiz", "Title", null);
    var both = people(List.of(omar, other), Set.of());
    var gone = people(List.of(omar, other), Set.of(omar.id()));

    assertThat(both.personByUsername("Omar.Ortiz")).contains(other);
    assertThat(both.personByUsername("omar.ortiz")).contains(omar);
    assertThat(gone.personByUsername("omar.ortiz")).contains(other);
    assertThat(gone.hasLeft("omar.ortiz")).isFalse();
  }

  private DirectorySnapshot goneWithout(Person person) {
    return people(List.of(lead, omar), Set.of(person.id()));
  }

  private DirectorySnapshot people(List<Person> people, Set<Id> gone) {
    return new DirectorySnapshot(
        new DirectoryContents(
            1,
            List.of(facility),
            List.of(),
            List.of(supply),
            people,
            List.of(),
            List.of(),
            List.of(),
            gone),
        RosterContents.empty());
  }

  @Test
  void members_come_leads_first() {
    assertThat(directory().membersOf(supply.id())).containsExactly(lead.id(), omar.id());
    assertThat(directory().isMember(omar.id(), supply.id())).isTrue();
    assertThat(directory().isMember(supervisor.id(), supply.id())).isFalse();
    assertThat(directory().teamsOf(supervisor.id())).isEmpty();
  }

  private DirectorySnapshot directory() {
    return new DirectorySnapshot(
        1,
        List.of(facility),
        List.of(),
        List.of(supply),
        List.of(lead, omar, supervisor, administrator, executive),
        List.of(
            new Membership(supply.id(), omar.id(), false),
            new Membership(supply.id(), lead.id(), true)),
        duties,
        List.of());
  }

  private List<PersonId> tier(int tier, Instant at) {
    return directory().tier(facility.id(), tier, supply.id(), at);
  }

  private Post team() {
    return new Post.OfTeam(supply.id());
  }

  private Post tierPost(int tier) {
    return new Post.OfFacility(facility.id(), tier);
  }

  private void onCall(Post post, Person person, LocalTime from, LocalTime to) {
    duties.add(
        new Duty(post, person.id(), new WeeklyHours(EnumSet.allOf(DayOfWeek.class), from, to)));
  }

  private static Person person(long number, String name) {
    return new Person(
        new PersonId(id(number)),
        name.toLowerCase(Locale.ROOT).replace(' ', '.'),
        name,
        "Title",
        null);
  }

  private static UUID id(long number) {
    return new UUID(0, number);
  }

  private static Instant chicago(int day, int hour) {
    return ZonedDateTime.of(2026, 3, day, hour, 0, 0, 0, CHICAGO).toInstant();
  }
}
