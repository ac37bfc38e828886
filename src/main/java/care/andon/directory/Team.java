package care.andon.directory;

import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;

/**
 * A team that helps caregivers, such as Supply chain.
 *
 * @param code unique over all facilities ({@code supply-chain})
 */
public record Team(TeamId id, FacilityId facility, String code, String name) {}
