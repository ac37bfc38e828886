package care.andon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A channel that does not work is not tried for each message. */
class ChannelBreakersTest {
  private static final Delivery FAILED = Delivery.failed(Delivery.TIMEOUT);

  private Instant now = Instant.parse("2026-03-02T10:00:00Z");
  private final ChannelBreakers breakers = new ChannelBreakers(() -> now);

  @Test
  void after_three_failures_in_a_row_it_is_tried_once_every_thirty_seconds() {
    assertThat(breakers.saw("email", FAILED)).isFalse();
    assertThat(breakers.saw("email", FAILED)).isFalse();
    assertThat(breakers.mayTry("email")).isTrue();
    assertThat(breakers.saw("email", FAILED)).isTrue();

    assertThat(breakers.downSince("email")).contains(now);
    assertThat(breakers.mayTry("email")).isFalse();
    now = now.plus(Duration.ofSeconds(30));
    assertThat(breakers.mayTry("email")).isTrue();
    assertThat(breakers.mayTry("email")).isFalse();
    assertThat(breakers.saw("email", FAILED)).isFalse();
    assertThat(breakers.mayTry("email")).isFalse();
  }

  @Test
  void a_message_that_is_accepted_ends_it() {
    down();

    assertThat(breakers.saw("email", Delivery.accepted("250"))).isFalse();

    assertThat(breakers.downSince("email")).isEmpty();
    assertThat(breakers.mayTry("email")).isTrue();
    breakers.saw("email", FAILED);
    assertThat(breakers.mayTry("email")).isTrue();
  }

  @Test
  void an_address_that_is_refused_says_that_the_channel_works() {
    breakers.saw("email", FAILED);
    breakers.saw("email", FAILED);
    breakers.saw("email", Delivery.refused("550"));
    breakers.saw("email", FAILED);

    assertThat(breakers.downSince("email")).isEmpty();
  }

  @Test
  void channels_are_independent() {
    down();

    assertThat(breakers.mayTry("pager")).isTrue();
    assertThat(breakers.downSince("pager")).isEmpty();
  }

  private void down() {
    for (var i = 0; i < 3; i++) {
      breakers.saw("email", FAILED);
    }
  }
}
