package care.andon.routing.engine;

import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import java.time.Instant;
import java.util.List;

/** Who is on call, in the order in which they are to be asked; the same order on every replica. */
public interface OnCallRoster {

  /** The people on call for the team; empty when there is nobody. */
  List<OnCallCandidate> team(TeamId team, Instant at);

  /** The people on call for the whole facility; empty when there is nobody. */
  List<OnCallCandidate> facility(FacilityId facility, BackupTeam.Facility backup, Instant at);
}
