package care.andon.routing.engine;

import static care.andon.routing.engine.BackupTeam.Facility.ADMINISTRATOR_ON_CALL;
import static care.andon.routing.engine.VentilationRules.ANA;
import static care.andon.routing.engine.VentilationRules.BEN;
import static care.andon.routing.engine.VentilationRules.CARLA;
import static care.andon.routing.engine.VentilationRules.ENGINEERS;
import static care.andon.routing.engine.VentilationRules.HERE;
import static care.andon.routing.engine.VentilationRules.VENTILATION;
import static care.andon.routing.engine.VentilationRules.WARD;
import static care.andon.routing.engine.VentilationRules.duty;
import static care.andon.routing.engine.VentilationRules.facts;
import static care.andon.routing.engine.VentilationRules.ground;
import static care.andon.routing.engine.VentilationRules.load;
import static care.andon.routing.engine.VentilationRules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Category;
import care.andon.kernel.PersonId;
import care.andon.routing.engine.RouterTest.FakeRoster;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom a published rule chooses of those on call, and how the rules of a team share its work. */
class RuleChoicesTest {
  private final FakeRoster roster =
      new FakeRoster().team(ENGINEERS, ANA).team(VENTILATION, BEN, CARLA);

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

  private PersonId chosen(RoutingRule rule, Map<PersonId, TeamLoads.Load> loads) {
    var person = decide(facts(), loads, rule).person();
    assertThat(person).isNotNull();
    return person;
  }

  private RoutingDecision decide(RequestFacts facts, RoutingRule... rules) {
    return decide(facts, Map.of(), rules);
  }

  private RoutingDecision decide(
      RequestFacts facts, Map<PersonId, TeamLoads.Load> loads, RoutingRule... rules) {
    return new Router(List.of(rules), this::isOpen).route(facts, roster, new TeamLoads(loads));
  }

  /** No rule here asks a calendar. */
  private boolean isOpen(String calendar, Instant at) {
    return false;
  }
}
