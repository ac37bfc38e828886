package care.andon.routing.engine;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rules for a team that looks after ventilators, the people on call, and requests to route. */
final class VentilationRules {
  static final Instant NOW = Instant.parse("2026-03-04T15:00:00Z");
  static final FacilityId HERE = new FacilityId(id(1));
  static final UnitId ICU = new UnitId(id(3));
  static final UnitId WARD = new UnitId(id(4));
  static final TeamId ENGINEERS = new TeamId(id(10));
  static final TeamId VENTILATION = new TeamId(id(11));
  static final OnCallCandidate ANA = duty(20, "Ana Ortiz");
  static final OnCallCandidate BEN = duty(21, "Ben Fischer");
  static final OnCallCandidate CARLA = duty(22, "Carla Weiss");

  private VentilationRules() {}

  static RoutingRule ground() {
    return RoutingRule.ofCategoryOwner(
        RuleCriteria.categoryAt(HERE, Category.EQUIPMENT),
        ENGINEERS,
        "Engineers",
        List.of(),
        List.of(),
        false);
  }

  static RoutingRule rule(String code, RuleCriteria when) {
    return rule(code, when, AssignmentMethod.ON_CALL);
  }

  static RoutingRule rule(String code, RuleCriteria when, AssignmentMethod choose) {
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

  static RuleCriteria named(
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

  static RequestFacts facts() {
    return facts(ICU, "Ventilator");
  }

  static RequestFacts facts(UnitId unit, String item) {
    return new RequestFacts(
        Category.EQUIPMENT,
        Impact.THIS_SHIFT,
        unit,
        HERE,
        Visibility.NAMED,
        ItemWords.in(item),
        NOW);
  }

  static TeamLoads.Load load(int open, long turn) {
    return new TeamLoads.Load(open, turn);
  }

  static OnCallCandidate duty(long number, String name) {
    return new OnCallCandidate(new PersonId(id(number)), name, Optional.empty());
  }

  private static UUID id(long number) {
    return new UUID(0, number);
  }
}
