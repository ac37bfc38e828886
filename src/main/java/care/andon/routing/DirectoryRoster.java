package care.andon.routing;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.OnCall;
import care.andon.directory.Post;
import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import care.andon.routing.engine.Backup;
import care.andon.routing.engine.OnDuty;
import care.andon.routing.engine.Roster;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

/** The directory's people on call, as routing asks for them. */
record DirectoryRoster(DirectorySnapshot directory) implements Roster {

  @Override
  public List<OnDuty> team(TeamId team, Instant at) {
    return onDuty(new Post.OfTeam(team), at);
  }

  @Override
  public List<OnDuty> facility(FacilityId facility, Backup.Facility backup, Instant at) {
    return onDuty(new Post.OfFacility(facility, Tier.of(backup)), at);
  }

  static Backup.Facility backup(Post.OfFacility post) {
    return Tier.post(post.tier()).orElseThrow();
  }

  private List<OnDuty> onDuty(Post post, Instant at) {
    return directory.onCall(post, at).stream().map(DirectoryRoster::onDuty).toList();
  }

  private static OnDuty onDuty(OnCall onCall) {
    return new OnDuty(
        onCall.person().id(),
        onCall.person().name(),
        onCall.until().map(ZonedDateTime::toLocalTime));
  }
}
