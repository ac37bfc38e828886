package care.andon.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0.5, , PT5S",
    "2, 0.5, , PT30S",
    "6, 0.5, , PT30M",
    "99, 0.5, , PT30M",
    "3, 0, , PT1M36S",
    "3, 1, , PT2M24S",
    "1, 0.5, PT1S, PT5S",
    "1, 0.5, PT1H, PT1H",
    "1, 0.5, PT48H, PT24H"
  })
  void a_webhook_waits_longer_after_each_failure_and_at_least_as_long_as_it_was_asked(
      int failures, double chance, Duration asked, Duration wait) {
    assertThat(Retries.afterFailures(failures, chance, asked)).isEqualTo(wait);
  }

  @Test
  void a_message_is_given_up_after_nine_tries_again() {
    assertThat(Retries.afterRefusals(1, 0.5)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Retries.afterRefusals(9, 0.5)).isEqualTo(Duration.ofHours(24));
    assertThat(Retries.isGivenUp(9)).isFalse();
    assertThat(Retries.isGivenUp(10)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "'Fri, 27 Mar 2026 08:00:30 GMT', PT30S",
    "soon, ",
    "-1, ",
    "99999999999, "
  })
  void retry_after_is_seconds_or_a_date(String header, Duration wait) {
    assertThat(Retries.retryAfter(header, Instant.parse("2026-03-27T08:00:00Z"))).isEqualTo(wait);
  }
}
