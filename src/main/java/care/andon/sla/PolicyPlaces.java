package care.andon.sla;

import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import java.util.Optional;
import java.util.Set;

/** Facilities, units and teams, as far as policies name them. */
public interface PolicyPlaces {
  Optional<FacilityId> facility(String idOrCode);

  Optional<UnitId> unit(String idOrCode);

  Optional<TeamId> team(String idOrCode);

  /** Where a unit is; empty when nobody knows it any more. */
  Optional<FacilityId> facilityOf(UnitId unit);

  Set<FacilityId> facilities();

  /** The code; the id when it is there no longer. */
  String codeOf(FacilityId facility);

  /** The code; the id when it is there no longer. */
  String codeOf(UnitId unit);

  /** The code; the id when it is there no longer. */
  String codeOf(TeamId team);
}
