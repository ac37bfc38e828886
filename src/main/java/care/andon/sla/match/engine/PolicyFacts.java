package care.andon.sla.match.engine;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a request that policies look at.
 *
 * @param team null while the request is unrouted
 */
public record PolicyFacts(
    Impact impact, Category category, FacilityId facility, UnitId unit, @Nullable TeamId team) {}
