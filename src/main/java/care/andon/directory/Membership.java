package care.andon.directory;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;

/**
 * A person belongs to a team.
 *
 * @param lead leads are the team's first step of escalation
 */
public record Membership(TeamId team, PersonId person, boolean lead) {}
