package care.andon.sla.match.engine;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.matching.engine.Criteria;
import care.andon.matching.engine.NamedPlaces;
import care.andon.matching.engine.NamedValues;
import care.andon.matching.engine.UnitLocations;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The requests that a policy is for. An empty set names nothing and allows every request. */
public record PolicyCriteria(
    Set<Impact> impacts,
    Set<Category> categories,
    Set<FacilityId> facilities,
    Set<UnitId> units,
    Set<TeamId> teams)
    implements Criteria<PolicyCriteria> {

  /** Matches every request. */
  public static final PolicyCriteria ALL =
      new PolicyCriteria(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  private static final Set<Impact> EVERY_IMPACT = Set.of(Impact.values());
  private static final Set<Category> EVERY_CATEGORY = Set.of(Category.values());

  public PolicyCriteria {
    impacts = Set.copyOf(impacts);
    categories = Set.copyOf(categories);
    facilities = Set.copyOf(facilities);
    units = Set.copyOf(units);
    teams = Set.copyOf(teams);
  }

  @Override
  public Set<PolicyDimension> dimensions() {
    return byDimension().entrySet().stream()
        .filter(named -> !named.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Map<PolicyDimension, Set<?>> byDimension() {
    var named = new EnumMap<PolicyDimension, Set<?>>(PolicyDimension.class);
    named.put(PolicyDimension.IMPACT, impacts);
    named.put(PolicyDimension.CATEGORY, categories);
    named.put(PolicyDimension.FACILITY, facilities);
    named.put(PolicyDimension.UNIT, units);
    named.put(PolicyDimension.TEAM, teams);
    return named;
  }

  /** Whether the policy is for this request. */
  public boolean matches(PolicyFacts facts) {
    return NamedValues.allow(impacts, facts.impact())
        && NamedValues.allow(categories, facts.category())
        && NamedValues.allow(facilities, facts.facility())
        && NamedValues.allow(units, facts.unit())
        && NamedValues.allow(teams, facts.team());
  }

  @Override
  public boolean canMeet(PolicyCriteria other, UnitLocations locations) {
    return NamedValues.meet(impacts, other.impacts)
        && NamedValues.meet(categories, other.categories)
        && places().canMeet(other.places(), locations)
        && NamedValues.meet(teams, other.teams);
  }

  @Override
  public boolean coversBoth(PolicyCriteria one, PolicyCriteria other, UnitLocations locations) {
    return NamedValues.coverBoth(impacts, one.impacts, other.impacts, EVERY_IMPACT)
        && NamedValues.coverBoth(categories, one.categories, other.categories, EVERY_CATEGORY)
        && places().coverBoth(one.places(), other.places(), locations)
        && NamedValues.coverBoth(teams, one.teams, other.teams, Set.of());
  }

  private NamedPlaces places() {
    return new NamedPlaces(facilities, units);
  }
}
