package care.andon.sla.match.engine;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a policy is for: those that have one of the named values in every dimension that
 * is named. An empty set names nothing, and asks nothing.
 */
public record PolicyCriteria(
    Set<Impact> impacts,
    Set<Category> categories,
    Set<FacilityId> facilities,
    Set<UnitId> units,
    Set<TeamId> teams) {

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

  /** The dimensions it names; the more they are, the more specific it is. */
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

  /** Whether the request is one of those it is for. */
  public boolean matches(PolicyFacts facts) {
    return allows(impacts, facts.impact())
        && allows(categories, facts.category())
        && allows(facilities, facts.facility())
        && allows(units, facts.unit())
        && allows(teams, facts.team());
  }

  private static <T> boolean allows(Set<T> named, @Nullable T value) {
    return named.isEmpty() || (value != null && named.contains(value));
  }

  /**
   * The requests both match; empty when there can be none.
   *
   * @param facilityOf where a unit is; a unit it does not know may be anywhere
   */
  Optional<PolicyCriteria> meet(
      PolicyCriteria other, Function<UnitId, Optional<FacilityId>> facilityOf) {
    if (areApart(impacts, other.impacts)
        || areApart(categories, other.categories)
        || areApart(facilities, other.facilities)
        || areApart(units, other.units)
        || areApart(teams, other.teams)) {
      return Optional.empty();
    }
    var met =
        new PolicyCriteria(
            common(impacts, other.impacts),
            common(categories, other.categories),
            common(facilities, other.facilities),
            common(units, other.units),
            common(teams, other.teams));
    return met.existsSomewhere(facilityOf) ? Optional.of(met) : Optional.empty();
  }

  private static <T> boolean areApart(Set<T> one, Set<T> other) {
    return !one.isEmpty() && !other.isEmpty() && one.stream().noneMatch(other::contains);
  }

  private static <T> Set<T> common(Set<T> one, Set<T> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return one.stream().filter(other::contains).collect(Collectors.toUnmodifiableSet());
  }

  private boolean existsSomewhere(Function<UnitId, Optional<FacilityId>> facilityOf) {
    return facilities.isEmpty()
        || units.isEmpty()
        || units.stream()
            .anyMatch(unit -> facilityOf.apply(unit).map(facilities::contains).orElse(true));
  }

  /** Whether every request that {@code other} matches is matched by this, too. */
  boolean covers(PolicyCriteria other, Function<UnitId, Optional<FacilityId>> facilityOf) {
    return covers(impacts, other.impacts, EVERY_IMPACT)
        && covers(categories, other.categories, EVERY_CATEGORY)
        && (covers(facilities, other.facilities, Set.of()) || holdsUnits(other, facilityOf))
        && covers(units, other.units, Set.of())
        && covers(teams, other.teams, Set.of());
  }

  /**
   * @param all what naming nothing stands for; empty where nobody can list it
   */
  private static <T> boolean covers(Set<T> named, Set<T> other, Set<T> all) {
    var meant = other.isEmpty() ? all : other;
    return named.isEmpty() || (!meant.isEmpty() && named.containsAll(meant));
  }

  private boolean holdsUnits(
      PolicyCriteria other, Function<UnitId, Optional<FacilityId>> facilityOf) {
    return !other.units.isEmpty()
        && other.units.stream()
            .allMatch(unit -> facilityOf.apply(unit).map(facilities::contains).orElse(false));
  }
}
