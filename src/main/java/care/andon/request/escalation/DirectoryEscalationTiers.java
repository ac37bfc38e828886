package care.andon.request.escalation;

import care.andon.directory.Directory;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tiers of a facility as its directory and rosters have them at an instant. */
@ApplicationScoped
class DirectoryEscalationTiers implements EscalationTiers {
  private final Directory directory;

  DirectoryEscalationTiers(Directory directory) {
    this.directory = directory;
  }

  @Override
  public List<PersonId> tier(FacilityId facility, int tier, @Nullable TeamId team, Instant at) {
    return directory.tier(facility, tier, team, at);
  }
}
