package care.andon.directory;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;

/**
 * A person belongs to a team.
 *
 * @param lead whether the person leads the team; leads are its first escalation step
 */
public record Membership(TeamId team, PersonId person, boolean lead) {}
