package care.andon.matching.engine;

import care.andon.kernel.FacilityId;
import care.andon.kernel.UnitId;
import java.util.Set;

/**
 * The places that a rule names. Every unit belongs to one facility, so a rule for units can meet or
 * be covered by a rule for facilities.
 *
 * @param facilities empty for every facility
 * @param units empty for every unit
 */
public record NamedPlaces(Set<FacilityId> facilities, Set<UnitId> units) {

  /** Whether a request can come from a place that fits both. */
  public boolean canMeet(NamedPlaces other, UnitLocations locations) {
    return NamedValues.meet(facilities, other.facilities)
        && NamedValues.meet(units, other.units)
        && existSomewhere(
            NamedValues.common(facilities, other.facilities),
            NamedValues.common(units, other.units),
            locations);
  }

  private static boolean existSomewhere(
      Set<FacilityId> facilities, Set<UnitId> units, UnitLocations locations) {
    return facilities.isEmpty()
        || units.isEmpty()
        || units.stream()
            .anyMatch(unit -> locations.facilityOf(unit).map(facilities::contains).orElse(true));
  }

  /** Whether every place that fits both of the others fits these. */
  public boolean coverBoth(NamedPlaces one, NamedPlaces other, UnitLocations locations) {
    return NamedValues.coverBoth(units, one.units, other.units, Set.of())
        && (NamedValues.coverBoth(facilities, one.facilities, other.facilities, Set.of())
            || containAll(NamedValues.common(one.units, other.units), locations));
  }

  private boolean containAll(Set<UnitId> others, UnitLocations locations) {
    return !others.isEmpty()
        && others.stream()
            .allMatch(unit -> locations.facilityOf(unit).map(facilities::contains).orElse(false));
  }
}
