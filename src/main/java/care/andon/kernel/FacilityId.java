package care.andon.kernel;

import java.util.UUID;

/** Identity of a facility, a site with its own time zone and tiers. */
public record FacilityId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
