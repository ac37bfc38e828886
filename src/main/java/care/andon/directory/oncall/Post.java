package care.andon.directory.oncall;

import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;

/** What somebody is on call for. */
public sealed interface Post {

  /** A team's own duty: the supply technician of the night. */
  record OfTeam(TeamId team) implements Post {}

  /**
   * A duty for the whole facility at an escalation tier.
   *
   * @param tier 2 house supervisor, 3 administrator on call, 4 executive; tier 1 has no post of its
   *     own, it is the leads of a team
   */
  record OfFacility(FacilityId facility, int tier) implements Post {
    public OfFacility {
      if (tier < 2 || tier > 4) {
        throw new IllegalArgumentException("A facility has people on call at tiers 2 to 4");
      }
    }

    /** What such a person is called. */
    public String words() {
      return switch (tier) {
        case 2 -> "House supervisor";
        case 3 -> "Administrator on call";
        default -> "Executive";
      };
    }
  }
}
