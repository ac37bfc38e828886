package care.andon.sla.match.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.matching.engine.UnitLocations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** Laws about random sets of policies, checked against every possible request. */
class PolicySelectorLawsTest {
  private static final FacilityId NORTH = new FacilityId(new UUID(1, 1));
  private static final FacilityId SOUTH = new FacilityId(new UUID(1, 2));
  private static final UnitId WARD = new UnitId(new UUID(2, 1));
  private static final UnitId CLINIC = new UnitId(new UUID(2, 2));
  private static final TeamId PHARMACY = new TeamId(new UUID(3, 1));
  private static final TeamId SUPPLY = new TeamId(new UUID(3, 2));

  /** The ward is in the north, the clinic in the south. */
  private static final UnitLocations PLACES =
      unit ->
          unit.equals(WARD)
              ? Optional.of(NORTH)
              : unit.equals(CLINIC) ? Optional.of(SOUTH) : Optional.empty();

  @Property
  void the_order_of_the_rules_means_nothing(@ForAll long seed) {
    var rules = rules(new Random(seed));
    var shuffled = new ArrayList<>(rules);
    Collections.shuffle(shuffled, new Random(~seed));
    var one = new PolicySelector(rules);
    var other = new PolicySelector(shuffled);

    for (var facts : everything()) {
      for (var clock : ClockKind.values()) {
        assertThat(one.choose(facts, clock)).isEqualTo(other.choose(facts, clock));
      }
    }
    assertThat(one.ties(PLACES)).isEqualTo(other.ties(PLACES));
  }

  @Property(tries = 1500)
  void without_ties_one_policy_is_the_most_specific_everywhere(@ForAll long seed) {
    var rules = rules(new Random(seed));
    var book = new PolicySelector(rules);
    if (!book.ties(PLACES).isEmpty()) {
      Statistics.collect("ties");
      return;
    }
    Statistics.collect("none");

    for (var facts : everything()) {
      for (var clock : ClockKind.values()) {
        var matching =
            rules.stream()
                .filter(it -> it.clocks().contains(clock) && it.criteria().matches(facts))
                .toList();
        var most =
            matching.stream().mapToInt(it -> it.criteria().dimensions().size()).max().orElse(0);
        var best =
            matching.stream().filter(it -> it.criteria().dimensions().size() == most).toList();
        assertThat(best).as("%s of %s", clock, facts).hasSizeLessThanOrEqualTo(1);
        assertThat(book.choose(facts, clock).map(PolicyChoice::rule))
            .isEqualTo(best.stream().findAny());
      }
    }
  }

  @Property
  void a_tie_is_about_a_request_that_can_exist(@ForAll long seed) {
    var rules = rules(new Random(seed));

    for (var tie : new PolicySelector(rules).ties(PLACES)) {
      assertThat(everything())
          .anyMatch(
              facts ->
                  rules.stream()
                          .filter(rule -> tie.policies().isAbout(rule.code()))
                          .filter(rule -> rule.clocks().contains(tie.clock()))
                          .filter(rule -> rule.criteria().matches(facts))
                          .count()
                      == 2);
    }
  }

  /** Every request there can be, of two impacts and two categories. */
  private static List<PolicyFacts> everything() {
    var all = new ArrayList<PolicyFacts>();
    for (var impact : List.of(Impact.PATIENT_WAITING, Impact.THIS_SHIFT)) {
      for (var category : List.of(Category.MEDICATION, Category.SUPPLIES)) {
        for (var unit : List.of(WARD, CLINIC)) {
          for (var team : Arrays.asList(PHARMACY, SUPPLY, null)) {
            all.add(
                new PolicyFacts(
                    impact, category, PLACES.facilityOf(unit).orElseThrow(), unit, nullable(team)));
          }
        }
      }
    }
    return all;
  }

  private static @Nullable TeamId nullable(@Nullable TeamId team) {
    return team;
  }

  private static List<PolicyRule> rules(Random random) {
    var rules = new ArrayList<PolicyRule>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      var match =
          new PolicyCriteria(
              some(random, Impact.PATIENT_WAITING, Impact.THIS_SHIFT),
              some(random, Category.MEDICATION, Category.SUPPLIES),
              some(random, NORTH, SOUTH),
              some(random, WARD, CLINIC),
              some(random, PHARMACY, SUPPLY));
      rules.add(
          new PolicyRule(
              "rule-" + i,
              match.canMeet(PolicyCriteria.ALL, PLACES) ? match : PolicyCriteria.ALL,
              some(random, ClockKind.values())));
    }
    return rules;
  }

  @SafeVarargs
  private static <T> Set<T> some(Random random, T... values) {
    return random.nextBoolean()
        ? Set.of()
        : Set.copyOf(Arrays.stream(values).filter(it -> random.nextInt(3) > 0).toList());
  }
}
