package care.andon.routing.engine;

import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import java.time.Instant;
import java.util.List;

/** The people on call, in calling order. The order is the same on every replica. */
public interface OnCallRoster {

  /** The people on call for the team; may be empty. */
  List<OnCallCandidate> team(TeamId team, Instant at);

  /** The people on call for a post of the facility; may be empty. */
  List<OnCallCandidate> facility(FacilityId facility, BackupTeam.Facility backup, Instant at);
}
