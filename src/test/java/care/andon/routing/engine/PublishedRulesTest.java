package care.andon.routing.engine;

import static care.andon.routing.engine.BackupTeam.Facility.ADMINISTRATOR_ON_CALL;
import static care.andon.routing.engine.BackupTeam.Facility.HOUSE_SUPERVISOR;
import static care.andon.routing.engine.VentilationRules.ANA;
import static care.andon.routing.engine.VentilationRules.BEN;
import static care.andon.routing.engine.VentilationRules.CARLA;
import static care.andon.routing.engine.VentilationRules.ENGINEERS;
import static care.andon.routing.engine.VentilationRules.HERE;
import static care.andon.routing.engine.VentilationRules.ICU;
import static care.andon.routing.engine.VentilationRules.NOW;
import static care.andon.routing.engine.VentilationRules.VENTILATION;
import static care.andon.routing.engine.VentilationRules.WARD;
import static care.andon.routing.engine.VentilationRules.facts;
import static care.andon.routing.engine.VentilationRules.ground;
import static care.andon.routing.engine.VentilationRules.named;
import static care.andon.routing.engine.VentilationRules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Category;
import care.andon.kernel.Impact;
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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which published rule decides, and what its trail says of it. */
class PublishedRulesTest {
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

  private RoutingDecision route(RequestFacts facts, RoutingRule... rules) {
    return decide(facts, rules);
  }

  private RoutingDecision decide(RequestFacts facts, RoutingRule... rules) {
    return new Router(List.of(rules), this::isOpen).route(facts, roster, TeamLoads.NONE);
  }

  private boolean isOpen(String calendar, Instant at) {
    return open.getOrDefault(calendar, false);
  }
}
