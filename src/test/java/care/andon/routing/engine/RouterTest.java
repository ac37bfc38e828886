package care.andon.routing.engine;

import static care.andon.routing.engine.BackupTeam.Facility.ADMINISTRATOR_ON_CALL;
import static care.andon.routing.engine.BackupTeam.Facility.EXECUTIVE;
import static care.andon.routing.engine.BackupTeam.Facility.HOUSE_SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Instant NOW = Instant.parse("2026-03-04T15:00:00Z");
  private static final FacilityId HERE = new FacilityId(id(1));
  private static final FacilityId ELSEWHERE = new FacilityId(id(2));
  private static final TeamId SUPPLY = new TeamId(id(10));
  private static final TeamId STORES = new TeamId(id(11));
  private static final OnCallCandidate ANA = duty(20, "Ana Ortiz", LocalTime.of(19, 0));
  private static final OnCallCandidate BEN = duty(21, "Ben Fischer", LocalTime.of(7, 0));
  private static final OnCallCandidate MARIA = duty(22, "Maria Santos", LocalTime.of(19, 0));
  private static final OnCallCandidate VICTOR = duty(23, "Victor Lang", LocalTime.MIDNIGHT);
  private static final OnCallCandidate CATHERINE = duty(24, "Catherine Moss", LocalTime.MIDNIGHT);

  private static final CalendarOpenings NEVER = (calendar, at) -> false;

  private final FakeRoster roster = new FakeRoster();

  @Test
  void the_team_s_person_on_call_has_it() {
    roster.team(SUPPLY, ANA).facility(HOUSE_SUPERVISOR, MARIA);

    var decision = route(supplies());

    assertThat(decision)
        .isEqualTo(
            new RoutingDecision(
                SUPPLY,
                ANA.person(),
                List.of(),
                false,
                "Supplies go to Supply chain; Ana Ortiz is on call until 19:00.",
                RoutingTrace.NONE));
  }

  @Test
  void the_first_of_several_on_call_has_it() {
    roster.team(SUPPLY, BEN, ANA);

    assertThat(route(supplies()).person()).isEqualTo(BEN.person());
  }

  @Test
  void duty_round_the_clock_is_said_so() {
    roster.team(SUPPLY, new OnCallCandidate(ANA.person(), "Ana Ortiz", Optional.empty()));

    assertThat(route(supplies()).because())
        .isEqualTo("Supplies go to Supply chain; Ana Ortiz is on call round the clock.");
  }

  @Test
  void off_hours_the_house_supervisor_has_it_for_the_team() {
    roster.facility(HOUSE_SUPERVISOR, MARIA).facility(ADMINISTRATOR_ON_CALL, VICTOR);

    assertThat(route(supplies()))
        .isEqualTo(
            new RoutingDecision(
                SUPPLY,
                MARIA.person(),
                List.of(),
                false,
                "Supplies go to Supply chain; nobody there is on call now, so Maria Santos, house"
                    + " supervisor, has it.",
                RoutingTrace.NONE));
  }

  @Test
  void without_a_house_supervisor_the_administrator_on_call_has_it() {
    roster.facility(ADMINISTRATOR_ON_CALL, VICTOR);

    assertThat(route(supplies()).person()).isEqualTo(VICTOR.person());
    assertThat(route(supplies()).because()).contains("Victor Lang, administrator on call, has it");
  }

  @Test
  void the_executive_is_no_step_of_routing_unless_a_rule_says_so() {
    roster.facility(EXECUTIVE, CATHERINE);

    assertThat(route(supplies()).unrouted()).isTrue();
    assertThat(route(rule(List.of(EXECUTIVE), List.of(), false)).person())
        .isEqualTo(CATHERINE.person());
  }

  @Test
  void another_team_that_stands_in_takes_it_over() {
    roster.team(STORES, BEN).facility(HOUSE_SUPERVISOR, MARIA);

    var decision =
        route(rule(List.of(new BackupTeam.OtherTeam(STORES, "Central stores")), List.of(), false));

    assertThat(decision.team()).isEqualTo(STORES);
    assertThat(decision.person()).isEqualTo(BEN.person());
    assertThat(decision.because())
        .isEqualTo(
            "Supplies go to Supply chain; nobody there is on call now, so Ben Fischer of Central"
                + " stores has it, on call until 07:00.");
  }

  @Test
  void backups_are_tried_in_their_order() {
    roster.facility(HOUSE_SUPERVISOR, MARIA).facility(ADMINISTRATOR_ON_CALL, VICTOR);

    var decision = route(rule(List.of(ADMINISTRATOR_ON_CALL, HOUSE_SUPERVISOR), List.of(), false));

    assertThat(decision.person()).isEqualTo(VICTOR.person());
  }

  @Test
  void work_for_office_hours_stays_with_the_team_with_somebody_behind_it() {
    roster.facility(HOUSE_SUPERVISOR, MARIA).facility(ADMINISTRATOR_ON_CALL, VICTOR);

    var decision = route(rule(List.of(ADMINISTRATOR_ON_CALL), List.of(), true));

    assertThat(decision.team()).isEqualTo(SUPPLY);
    assertThat(decision.person()).isEqualTo(VICTOR.person());
    assertThat(decision.because())
        .isEqualTo(
            "Supplies go to Supply chain on the next business day while the clock runs; until then"
                + " Victor Lang, administrator on call, is behind it.");
  }

  @Test
  void others_are_told_beside_whoever_has_it() {
    roster.team(SUPPLY, ANA).facility(HOUSE_SUPERVISOR, MARIA);

    var decision = route(rule(List.of(), List.of(HOUSE_SUPERVISOR), false));

    assertThat(decision.person()).isEqualTo(ANA.person());
    assertThat(decision.alsoTell()).containsExactly(MARIA.person());
    assertThat(decision.because()).endsWith("19:00. Maria Santos is told as well.");
  }

  @Test
  void whoever_has_it_is_not_told_as_well() {
    roster.facility(HOUSE_SUPERVISOR, MARIA);

    var decision = route(rule(List.of(), List.of(HOUSE_SUPERVISOR), false));

    assertThat(decision.person()).isEqualTo(MARIA.person());
    assertThat(decision.alsoTell()).isEmpty();
    assertThat(decision.because()).doesNotContain("told as well");
  }

  @Test
  void nobody_reachable_is_unrouted_and_says_so() {
    assertThat(route(supplies()))
        .isEqualTo(
            new RoutingDecision(
                SUPPLY,
                null,
                List.of(),
                true,
                "Supplies go to Supply chain; nobody there, no house supervisor and no"
                    + " administrator on call can be reached now.",
                RoutingTrace.NONE));
  }

  @Test
  void a_category_without_owner_is_unrouted_and_the_house_supervisor_has_it_meanwhile() {
    roster.facility(HOUSE_SUPERVISOR, MARIA);

    assertThat(decide(new Router(List.of(), NEVER), facts(Category.SUPPLIES), roster))
        .isEqualTo(
            new RoutingDecision(
                null,
                MARIA.person(),
                List.of(),
                true,
                "Nobody looks after this category here yet; Maria Santos has it.",
                RoutingTrace.NONE));
  }

  @Test
  void a_category_without_owner_and_nobody_on_call_is_unrouted() {
    var decision = decide(new Router(List.of(), NEVER), facts(Category.SUPPLIES), roster);

    assertThat(decision.unrouted()).isTrue();
    assertThat(decision.person()).isNull();
    assertThat(decision.because())
        .isEqualTo("Nobody looks after this category here yet, and nobody can be reached now.");
  }

  @Test
  void a_rule_of_another_facility_or_category_does_not_apply() {
    roster.team(SUPPLY, ANA);
    var elsewhere =
        RoutingRule.ofCategoryOwner(
            RuleCriteria.categoryAt(ELSEWHERE, Category.SUPPLIES),
            SUPPLY,
            "Supply chain",
            List.of(),
            List.of(),
            false);

    assertThat(
            decide(new Router(List.of(elsewhere), NEVER), facts(Category.SUPPLIES), roster).team())
        .isNull();
    assertThat(decide(new Router(List.of(supplies()), NEVER), facts(Category.OTHER), roster).team())
        .isNull();
  }

  @Test
  void the_rule_that_names_more_decides_whatever_their_order() {
    roster.team(SUPPLY, ANA).team(STORES, BEN);
    var anything =
        RoutingRule.ofCategoryOwner(
            RuleCriteria.anythingAt(HERE), STORES, "Stores", List.of(), List.of(), false);

    assertThat(route(supplies(), anything).team()).isEqualTo(SUPPLY);
    assertThat(route(anything, supplies()).team()).isEqualTo(SUPPLY);
  }

  @Test
  void a_rule_for_anything_at_another_facility_does_not_apply_here() {
    roster.team(SUPPLY, ANA).team(STORES, BEN);
    var elsewhere =
        RoutingRule.ofCategoryOwner(
            RuleCriteria.anythingAt(ELSEWHERE), STORES, "Stores", List.of(), List.of(), false);

    assertThat(route(elsewhere, supplies()).team()).isEqualTo(SUPPLY);
    assertThat(route(elsewhere).unrouted()).isTrue();
  }

  @Test
  void every_category_reads_as_a_sentence() {
    roster.team(SUPPLY, ANA);
    var anything =
        RoutingRule.ofCategoryOwner(
            RuleCriteria.anythingAt(HERE), SUPPLY, "Supply chain", List.of(), List.of(), false);

    for (var category : Category.values()) {
      assertThat(decide(new Router(List.of(anything), NEVER), facts(category), roster).because())
          .matches("[A-Z][a-zA-Z, ]+ goe?s? to Supply chain; Ana Ortiz is on call until 19:00\\.");
    }
  }

  @Test
  void a_decision_cannot_claim_to_be_routed_to_nobody() {
    assertThatThrownBy(
            () ->
                new RoutingDecision(
                    null, ANA.person(), List.of(), false, "Because.", RoutingTrace.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new RoutingDecision(
                    SUPPLY, ANA.person(), List.of(), true, "Because.", RoutingTrace.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new RoutingDecision(
                    SUPPLY,
                    ANA.person(),
                    List.of(ANA.person()),
                    false,
                    "Because.",
                    RoutingTrace.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void a_decision_names_only_people_on_call_and_is_unrouted_only_when_nobody_can_be_reached(
      @ForAll("rosters") FakeRoster anyRoster, @ForAll("rules") RoutingRule rule) {
    var decision = decide(new Router(List.of(rule), NEVER), facts(Category.SUPPLIES), anyRoster);

    assertThat(anyRoster.everybody()).containsAll(decision.alsoTell());
    if (decision.person() == null) {
      assertThat(anyRoster.team(SUPPLY, NOW)).isEmpty();
      assertThat(anyRoster.facility(HERE, HOUSE_SUPERVISOR, NOW)).isEmpty();
      assertThat(anyRoster.facility(HERE, ADMINISTRATOR_ON_CALL, NOW)).isEmpty();
    } else {
      assertThat(anyRoster.everybody()).contains(decision.person());
      assertThat(decision.team()).isNotNull();
    }
  }

  @Property
  void the_same_input_gives_the_same_decision(
      @ForAll("rosters") FakeRoster anyRoster, @ForAll("rules") RoutingRule rule) {
    var first = decide(new Router(List.of(rule), NEVER), facts(Category.SUPPLIES), anyRoster);
    var second = decide(new Router(List.of(rule), NEVER), facts(Category.SUPPLIES), anyRoster);

    assertThat(second).isEqualTo(first);
  }

  @Provide
  Arbitrary<FakeRoster> rosters() {
    var some =
        Arbitraries.of(ANA, BEN, MARIA, VICTOR, CATHERINE).list().uniqueElements().ofMaxSize(2);
    return Combinators.combine(some, some, some, some, some)
        .as(
            (supply, stores, supervisors, administrators, executives) ->
                new FakeRoster()
                    .team(SUPPLY, supply.toArray(OnCallCandidate[]::new))
                    .team(STORES, stores.toArray(OnCallCandidate[]::new))
                    .facility(HOUSE_SUPERVISOR, supervisors.toArray(OnCallCandidate[]::new))
                    .facility(ADMINISTRATOR_ON_CALL, administrators.toArray(OnCallCandidate[]::new))
                    .facility(EXECUTIVE, executives.toArray(OnCallCandidate[]::new)));
  }

  @Provide
  Arbitrary<RoutingRule> rules() {
    var backups =
        Arbitraries.<BackupTeam>of(
                HOUSE_SUPERVISOR,
                ADMINISTRATOR_ON_CALL,
                EXECUTIVE,
                new BackupTeam.OtherTeam(STORES, "Central stores"))
            .list()
            .uniqueElements();
    var told = Arbitraries.of(BackupTeam.Facility.class).list().uniqueElements();
    return Combinators.combine(backups, told, Arbitraries.of(true, false)).as(RouterTest::rule);
  }

  private RoutingDecision route(RoutingRule... rules) {
    return decide(new Router(List.of(rules), NEVER), facts(Category.SUPPLIES), roster);
  }

  /** Without its trail, which is looked at in {@link PublishedRulesTest}. */
  private static RoutingDecision decide(Router router, RequestFacts facts, OnCallRoster roster) {
    var decision = router.route(facts, roster, TeamLoads.NONE);
    return new RoutingDecision(
        decision.team(),
        decision.person(),
        decision.alsoTell(),
        decision.unrouted(),
        decision.because(),
        RoutingTrace.NONE);
  }

  private static RoutingRule supplies() {
    return rule(List.of(), List.of(), false);
  }

  private static RoutingRule rule(
      List<BackupTeam> backups, List<BackupTeam.Facility> alsoTell, boolean waitsForBusinessDay) {
    return RoutingRule.ofCategoryOwner(
        RuleCriteria.categoryAt(HERE, Category.SUPPLIES),
        SUPPLY,
        "Supply chain",
        backups,
        alsoTell,
        waitsForBusinessDay);
  }

  private static RequestFacts facts(Category category) {
    return new RequestFacts(category, Impact.PATIENT_WAITING, new UnitId(id(3)), HERE, NOW);
  }

  private static OnCallCandidate duty(long number, String name, LocalTime until) {
    return new OnCallCandidate(new PersonId(id(number)), name, Optional.of(until));
  }

  private static UUID id(long number) {
    return new UUID(0, number);
  }

  /** People on call, whatever the hour. */
  static final class FakeRoster implements OnCallRoster {
    private final Map<TeamId, List<OnCallCandidate>> teams = new HashMap<>();
    private final Map<BackupTeam.Facility, List<OnCallCandidate>> facilities = new HashMap<>();

    FakeRoster team(TeamId team, OnCallCandidate... people) {
      teams.put(team, List.of(people));
      return this;
    }

    FakeRoster facility(BackupTeam.Facility backup, OnCallCandidate... people) {
      facilities.put(backup, List.of(people));
      return this;
    }

    List<PersonId> everybody() {
      return Stream.concat(teams.values().stream(), facilities.values().stream())
          .flatMap(List::stream)
          .map(OnCallCandidate::person)
          .toList();
    }

    @Override
    public List<OnCallCandidate> team(TeamId team, Instant at) {
      return teams.getOrDefault(team, List.of());
    }

    @Override
    public List<OnCallCandidate> facility(
        FacilityId facility, BackupTeam.Facility backup, Instant at) {
      return facilities.getOrDefault(backup, List.of());
    }

    @Override
    public String toString() {
      return teams + " " + facilities;
    }
  }
}
