package care.andon.telling.engine;

import care.andon.directory.oncall.WeeklyHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a person wants to be told only what cannot wait, by the wall clock of a facility.
 *
 * <p>It is quiet while the wall clock shows a time that the hours cover. So an hour that occurs
 * twice in autumn is quiet twice, and quiet hours that end in the skipped hour of spring end when
 * the clock skips it.
 */
public record QuietHours(List<WeeklyHours> hours) {
  /** A person without quiet hours. */
  public static final QuietHours NONE = new QuietHours(List.of());

  /** Longer than two weeks, because clocks may skip the only minute of a week that is not quiet. */
  private static final long MOST_MINUTES = Duration.ofDays(15).toMinutes();

  public QuietHours {
    hours = List.copyOf(hours);
  }

  /** Whether it is quiet at an instant. */
  public boolean cover(Instant at, ZoneId zone) {
    var wallClock = at.atZone(zone).toLocalDateTime();
    return hours.stream().anyMatch(it -> it.cover(wallClock));
  }

  /**
   * Returns the first minute from an instant on that is not quiet. Hours that meet are one. Empty
   * if it is quiet all week.
   */
  public Optional<Instant> endFrom(Instant at, ZoneId zone) {
    if (!cover(at, zone)) {
      return Optional.of(at);
    }
    // Minute by minute, so that the wall clock alone decides, also when clocks change.
    return Stream.iterate(
            at.truncatedTo(ChronoUnit.MINUTES), minute -> minute.plus(1, ChronoUnit.MINUTES))
        .skip(1)
        .limit(MOST_MINUTES)
        .filter(minute -> !cover(minute, zone))
        .findFirst();
  }
}
