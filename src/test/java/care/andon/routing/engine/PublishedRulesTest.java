package care.andon.routing.engine;

import static care.andon.routing.engine.BackupTeam.Facility.ADMINISTRATOR_ON_CALL;
import static care.andon.routing.engine.BackupTeam.Facility.HOUSE_SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.routing.engine.RouterTest.FakeRoster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which published rule decides, whom it chooses, and what is said of it. */
class PublishedRulesTest {
  private static final Instant NOW = Instant.parse("2026-03-04T15:00:00Z");
  private static final FacilityId HERE = new FacilityId(id(1));
  private static final UnitId ICU = new UnitId(id(3));
  private static final UnitId WARD = new UnitId(id(4));
  private static final TeamId ENGINEERS = new TeamId(id(10));
  private static final TeamId VENTILATION = new TeamId(id(11));
  private static final OnCallCandidate ANA = duty(20, "Ana Ortiz");
  private static final OnCallCandidate BEN = duty(21, "Ben Fischer");
  private static final OnCallCandidate CARLA = duty(22, "Carla Weiss");

  private final FakeRoster roster =
      new FakeRoster().team(ENGINEERS, ANA).team(VENTILATION, BEN, CARLA);
  private final Map<String, Boolean> open = new HashMap<>();

  @Test
  void a_published_rule_beats_the_owner_of_the_category_who_names_as_much() {
    var rule = rule("engineering", RuleCriteria.categoryAt(HERE, Category.EQUIPMENT));

    assertThat(route(facts(), ground(), rule).team()).isEqualTo(VENTILATION);
    assertThat(route(facts(), rule, ground()).team()).isEqualTo(VENTILATION);
  }

  @Test
  void one_that_names_less_does_not() {
    var rule = rule("all-equipment", named(Set.of(Category.EQUIPMENT), Set.of(), null));

    assertThat(route(facts(), ground(), rule).team()).isEqualTo(ENGINEERS);
    assertThat(route(facts(), rule).team()).as("without an owner").isEqualTo(VENTILATION);
  }

  @Test
  void a_unit_names_its_facility_with_it() {
    var rule =
        rule(
            "icu",
            new RuleCriteria(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(ICU), null, Set.of()));

    assertThat(route(facts(), ground(), rule).team()).isEqualTo(VENTILATION);
    assertThat(route(facts(WARD, "Bed"), ground(), rule).team()).isEqualTo(ENGINEERS);
  }

  @Test
  void what_stands_before_the_first_word_is_no_word() {
    assertThat(ItemWords.in(" (Pump) 12")).containsExactly("pump", "12");
    assertThat(ItemWords.in("")).isEmpty();
  }

  @Test
  void words_of_the_item_are_whole_words_in_order_whatever_stands_between() {
    var pumps = new ItemWords(ItemWords.in("Infusion PUMP"));

    for (var item : List.of("infusion pump", "An INFUSION-pump, no. 12", "(infusion/pump)")) {
      assertThat(pumps.standIn(ItemWords.in(item))).as(item).isTrue();
    }
    for (var item : List.of("pump infusion", "infusion pumps", "pump", "", "infusion big pump")) {
      assertThat(pumps.standIn(ItemWords.in(item))).as(item).isFalse();
    }
  }

  @Test
  void a_rule_about_an_item_is_not_for_a_request_without_one() {
    var rule = rule("vents", named(Set.of(Category.EQUIPMENT), Set.of("ventilator"), null));

    assertThat(route(facts(ICU, "Ventilator 12"), rule).team()).isEqualTo(VENTILATION);
    assertThat(route(facts(ICU, ""), rule).team()).isNull();
  }

  @Test
  void a_rule_holds_in_the_open_time_of_a_calendar_or_out_of_it() {
    var day = rule("day", named(Set.of(), Set.of(), new CalendarHours("hours", true)));
    var night = rule("night", named(Set.of(), Set.of(), new CalendarHours("hours", false)));

    open.put("hours", true);
    assertThat(decide(facts(), day, night).trace().rule()).isEqualTo(new RuleRef("day", 1));
    open.put("hours", false);
    assertThat(decide(facts(), day, night).trace().rule()).isEqualTo(new RuleRef("night", 1));
  }

  @Test
  void visibility_and_impact_are_conditions_too() {
    var confidential =
        rule(
            "confidential",
            new RuleCriteria(
                Set.of(),
                Set.of(),
                Set.of(Impact.THIS_SHIFT),
                Set.of(),
                Set.of(),
                null,
                Set.of(Visibility.CONFIDENTIAL)));

    assertThat(route(facts(), confidential).team()).isNull();
    assertThat(
            route(
                    new RequestFacts(
                        Category.EQUIPMENT,
                        Impact.THIS_SHIFT,
                        ICU,
                        HERE,
                        Visibility.CONFIDENTIAL,
                        List.of(),
                        NOW),
                    confidential)
                .team())
        .isEqualTo(VENTILATION);
  }

  @Test
  void least_open_chooses_whoever_has_least_and_of_equals_who_is_asked_first() {
    var rule = rule("least", RuleCriteria.ALL, AssignmentMethod.LEAST_OPEN);

    assertThat(chosen(rule, Map.of())).isEqualTo(BEN.person());
    assertThat(chosen(rule, Map.of(BEN.person(), load(2, 0), CARLA.person(), load(1, 9))))
        .isEqualTo(CARLA.person());
    assertThat(decide(facts(), Map.of(BEN.person(), load(2, 0)), rule).because())
        .isEqualTo(
            "By the rule \"Rule least\" it goes to Ventilation; Carla Weiss has the least open work of"
                + " those on call; on call round the clock.");
  }

  @Test
  void round_robin_goes_on_with_whoever_had_their_turn_longest_ago() {
    var rule = rule("turns", RuleCriteria.ALL, AssignmentMethod.ROUND_ROBIN);

    assertThat(chosen(rule, Map.of(BEN.person(), load(0, 7), CARLA.person(), load(50, 3))))
        .isEqualTo(CARLA.person());
    assertThat(chosen(rule, Map.of(BEN.person(), load(0, 7)))).isEqualTo(CARLA.person());
  }

  @Test
  void nobody_until_taken_is_routed_while_somebody_can_be_reached() {
    var decision = decide(facts(), rule("free", RuleCriteria.ALL, AssignmentMethod.NOBODY));

    assertThat(decision.team()).isEqualTo(VENTILATION);
    assertThat(decision.person()).isNull();
    assertThat(decision.unrouted()).isFalse();
    assertThat(decision.because()).contains("Ben Fischer and Carla Weiss can be reached now");
    assertThat(decision.trace().stops().getFirst().people())
        .extracting(RoutingTrace.Considered::verdict)
        .containsOnly(RoutingTrace.Verdict.CAN_BE_REACHED);
  }

  @Test
  void nobody_until_taken_goes_up_the_chain_when_nobody_can_be_reached() {
    roster.team(VENTILATION).facility(ADMINISTRATOR_ON_CALL, ANA);
    var rule = rule("free", RuleCriteria.ALL, AssignmentMethod.NOBODY);

    assertThat(decide(facts(), rule).person()).isEqualTo(ANA.person());
    roster.facility(ADMINISTRATOR_ON_CALL);
    assertThat(decide(facts(), rule).unrouted()).isTrue();
  }

  @Test
  void the_trace_says_what_matched_what_was_outranked_and_why_others_were_passed_over() {
    var special = rule("vents", named(Set.of(Category.EQUIPMENT), Set.of("ventilator"), null));
    var general = rule("equipment", named(Set.of(Category.EQUIPMENT), Set.of(), null));

    var trail = decide(facts(ICU, "Ventilator"), general, special).trace();

    assertThat(trail)
        .isEqualTo(
            new RoutingTrace(
                new RuleRef("vents", 1),
                List.of(RuleDimension.CATEGORY, RuleDimension.ITEM),
                List.of("equipment"),
                List.of(
                    new RoutingTrace.Stop(
                        VENTILATION,
                        null,
                        List.of(
                            new RoutingTrace.Considered(
                                BEN.person(), RoutingTrace.Verdict.HAS_IT, -1),
                            new RoutingTrace.Considered(
                                CARLA.person(),
                                RoutingTrace.Verdict.LATER_IN_CALLING_ORDER,
                                -1))))));
  }

  @Test
  void the_trail_walks_the_whole_chain() {
    roster.team(VENTILATION).facility(ADMINISTRATOR_ON_CALL, ANA);

    var stops = decide(facts(), rule("vents", RuleCriteria.ALL)).trace().stops();

    assertThat(stops).extracting(RoutingTrace.Stop::team).containsExactly(VENTILATION, null, null);
    assertThat(stops)
        .extracting(RoutingTrace.Stop::post)
        .containsExactly(null, HOUSE_SUPERVISOR, ADMINISTRATOR_ON_CALL);
    assertThat(stops.getLast().people())
        .containsExactly(
            new RoutingTrace.Considered(ANA.person(), RoutingTrace.Verdict.HAS_IT, -1));
  }

  @Test
  void loads_are_asked_for_only_where_they_make_a_difference() {
    for (var choose : AssignmentMethod.values()) {
      var router = new Router(List.of(rule("one", RuleCriteria.ALL, choose)), this::isOpen);

      assertThat(router.teamToBalance(facts(), roster).isPresent())
          .as(choose.name())
          .isEqualTo(
              choose == AssignmentMethod.LEAST_OPEN || choose == AssignmentMethod.ROUND_ROBIN);
    }
    var alone = new FakeRoster().team(VENTILATION, BEN);
    assertThat(
            new Router(
                    List.of(rule("one", RuleCriteria.ALL, AssignmentMethod.LEAST_OPEN)),
                    this::isOpen)
                .teamToBalance(facts(), alone))
        .isEmpty();
  }

  /** Of another unit, it would come first if it held. */
  @Test
  void a_rule_that_does_not_hold_neither_asks_for_loads_nor_counts_turns() {
    var elsewhere =
        new RuleCriteria(
            Set.of(Category.EQUIPMENT), Set.of(), Set.of(), Set.of(), Set.of(WARD), null, Set.of());
    var router =
        new Router(
            List.of(
                rule("elsewhere", elsewhere, AssignmentMethod.ROUND_ROBIN),
                rule("decides", RuleCriteria.ALL, AssignmentMethod.ON_CALL)),
            this::isOpen);

    assertThat(router.teamToBalance(facts(), roster)).isEmpty();
    assertThat(router.countsTurn(facts())).isFalse();
    assertThat(router.teamToBalance(facts(WARD, "Bed"), roster)).isPresent();
    assertThat(router.countsTurn(facts(WARD, "Bed"))).isTrue();
  }

  @Test
  void turns_are_counted_only_by_the_rule_that_decides() {
    for (var choose : AssignmentMethod.values()) {
      var router =
          new Router(
              List.of(
                  rule("one", RuleCriteria.categoryAt(HERE, Category.EQUIPMENT), choose),
                  rule("beaten", RuleCriteria.ALL, AssignmentMethod.ROUND_ROBIN)),
              this::isOpen);

      assertThat(router.countsTurn(facts())).isEqualTo(choose == AssignmentMethod.ROUND_ROBIN);
    }
    assertThat(new Router(List.of(), this::isOpen).countsTurn(facts())).isFalse();
  }

  @Test
  void a_team_shares_its_work_where_any_rule_of_it_does() {
    for (var choose : AssignmentMethod.values()) {
      var router =
          new Router(List.of(ground(), rule("one", RuleCriteria.ALL, choose)), this::isOpen);

      assertThat(router.sharing(VENTILATION))
          .isEqualTo(
              switch (choose) {
                case LEAST_OPEN -> Optional.of(WorkSharing.LEAST_OPEN);
                case ROUND_ROBIN -> Optional.of(WorkSharing.BY_TURNS);
                case ON_CALL, NOBODY -> Optional.empty();
              });
      assertThat(router.sharing(ENGINEERS)).isEmpty();
    }
  }

  @Test
  void
      where_some_rules_give_to_who_has_least_and_some_by_turns_the_team_shares_by_what_they_have() {
    var turns = rule("turns", RuleCriteria.ALL, AssignmentMethod.ROUND_ROBIN);
    var least = rule("least", RuleCriteria.ALL, AssignmentMethod.LEAST_OPEN);

    for (var rules : List.of(List.of(turns, least), List.of(least, turns))) {
      assertThat(new Router(rules, this::isOpen).sharing(VENTILATION))
          .contains(WorkSharing.LEAST_OPEN);
    }
  }

  @Test
  void the_trail_says_who_has_more_and_who_had_a_later_turn() {
    var dana = duty(23, "Dana Novak");
    roster.team(VENTILATION, BEN, CARLA, dana);
    var loads =
        Map.of(BEN.person(), load(3, 5), CARLA.person(), load(1, 2), dana.person(), load(1, 2));

    assertThat(considered("least", AssignmentMethod.LEAST_OPEN, loads))
        .containsExactly(
            new RoutingTrace.Considered(BEN.person(), RoutingTrace.Verdict.HAS_MORE_OPEN_WORK, 3),
            new RoutingTrace.Considered(CARLA.person(), RoutingTrace.Verdict.HAS_IT, 1),
            new RoutingTrace.Considered(
                dana.person(), RoutingTrace.Verdict.LATER_IN_CALLING_ORDER, 1));
    assertThat(considered("turns", AssignmentMethod.ROUND_ROBIN, loads))
        .containsExactly(
            new RoutingTrace.Considered(BEN.person(), RoutingTrace.Verdict.HAD_A_LATER_TURN, -1),
            new RoutingTrace.Considered(CARLA.person(), RoutingTrace.Verdict.HAS_IT, -1),
            new RoutingTrace.Considered(
                dana.person(), RoutingTrace.Verdict.LATER_IN_CALLING_ORDER, -1));
    assertThat(
            decide(facts(), loads, rule("turns", RuleCriteria.ALL, AssignmentMethod.ROUND_ROBIN))
                .because())
        .isEqualTo(
            "By the rule \"Rule turns\" it goes to Ventilation; it is the turn of Carla Weiss, on"
                + " call round the clock.");
  }

  private List<RoutingTrace.Considered> considered(
      String code, AssignmentMethod choose, Map<PersonId, TeamLoads.Load> loads) {
    return decide(facts(), loads, rule(code, RuleCriteria.ALL, choose))
        .trace()
        .stops()
        .getFirst()
        .people();
  }

  @Test
  void the_next_turn_comes_after_the_last_of_anybody() {
    assertThat(TeamLoads.NONE.nextTurn()).isEqualTo(1);
    assertThat(
            new TeamLoads(Map.of(BEN.person(), load(0, 7), CARLA.person(), load(9, 3))).nextTurn())
        .isEqualTo(8);
    assertThat(TeamLoads.NONE.of(BEN.person())).isEqualTo(load(0, 0));
  }

  @Property(tries = 200)
  void the_order_of_the_rules_means_nothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int many) {
    var random = new Random(seed);
    var rules = new ArrayList<RoutingRule>();
    rules.add(ground());
    for (var i = 0; i < many; i++) {
      rules.add(anyRule("r" + i, random));
    }
    var facts = facts(random.nextBoolean() ? ICU : WARD, random.nextBoolean() ? "Ventilator" : "");
    open.put("hours", random.nextBoolean());
    var decided = decide(facts, rules.toArray(RoutingRule[]::new));

    Collections.shuffle(rules, random);

    assertThat(decide(facts, rules.toArray(RoutingRule[]::new))).isEqualTo(decided);
  }

  /** The router's index only leaves out what cannot match. */
  @Property(tries = 200)
  void the_best_of_all_that_match_decides(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int many) {
    var random = new Random(seed);
    var rules = new ArrayList<RoutingRule>();
    for (var i = 0; i < many; i++) {
      rules.add(anyRule("r" + i, random));
    }
    var facts = facts(random.nextBoolean() ? ICU : WARD, random.nextBoolean() ? "Ventilator" : "");
    open.put("hours", random.nextBoolean());

    var best =
        rules.stream()
            .filter(rule -> rule.criteria().matches(facts, this::isOpen))
            .min(
                Comparator.<RoutingRule>comparingInt(rule -> -rule.criteria().specificity())
                    .thenComparing(RoutingRule::code))
            .map(RoutingRule::ref);

    assertThat(Optional.ofNullable(decide(facts, rules.toArray(RoutingRule[]::new)).trace().rule()))
        .isEqualTo(best);
  }

  private static RoutingRule anyRule(String code, Random random) {
    return rule(
        code,
        new RuleCriteria(
            random.nextBoolean() ? Set.of(Category.EQUIPMENT) : Set.of(),
            random.nextInt(3) == 0 ? Set.of(new ItemWords(List.of("ventilator"))) : Set.of(),
            random.nextBoolean() ? Set.of(Impact.THIS_SHIFT, Impact.SLOWS_CARE) : Set.of(),
            random.nextBoolean() ? Set.of(HERE) : Set.of(),
            random.nextInt(3) == 0 ? Set.of(ICU) : Set.of(),
            random.nextInt(3) == 0 ? new CalendarHours("hours", random.nextBoolean()) : null,
            random.nextInt(4) == 0 ? Set.of(Visibility.NAMED) : Set.of()));
  }

  private PersonId chosen(RoutingRule rule, Map<PersonId, TeamLoads.Load> loads) {
    var person = decide(facts(), loads, rule).person();
    assertThat(person).isNotNull();
    return person;
  }

  private RoutingDecision route(RequestFacts facts, RoutingRule... rules) {
    return decide(facts, rules);
  }

  private RoutingDecision decide(RequestFacts facts, RoutingRule... rules) {
    return decide(facts, Map.of(), rules);
  }

  private RoutingDecision decide(
      RequestFacts facts, Map<PersonId, TeamLoads.Load> loads, RoutingRule... rules) {
    return new Router(List.of(rules), this::isOpen).route(facts, roster, new TeamLoads(loads));
  }

  private boolean isOpen(String calendar, Instant at) {
    return open.getOrDefault(calendar, false);
  }

  private static RoutingRule ground() {
    return RoutingRule.ofCategoryOwner(
        RuleCriteria.categoryAt(HERE, Category.EQUIPMENT),
        ENGINEERS,
        "Engineers",
        List.of(),
        List.of(),
        false);
  }

  private static RoutingRule rule(String code, RuleCriteria when) {
    return rule(code, when, AssignmentMethod.ON_CALL);
  }

  private static RoutingRule rule(String code, RuleCriteria when, AssignmentMethod choose) {
    return new RoutingRule(
        new RuleRef(code, 1),
        "Rule " + code,
        when,
        VENTILATION,
        "Ventilation",
        choose,
        List.of(),
        List.of(),
        false);
  }

  private static RuleCriteria named(
      Set<Category> categories, Set<String> words, @Nullable CalendarHours time) {
    return new RuleCriteria(
        categories,
        words.isEmpty() ? Set.of() : Set.of(new ItemWords(List.copyOf(words))),
        Set.of(),
        Set.of(),
        Set.of(),
        time,
        Set.of());
  }

  private static RequestFacts facts() {
    return facts(ICU, "Ventilator");
  }

  private static RequestFacts facts(UnitId unit, String item) {
    return new RequestFacts(
        Category.EQUIPMENT,
        Impact.THIS_SHIFT,
        unit,
        HERE,
        Visibility.NAMED,
        ItemWords.in(item),
        NOW);
  }

  private static TeamLoads.Load load(int open, long turn) {
    return new TeamLoads.Load(open, turn);
  }

  private static OnCallCandidate duty(long number, String name) {
    return new OnCallCandidate(new PersonId(id(number)), name, Optional.empty());
  }

  private static UUID id(long number) {
    return new UUID(0, number);
  }
}
