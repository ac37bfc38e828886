package care.andon.routing.engine;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.matching.engine.Criteria;
import care.andon.matching.engine.NamedPlaces;
import care.andon.matching.engine.NamedValues;
import care.andon.matching.engine.UnitLocations;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a rule is for. An empty set, or no time, names nothing and allows every
 * request.
 *
 * @param items at least one of them has to be in the request's item; a request without an item
 *     matches none
 * @param time while a calendar is open or closed
 */
public record RuleCriteria(
    Set<Category> categories,
    Set<ItemWords> items,
    Set<Impact> impacts,
    Set<FacilityId> facilities,
    Set<UnitId> units,
    @Nullable CalendarHours time,
    Set<Visibility> visibilities)
    implements Criteria<RuleCriteria> {

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

  /** All requests of a category at a facility. */
  public static RuleCriteria categoryAt(FacilityId facility, Category category) {
    return new RuleCriteria(
        Set.of(category), Set.of(), Set.of(), Set.of(facility), Set.of(), null, Set.of());
  }

  /** All requests at a facility. */
  public static RuleCriteria anythingAt(FacilityId facility) {
    return new RuleCriteria(
        Set.of(), Set.of(), Set.of(), Set.of(facility), Set.of(), null, Set.of());
  }

  @Override
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

  /** Whether the rule is for this request. */
  public boolean matches(RequestFacts facts, CalendarOpenings openings) {
    return NamedValues.allow(categories, facts.category())
        && NamedValues.allow(impacts, facts.impact())
        && NamedValues.allow(facilities, facts.facility())
        && NamedValues.allow(units, facts.unit())
        && NamedValues.allow(visibilities, facts.visibility())
        && (items.isEmpty() || items.stream().anyMatch(it -> it.standIn(facts.itemWords())))
        && (time == null || openings.isOpen(time.calendar(), facts.at()) == time.open());
  }

  /** Two calendars may be open at the same time; {@link DisjointHours} may know better. */
  @Override
  public boolean canMeet(RuleCriteria other, UnitLocations locations) {
    return NamedValues.meet(categories, other.categories)
        && NamedValues.meet(impacts, other.impacts)
        && NamedValues.meet(visibilities, other.visibilities)
        && !(time != null && other.time != null && time.isOppositeOf(other.time))
        && places().canMeet(other.places(), locations);
  }

  @Override
  public boolean coversBoth(RuleCriteria one, RuleCriteria other, UnitLocations locations) {
    return NamedValues.coverBoth(categories, one.categories, other.categories, EVERY_CATEGORY)
        && NamedValues.coverBoth(impacts, one.impacts, other.impacts, EVERY_IMPACT)
        && NamedValues.coverBoth(
            visibilities, one.visibilities, other.visibilities, EVERY_VISIBILITY)
        && places().coverBoth(one.places(), other.places(), locations)
        && (NamedValues.cover(items, one.items, Set.of())
            || NamedValues.cover(items, other.items, Set.of()))
        && (time == null || time.equals(one.time) || time.equals(other.time));
  }

  private NamedPlaces places() {
    return new NamedPlaces(facilities, units);
  }
}
