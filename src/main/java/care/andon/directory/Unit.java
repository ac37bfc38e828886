package care.andon.directory;

import care.andon.kernel.FacilityId;
import care.andon.kernel.UnitId;

/**
 * A unit in which patients are cared for, such as 4 West.
 *
 * @param code as on the door ({@code 4W}); unique over all facilities
 */
public record Unit(UnitId id, FacilityId facility, String code, String name) {}
