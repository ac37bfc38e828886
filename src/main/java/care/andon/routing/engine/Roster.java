package care.andon.routing.engine;

import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import java.time.Instant;
import java.util.List;

/** Who is on call, in the order in which they are to be asked; the same order on every replica. */
public interface Roster {

  /** The people on call for the team; empty when there is nobody. */
  List<OnDuty> team(TeamId team, Instant at);

  /** The people on call for the whole facility; empty when there is nobody. */
  List<OnDuty> facility(FacilityId facility, Backup.Facility backup, Instant at);
}
