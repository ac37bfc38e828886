package care.andon.platform.text;

import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Optional;

/** Time zones by their IANA names, as clients send them. */
public final class TimeZones {
  private TimeZones() {}

  /**
   * The time zone of this name; empty for an unknown one. An offset such as +02:00 is no time zone,
   * because it ignores daylight saving time.
   */
  public static Optional<ZoneId> find(String name) {
    return ZoneRulesProvider.getAvailableZoneIds().contains(name)
        ? Optional.of(ZoneId.of(name))
        : Optional.empty();
  }
}
