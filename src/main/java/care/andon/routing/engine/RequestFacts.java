package care.andon.routing.engine;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.UnitId;
import java.time.Instant;

/**
 * What routing looks at.
 *
 * @param at the instant for which somebody reachable is sought
 */
public record RequestFacts(
    Category category, Impact impact, UnitId unit, FacilityId facility, Instant at) {}
