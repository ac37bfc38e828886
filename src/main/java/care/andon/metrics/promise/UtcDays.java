package care.andon.metrics.promise;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The days that are closed: those of UTC, the same for all facilities. */
public final class UtcDays {
  private UtcDays() {}

  /** Returns the day on which an instant lies. */
  public static LocalDate of(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Returns the first day that begins at an instant or after it. */
  static LocalDate firstWhole(Instant from) {
    var day = of(from);
    return start(day).equals(from) ? day : day.plusDays(1);
  }
}
