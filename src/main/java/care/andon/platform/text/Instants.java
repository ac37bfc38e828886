package care.andon.platform.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Parses and formats instants as the API uses them (RFC 3339). */
public final class Instants {
  public static final String ADVICE =
      "Send an instant with its zone (RFC 3339), such as 2026-03-01T07:30:00Z, between the years"
          + " 1900 and 2200";

  private static final int SECONDS_A_DAY = 86_400;
  private static final int NANOS_A_MICRO = 1_000;
  public static final int MAX_LENGTH = 40;
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private Instants() {}

  /**
   * Parses an instant with an offset and truncates it to microseconds. Empty for other text, for
   * example a time without a zone, and for years before 1900 or from 2200 on.
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

  /**
   * Formats like {@link Instant#toString}, but much faster if the seconds have a fraction. A list
   * of fifty requests contains hundreds of instants.
   */
  public static String text(Instant instant) {
    var date = LocalDate.ofEpochDay(Math.floorDiv(instant.getEpochSecond(), SECONDS_A_DAY));
    if (instant.getNano() % NANOS_A_MICRO != 0 || date.getYear() < 1000 || date.getYear() > 9999) {
      return instant.toString();
    }
    var second = Math.floorMod(instant.getEpochSecond(), SECONDS_A_DAY);
    var micros = instant.getNano() / NANOS_A_MICRO;
    var text = "2026-03-01T07:30:00.123456Z".getBytes(ISO_8859_1);
    write(date.getYear(), text, 0, 4);
    write(date.getMonthValue(), text, 5, 7);
    write(date.getDayOfMonth(), text, 8, 10);
    write(second / 3_600, text, 11, 13);
    write(second / 60 % 60, text, 14, 16);
    write(second % 60, text, 17, 19);
    write(micros, text, 20, 26);
    var length = micros == 0 ? 19 : micros % 1_000 == 0 ? 23 : 26;
    text[length] = 'Z';
    return new String(text, 0, length + 1, ISO_8859_1);
  }

  private static void write(int number, byte[] text, int from, int to) {
    var rest = number;
    for (int i = to - 1; i >= from; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
