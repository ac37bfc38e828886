package care.andon.sla;

import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.matching.engine.UnitLocations;
import java.util.Optional;
import java.util.Set;

/** Looks up the facilities, units and teams that policies name. */
public interface PolicyPlaces extends UnitLocations {
  Optional<FacilityId> facility(String idOrCode);

  Optional<UnitId> unit(String idOrCode);

  Optional<TeamId> team(String idOrCode);

  Set<FacilityId> facilities();

  /** The code; the id when it no longer exists. */
  String codeOf(FacilityId facility);

  /** The code; the id when it no longer exists. */
  String codeOf(UnitId unit);

  /** The code; the id when it no longer exists. */
  String codeOf(TeamId team);
}
