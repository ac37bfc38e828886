package care.andon.webhook;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.platform.time.Time;
import care.andon.support.Body;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Receivers that misbehave in every way that we know, all at once. */
@QuarkusTest
class MisbehavingReceiversTest extends WithReceiver {
  /** Of how a receiver behaves: the state of its webhook, and what its first attempt came to. */
  private static final Map<String, List<String>> EXPECTED = new LinkedHashMap<>();

  static {
    EXPECTED.put("redirect", List.of("waiting", "failed"));
    EXPECTED.put("drip", List.of("waiting", "no_answer"));
    EXPECTED.put("slow", List.of("waiting", "no_answer"));
    EXPECTED.put("slow-body", List.of("on", "delivered"));
    EXPECTED.put("endless", List.of("on", "delivered"));
    EXPECTED.put("garbage", List.of("waiting", "no_answer"));
    EXPECTED.put("close", List.of("waiting", "no_answer"));
    EXPECTED.put("reset", List.of("waiting", "no_answer"));
    EXPECTED.put("cut", List.of("waiting", "no_answer"));
    EXPECTED.put("tls", List.of("waiting", "no_answer"));
    EXPECTED.put("410", List.of("disabled", "gone"));
    EXPECTED.put("busy", List.of("waiting", "failed"));
    EXPECTED.put("500", List.of("waiting", "failed"));
    EXPECTED.put("422", List.of("on", "refused"));
  }

  @Inject Time time;

  @Test
  void each_is_seen_for_what_it_is_and_none_is_followed_or_waited_for() {
    var webhooks = new HashMap<String, String>();
    EXPECTED.keySet().forEach(how -> webhooks.put(how, add("/" + how + "/many")));
    var event = nina.files(aNeed()) + ".1";

    // The slowest are given up after fifteen seconds.
    until(
        Duration.ofSeconds(45),
        () -> webhooks.values().stream().noneMatch(id -> deliveries(id).isEmpty()));

    EXPECTED.forEach(
        (how, expected) -> {
          var id = webhooks.get(how);
          assertThat(get(id).getString("state")).as(how).isEqualTo(expected.getFirst());
          assertThat(deliveries(id))
              .as(how)
              .extracting(it -> it.get("outcome"))
              .containsOnly(expected.getLast());
          assertThat(receiver.ids("/" + how + "/many")).as(how).containsOnly(event);
        });
    // An attempt ends after fifteen seconds, also if the answer drips.
    for (var how : List.of("drip", "slow")) {
      assertThat((int) deliveries(webhooks.get(how)).getLast().get("tookMillis"))
          .as(how)
          .isBetween(14_000, 18_000);
    }
    assertThat(receiver.at("/ok/redirected")).isEmpty();
    // The receiver asked for an hour.
    assertThat(Instant.parse(get(webhooks.get("busy")).getString("nextTry")))
        .isAfter(time.now().plus(Duration.ofMinutes(58)));
    assertThat(database.getMetrics().activeCount()).isLessThan(3);
  }

  private String add(String path) {
    return conrad
        .sends(Body.of("name", path).with("url", receiver.address(path)))
        .post(WEBHOOKS)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private void until(Duration most, BooleanSupplier isDone) {
    var end = System.nanoTime() + most.toNanos();
    while (!isDone.getAsBoolean()) {
      assertThat(System.nanoTime()).as("It takes less than %s", most).isLessThan(end);
      dispatcher.dispatch();
      try {
        Thread.sleep(200);
      } catch (InterruptedException stopped) {
        throw new AssertionError(stopped);
      }
    }
  }
}
