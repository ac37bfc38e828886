package care.andon.sla.match.engine;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.UnitId;
import care.andon.matching.engine.Ranking;
import care.andon.matching.engine.RuleAnalysis;
import care.andon.matching.engine.Tie;
import care.andon.matching.engine.UnitLocations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the policy for a clock of a request: the most specific one of those that match the
 * request and set the clock. Immutable.
 */
public final class PolicySelector {
  private final Map<ClockKind, Ranking<PolicyRule>> byClock = new EnumMap<>(ClockKind.class);

  public PolicySelector(Collection<PolicyRule> rules) {
    var ranking = Ranking.of(rules);
    for (var clock : ClockKind.values()) {
      byClock.put(clock, ranking.only(rule -> rule.clocks().contains(clock)));
    }
  }

  /** The policy that sets this clock for such a request; empty if there is none. */
  public Optional<PolicyChoice> choose(PolicyFacts facts, ClockKind clock) {
    var matching = ranking(clock).matching(rule -> rule.criteria().matches(facts)).toList();
    return matching.isEmpty()
        ? Optional.empty()
        : Optional.of(new PolicyChoice(matching.getFirst(), matching.subList(1, matching.size())));
  }

  /** The pairs of policies that leave a decision open, clock by clock. */
  public List<PolicyTie> ties(UnitLocations locations) {
    return tiesByClock(clock -> analysis(clock, locations).ties());
  }

  /**
   * The ties that a change brings about.
   *
   * @param before the policies as they were before the change
   * @param changed code of the policy that was added or replaced; null if one was removed
   */
  public List<PolicyTie> newTies(
      PolicySelector before, @Nullable String changed, UnitLocations locations) {
    return tiesByClock(
        clock -> analysis(clock, locations).newTies(before.analysis(clock, locations), changed));
  }

  private static List<PolicyTie> tiesByClock(Function<ClockKind, List<Tie>> find) {
    return Arrays.stream(ClockKind.values())
        .flatMap(clock -> find.apply(clock).stream().map(tie -> new PolicyTie(tie, clock)))
        .toList();
  }

  private RuleAnalysis<PolicyCriteria> analysis(ClockKind clock, UnitLocations locations) {
    return new RuleAnalysis<>(ranking(clock).rules(), locations);
  }

  /**
   * Requests for which nothing is promised: impacts and categories for which, at one of these
   * facilities, no policy sets the clock for every unit and every team.
   */
  public List<PolicyGap> gaps(Set<FacilityId> facilities) {
    var gaps = new ArrayList<PolicyGap>();
    for (var clock : ClockKind.values()) {
      for (var impact : Impact.values()) {
        var categories =
            Arrays.stream(Category.values())
                .filter(category -> !isCovered(clock, impact, category, facilities))
                .toList();
        if (!categories.isEmpty()) {
          gaps.add(new PolicyGap(clock, impact, categories));
        }
      }
    }
    return gaps;
  }

  private boolean isCovered(
      ClockKind clock, Impact impact, Category category, Set<FacilityId> facilities) {
    return parts(impact, category, facilities)
        .allMatch(part -> ranking(clock).rules().stream().anyMatch(rule -> covers(rule, part)));
  }

  private static Stream<PolicyCriteria> parts(
      Impact impact, Category category, Set<FacilityId> facilities) {
    return facilities.isEmpty()
        ? Stream.of(part(impact, category, Set.of()))
        : facilities.stream().map(facility -> part(impact, category, Set.of(facility)));
  }

  private static PolicyCriteria part(Impact impact, Category category, Set<FacilityId> facility) {
    return new PolicyCriteria(Set.of(impact), Set.of(category), facility, Set.of(), Set.of());
  }

  /** No unit is named in a part, so it does not matter where units are. */
  private static boolean covers(PolicyRule rule, PolicyCriteria part) {
    return rule.criteria().coversBoth(part, PolicyCriteria.ALL, PolicySelector::unknown);
  }

  private static Optional<FacilityId> unknown(UnitId unit) {
    return Optional.empty();
  }

  private Ranking<PolicyRule> ranking(ClockKind clock) {
    return Objects.requireNonNull(byClock.get(clock));
  }
}
