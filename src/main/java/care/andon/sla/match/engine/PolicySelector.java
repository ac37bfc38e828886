package care.andon.sla.match.engine;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.UnitId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The policies in force, and which of them a clock goes by: of those that match the request and set
 * the clock, the one that names more dimensions. Immutable; the order in which the rules were given
 * means nothing.
 *
 * <p>A book without {@link #ties} has one answer to every question. With a tie, as when a unit has
 * moved to another facility since the policies were saved, the code that sorts first decides.
 */
public final class PolicySelector {
  private static final Comparator<PolicyRule> BEST_FIRST =
      Comparator.comparingInt(PolicyRule::weight).reversed().thenComparing(PolicyRule::code);

  private final Map<ClockKind, List<PolicyRule>> byClock = new EnumMap<>(ClockKind.class);

  public PolicySelector(Collection<PolicyRule> rules) {
    for (var clock : ClockKind.values()) {
      byClock.put(
          clock,
          rules.stream().filter(rule -> rule.clocks().contains(clock)).sorted(BEST_FIRST).toList());
    }
  }

  /** The policy that sets this clock for such a request; empty when none does. */
  public Optional<PolicyChoice> choose(PolicyFacts facts, ClockKind clock) {
    var matching = rules(clock).stream().filter(rule -> rule.criteria().matches(facts)).toList();
    return matching.isEmpty()
        ? Optional.empty()
        : Optional.of(new PolicyChoice(matching.getFirst(), matching.subList(1, matching.size())));
  }

  /**
   * Which two policies leave it open which of them a request goes by. Two that name equally many
   * dimensions and can both match a request are no tie where a third one, more specific than they,
   * covers all such requests.
   *
   * @param facilityOf where a unit is; a unit it does not know may be anywhere
   */
  public List<PolicyTie> ties(Function<UnitId, Optional<FacilityId>> facilityOf) {
    var ties = new ArrayList<PolicyTie>();
    for (var clock : ClockKind.values()) {
      var rules = rules(clock);
      for (var i = 0; i < rules.size(); i++) {
        for (var j = i + 1; j < rules.size(); j++) {
          var one = rules.get(i);
          var other = rules.get(j);
          if (one.weight() == other.weight() && isOpen(one, other, rules, facilityOf)) {
            ties.add(new PolicyTie(one.code(), other.code(), clock));
          }
        }
      }
    }
    return ties;
  }

  private static boolean isOpen(
      PolicyRule one,
      PolicyRule other,
      List<PolicyRule> rules,
      Function<UnitId, Optional<FacilityId>> facilityOf) {
    return one.criteria()
        .meet(other.criteria(), facilityOf)
        .filter(
            met ->
                rules.stream()
                    .filter(third -> third.weight() > one.weight())
                    .noneMatch(third -> third.criteria().covers(met, facilityOf)))
        .isPresent();
  }

  /**
   * What is promised nothing: impacts and categories for which, at one of these facilities, no
   * policy sets the clock whatever the unit and the team.
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
    var general =
        rules(clock).stream()
            .map(PolicyRule::criteria)
            .filter(match -> match.units().isEmpty() && match.teams().isEmpty())
            .filter(match -> match.impacts().isEmpty() || match.impacts().contains(impact))
            .filter(match -> match.categories().isEmpty() || match.categories().contains(category))
            .map(PolicyCriteria::facilities)
            .toList();
    return general.stream().anyMatch(Set::isEmpty)
        || (!facilities.isEmpty()
            && facilities.stream()
                .allMatch(facility -> general.stream().anyMatch(it -> it.contains(facility))));
  }

  private List<PolicyRule> rules(ClockKind clock) {
    return Objects.requireNonNull(byClock.get(clock));
  }
}
