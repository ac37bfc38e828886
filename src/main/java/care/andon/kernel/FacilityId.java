package care.andon.kernel;

import java.util.UUID;

/** Identifier of a facility: a site with its own time zone and escalation tiers. */
public record FacilityId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
