package care.andon.matching.engine;

import care.andon.kernel.FacilityId;
import care.andon.kernel.UnitId;
import java.util.Optional;

/** Tells which facility a unit belongs to. */
public interface UnitLocations {
  /** Empty for an unknown unit, which may be anywhere. */
  Optional<FacilityId> facilityOf(UnitId unit);
}
