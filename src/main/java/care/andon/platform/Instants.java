package care.andon.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Instants as they come from outside (RFC 3339). */
public final class Instants {
  public static final String ADVICE =
      "Send an instant with its zone (RFC 3339), such as 2026-03-01T07:30:00Z, between the years"
          + " 1900 and 2200";

  private static final int MAX_LENGTH = 40;
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private Instants() {}

  /**
   * Reads an instant with an offset, cut to whole microseconds; empty for anything else, such as a
   * time without a zone.
   */
  public static Optional<Instant> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      var instant =
          OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
              .toInstant()
              .truncatedTo(ChronoUnit.MICROS);
      return instant.isBefore(EARLIEST) || instant.isAfter(LATEST)
          ? Optional.empty()
          : Optional.of(instant);
    } catch (DateTimeException notAnInstant) {
      return Optional.empty();
    }
  }
}
