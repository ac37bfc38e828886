package care.andon.directory;

import care.andon.kernel.FacilityId;
import java.time.ZoneId;

/**
 * A site with its own time zone and its own people on call.
 *
 * @param code short name used by the hospital; unique
 */
public record Facility(FacilityId id, String code, String name, ZoneId timeZone) {}
