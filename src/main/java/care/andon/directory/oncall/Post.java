package care.andon.directory.oncall;

import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;

/** What a person can be on call for: a team, or an escalation tier of a facility. */
public sealed interface Post {

  /** On call for a team, such as the supply technician at night. */
  record OfTeam(TeamId team) implements Post {}

  /**
   * On call for a whole facility at an escalation tier.
   *
   * @param tier 2 house supervisor, 3 administrator on call, 4 executive. Tier 1 has no post: it is
   *     the leads of a team
   */
  record OfFacility(FacilityId facility, int tier) implements Post {
    public OfFacility {
      if (tier < 2 || tier > 4) {
        throw new IllegalArgumentException("A facility has people on call at tiers 2 to 4");
      }
    }

    /** The title of the people on call at this tier. */
    public String title() {
      return switch (tier) {
        case 2 -> "House supervisor";
        case 3 -> "Administrator on call";
        default -> "Executive";
      };
    }
  }
}
