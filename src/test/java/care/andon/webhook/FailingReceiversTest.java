package care.andon.webhook;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.hamcrest.Matchers.equalTo;

import care.andon.platform.time.Time;
import care.andon.support.Body;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver that fails or refuses gets everything later, and delays no other. */
@QuarkusTest
class FailingReceiversTest extends WithReceiver {
  @Inject WebhookRepository repository;
  @Inject Time time;
  @Inject MeterRegistry meters;

  @ParameterizedTest
  @CsvSource({
    "500, failed",
    "429, failed",
    "404, failed",
    "401, failed",
    "redirect, failed",
    "reset, no_answer",
    "cut, no_answer",
    "garbage, no_answer"
  })
  void a_failing_receiver_makes_the_webhook_wait_and_loses_nothing(String how, String why) {
    var path = "/" + how + "/1";
    var webhook = add(path).getString("id");
    var first = nina.files(aNeed()) + ".1";
    var second = nina.files(aNeed()) + ".1";
    until(() -> get(webhook).getString("state").equals("waiting"));

    var waiting = get(webhook);
    assertThat(waiting.getString("why")).isEqualTo(why);
    assertThat(waiting.getString("nextTry")).isNotNull();
    assertThat(receiver.ids(path)).containsExactly(first);
    assertThat(receiver.at("/ok/redirected")).isEmpty();
    // It costs nothing until then.
    assertThat(repository.claim(WebhookRun.LEASE, 1)).isEmpty();

    receiver.behave(path, "/ok/");
    assertThatCode(() -> execute("update webhook set next_try_at = now()"))
        .doesNotThrowAnyException();
    until(() -> receiver.at(path).size() == 3);

    assertThat(receiver.ids(path)).containsExactly(first, first, second);
    until(() -> get(webhook).getString("state").equals("on"));
    assertThat(deliveries(webhook).stream().map(it -> it.get("outcome")))
        .containsExactly("delivered", "delivered", why);
  }

  /** Whether the sender knows it before it sends the next message is a matter of chance. */
  @Test
  void a_receiver_may_close_its_connections_without_a_word() {
    var webhook = add("/hang-up/1").getString("id");
    var filed = IntStream.range(0, 20).mapToObj(_ -> nina.files(aNeed()) + ".1").toList();

    until(() -> receiver.at("/hang-up/1").size() == 20 && deliveries(webhook).size() == 20);

    assertThat(receiver.ids("/hang-up/1")).containsExactlyElementsOf(filed);
    assertThat(deliveries(webhook)).extracting(it -> it.get("outcome")).containsOnly("delivered");
  }

  @Test
  void retry_after_is_honoured() {
    var webhook = add("/later/1").getString("id");
    nina.files(aNeed());
    until(() -> get(webhook).getString("state").equals("waiting"));

    var next = Instant.parse(get(webhook).getString("nextTry"));
    assertThat(Duration.between(time.now(), next)).isGreaterThan(Duration.ofMinutes(59));
  }

  @ParameterizedTest
  @ValueSource(strings = {"400", "409", "413", "422"})
  void a_message_that_is_refused_is_set_aside_and_the_others_go_on(String status)
      throws SQLException {
    var path = "/" + status + "/1";
    var webhook = add(path).getString("id");
    var refused = nina.files(aNeed()) + ".1";
    until(() -> receiver.at(path).size() == 1);
    receiver.behave(path, "/ok/");
    var next = nina.files(aNeed()) + ".1";

    until(() -> receiver.at(path).size() == 2);

    assertThat(receiver.ids(path)).containsExactly(refused, next);
    assertThat(get(webhook).getString("state")).isEqualTo("on");
    sleep(300);
    execute("update webhook_aside set next_at = now()");
    until(() -> receiver.at(path).size() == 3);
    assertThat(receiver.ids(path)).containsExactly(refused, next, refused);
    sleep(300);
    assertThat(repository.claim(WebhookRun.LEASE, 1)).isEmpty();
  }

  @Test
  void a_message_that_a_receiver_cannot_take_lets_the_others_pass_after_three_tries()
      throws SQLException {
    var path = "/ok/poison";
    var webhook = add(path).getString("id");
    var poison = nina.files(aNeed()) + ".1";
    receiver.cannotTake(poison);
    var next = nina.files(aNeed()) + ".1";
    for (var tries = 1; tries <= 3; tries++) {
      var soFar = tries;
      until(() -> deliveries(webhook).size() == soFar);
      execute("update webhook set next_try_at = now()");
    }

    until(() -> receiver.at(path).size() == 4);
    assertThat(receiver.ids(path)).containsExactly(poison, poison, poison, next);
    until(() -> get(webhook).getString("state").equals("on"));

    execute("update webhook_aside set next_at = now()");
    until(() -> receiver.at(path).size() == 5);
    assertThat(receiver.ids(path)).endsWith(poison);
  }

  @Test
  void a_receiver_that_is_gone_gets_nothing_until_the_webhook_is_enabled() {
    var path = "/410/1";
    var webhook = add(path).getString("id");
    var id = nina.files(aNeed()) + ".1";
    until(() -> get(webhook).getString("state").equals("disabled"));
    assertThat(get(webhook).getString("why")).isEqualTo("gone");
    receiver.behave(path, "/ok/");
    dispatcher.dispatch();
    sleep(300);
    assertThat(receiver.at(path)).hasSize(1);

    conrad
        .sends(Body.of("name", "again").with("url", receiver.address(path)))
        .header("If-Match", "*")
        .put(WEBHOOKS + "/" + webhook)
        .then()
        .statusCode(200)
        .body("state", equalTo("on"));

    until(() -> receiver.at(path).size() == 2);
    assertThat(receiver.ids(path)).containsExactly(id, id);
  }

  @Test
  void after_three_days_of_failures_a_webhook_is_disabled() throws SQLException {
    var webhook = add("/500/2").getString("id");
    nina.files(aNeed());
    until(() -> get(webhook).getString("state").equals("waiting"));
    execute("update webhook set failing_since = now() - interval '73 hours', next_try_at = now()");

    until(() -> get(webhook).getString("state").equals("disabled"));

    assertThat(get(webhook).getString("why")).isEqualTo("failing");
    dispatcher.count();
    assertThat(meters.get("andon.webhooks").tag("state", "disabled").gauge().value()).isEqualTo(1);
  }

  @Test
  void of_an_endless_answer_little_is_read() {
    var webhook = add("/endless/1").getString("id");
    nina.files(aNeed());

    until(() -> !deliveries(webhook).isEmpty());

    sleep(1_000);
    assertThat(deliveries(webhook).getFirst()).containsEntry("outcome", "delivered");
    // What the system's buffers hold comes on top of the 64 kB.
    assertThat(receiver.written.get()).isLessThan(20_000_000);
  }

  @Test
  void slow_and_failing_receivers_delay_no_other() {
    var bad = List.of("slow", "drip", "500", "reset", "endless", "garbage", "redirect", "cut");
    var slow = bad.stream().map(how -> add("/" + how + "/7").getString("id")).toList().getFirst();
    for (var i = 0; i < 8; i++) {
      add("/ok/2" + i);
    }
    for (var i = 0; i < 10; i++) {
      nina.files(aNeed());
    }

    until(
        () -> {
          for (var i = 0; i < 8; i++) {
            if (receiver.at("/ok/2" + i).size() < 10) {
              return false;
            }
          }
          return true;
        });

    // The attempt at the slow one has not ended yet, so no other waited for it.
    assertThat(deliveries(slow)).isEmpty();
    // The slow ones hold no connection of the database.
    assertThat(database.getMetrics().activeCount()).isLessThan(3);
  }
}
