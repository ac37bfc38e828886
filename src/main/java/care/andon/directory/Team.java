package care.andon.directory;

import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;

/**
 * People whose job is to get caregivers what they need, such as Supply chain.
 *
 * @param code unique over all facilities ({@code supply-chain})
 */
public record Team(TeamId id, FacilityId facility, String code, String name) {}
