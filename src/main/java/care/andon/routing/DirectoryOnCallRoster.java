package care.andon.routing;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.oncall.OnCallPerson;
import care.andon.directory.oncall.Post;
import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import care.andon.routing.engine.BackupTeam;
import care.andon.routing.engine.OnCallCandidate;
import care.andon.routing.engine.OnCallRoster;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

/** Gives the people on call from the directory to the router. */
record DirectoryOnCallRoster(DirectorySnapshot directory) implements OnCallRoster {

  @Override
  public List<OnCallCandidate> team(TeamId team, Instant at) {
    return onDuty(new Post.OfTeam(team), at);
  }

  @Override
  public List<OnCallCandidate> facility(
      FacilityId facility, BackupTeam.Facility backup, Instant at) {
    return onDuty(new Post.OfFacility(facility, TierNumber.of(backup)), at);
  }

  static BackupTeam.Facility backup(Post.OfFacility post) {
    return TierNumber.post(post.tier()).orElseThrow();
  }

  private List<OnCallCandidate> onDuty(Post post, Instant at) {
    return directory.onCall(post, at).stream().map(DirectoryOnCallRoster::onDuty).toList();
  }

  private static OnCallCandidate onDuty(OnCallPerson onCall) {
    return new OnCallCandidate(
        onCall.person().id(),
        onCall.person().name(),
        onCall.until().map(ZonedDateTime::toLocalTime));
  }
}
