package care.andon.routing.engine;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a rule is for: those that have one of the named values in every dimension that is
 * named. What is empty or null names nothing, and asks nothing.
 *
 * @param items of which one has to stand in the item; a request without an item has none
 */
public record RuleCriteria(
    Set<Category> categories,
    Set<ItemWords> items,
    Set<Impact> impacts,
    Set<FacilityId> facilities,
    Set<UnitId> units,
    @Nullable CalendarHours time,
    Set<Visibility> visibilities) {

  /** Matches every request. */
  public static final RuleCriteria ALL =
      new RuleCriteria(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, Set.of());

  private static final Set<Category> EVERY_CATEGORY = Set.of(Category.values());
  private static final Set<Impact> EVERY_IMPACT = Set.of(Impact.values());
  private static final Set<Visibility> EVERY_VISIBILITY = Set.of(Visibility.values());

  public RuleCriteria {
    categories = Set.copyOf(categories);
    items = Set.copyOf(items);
    impacts = Set.copyOf(impacts);
    facilities = Set.copyOf(facilities);
    units = Set.copyOf(units);
    visibilities = Set.copyOf(visibilities);
  }

  /** Everything of a category at a facility. */
  public static RuleCriteria categoryAt(FacilityId facility, Category category) {
    return new RuleCriteria(
        Set.of(category), Set.of(), Set.of(), Set.of(facility), Set.of(), null, Set.of());
  }

  /** Everything at a facility. */
  public static RuleCriteria anythingAt(FacilityId facility) {
    return new RuleCriteria(
        Set.of(), Set.of(), Set.of(), Set.of(facility), Set.of(), null, Set.of());
  }

  /** The dimensions it names; the more they are, the more specific it is. */
  public Set<RuleDimension> dimensions() {
    var named = EnumSet.noneOf(RuleDimension.class);
    name(named, RuleDimension.CATEGORY, !categories.isEmpty());
    name(named, RuleDimension.ITEM, !items.isEmpty());
    name(named, RuleDimension.IMPACT, !impacts.isEmpty());
    name(named, RuleDimension.FACILITY, !facilities.isEmpty() || !units.isEmpty());
    name(named, RuleDimension.UNIT, !units.isEmpty());
    name(named, RuleDimension.TIME, time != null);
    name(named, RuleDimension.VISIBILITY, !visibilities.isEmpty());
    return named;
  }

  private static void name(Set<RuleDimension> named, RuleDimension dimension, boolean isNamed) {
    if (isNamed) {
      named.add(dimension);
    }
  }

  /** Whether the request is one of those it is for. */
  public boolean matches(RequestFacts facts, CalendarOpenings times) {
    return allows(categories, facts.category())
        && allows(impacts, facts.impact())
        && allows(facilities, facts.facility())
        && allows(units, facts.unit())
        && allows(visibilities, facts.visibility())
        && (items.isEmpty() || items.stream().anyMatch(it -> it.standIn(facts.itemWords())))
        && (time == null || times.isOpen(time.calendar(), facts.at()) == time.open());
  }

  private static <T> boolean allows(Set<T> named, T value) {
    return named.isEmpty() || named.contains(value);
  }

  /**
   * Whether there can be a request that both match.
   *
   * @param facilityOf where a unit is; a unit it does not know may be anywhere
   * @param hours which hours never meet, beside in and out of one calendar
   */
  boolean meets(
      RuleCriteria other, Function<UnitId, Optional<FacilityId>> facilityOf, DisjointHours hours) {
    return !areApart(categories, other.categories)
        && !areApart(impacts, other.impacts)
        && !areApart(facilities, other.facilities)
        && !areApart(units, other.units)
        && !areApart(visibilities, other.visibilities)
        && !(time != null && other.time != null && areApart(time, other.time, hours))
        && existsSomewhere(
            common(facilities, other.facilities), common(units, other.units), facilityOf);
  }

  private static boolean areApart(CalendarHours one, CalendarHours other, DisjointHours hours) {
    return one.calendar().equals(other.calendar())
        ? one.open() != other.open()
        : hours.neverMeet(one, other);
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

  private static boolean existsSomewhere(
      Set<FacilityId> facilities,
      Set<UnitId> units,
      Function<UnitId, Optional<FacilityId>> facilityOf) {
    return facilities.isEmpty()
        || units.isEmpty()
        || units.stream()
            .anyMatch(unit -> facilityOf.apply(unit).map(facilities::contains).orElse(true));
  }

  /** Whether it matches every request that both of these match. */
  boolean coversBoth(
      RuleCriteria one, RuleCriteria other, Function<UnitId, Optional<FacilityId>> facilityOf) {
    var places = common(one.units, other.units);
    return covers(categories, common(one.categories, other.categories), EVERY_CATEGORY)
        && covers(impacts, common(one.impacts, other.impacts), EVERY_IMPACT)
        && covers(visibilities, common(one.visibilities, other.visibilities), EVERY_VISIBILITY)
        && (covers(facilities, common(one.facilities, other.facilities), Set.of())
            || holdsUnits(places, facilityOf))
        && covers(units, places, Set.of())
        && (covers(items, one.items, Set.of()) || covers(items, other.items, Set.of()))
        && (time == null || time.equals(one.time) || time.equals(other.time));
  }

  /**
   * Whether it allows all that is meant.
   *
   * @param all what naming nothing stands for; empty where nobody can list it
   */
  private static <T> boolean covers(Set<T> named, Set<T> other, Set<T> all) {
    var meant = other.isEmpty() ? all : other;
    return named.isEmpty() || (!meant.isEmpty() && named.containsAll(meant));
  }

  private boolean holdsUnits(
      Set<UnitId> places, Function<UnitId, Optional<FacilityId>> facilityOf) {
    return !places.isEmpty()
        && places.stream()
            .allMatch(unit -> facilityOf.apply(unit).map(facilities::contains).orElse(false));
  }

  /** The dimensions it names, in the order of {@link RuleDimension}. */
  List<RuleDimension> named() {
    return List.copyOf(dimensions());
  }
}
