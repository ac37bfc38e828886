package care.andon.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When to try again. */
final class Retries {
  /** After this time of failures a webhook is disabled. */
  static final Duration LONGEST_FAILURE = Duration.ofHours(72);

  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);
  private static final double JITTER = 0.2;

  private static final List<Duration> OF_A_WEBHOOK =
      Stream.of("PT5S", "PT30S", "PT2M", "PT5M", "PT15M", "PT30M").map(Duration::parse).toList();

  private static final List<Duration> OF_A_MESSAGE =
      Stream.of("PT1M", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H")
          .map(Duration::parse)
          .toList();

  private Retries() {}

  /**
   * Returns how long a webhook waits after failures.
   *
   * @param failures how many in a row, at least 1
   * @param chance from 0 to 1; spreads the retries of many webhooks
   * @param retryAfter what the receiver asked for, which counts if it is longer; at most a day
   */
  static Duration afterFailures(int failures, double chance, @Nullable Duration retryAfter) {
    var usual = spread(OF_A_WEBHOOK.get(Math.min(failures, OF_A_WEBHOOK.size()) - 1), chance);
    if (retryAfter == null || retryAfter.compareTo(usual) <= 0) {
      return usual;
    }
    return retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0 ? retryAfter : LONGEST_RETRY_AFTER;
  }

  /** Whether a message that was refused so many times is given up. */
  static boolean isGivenUp(int tries) {
    return tries > OF_A_MESSAGE.size();
  }

  /**
   * Returns how long a message waits that was refused.
   *
   * @param tries how many times, at least 1
   */
  static Duration afterRefusals(int tries, double chance) {
    return spread(OF_A_MESSAGE.get(tries - 1), chance);
  }

  private static Duration spread(Duration usual, double chance) {
    return Duration.ofMillis((long) (usual.toMillis() * (1 + JITTER * (2 * chance - 1))));
  }

  /** Reads {@code Retry-After}: seconds, or a date. Null if it is neither, or missing. */
  static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    if (header.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(header));
    }
    try {
      var at = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(now, at);
    } catch (DateTimeException malformed) {
      return null;
    }
  }
}
