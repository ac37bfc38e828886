package care.andon.webhook;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aNote;
import static care.andon.support.Given.aWord;
import static care.andon.support.Given.words;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import care.andon.platform.time.Time;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.WireTap;
import io.cloudevents.core.v1.CloudEventV1;
import io.cloudevents.jackson.JsonFormat;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks and a receiver that behaves well or badly. */
@QuarkusTest
class WebhookTest extends WithReceiver {
  private final Api omar = Api.as("omar.ortiz");

  /** Filled by the test database. */
  WireTap wire;

  @Inject WebhookRepository repository;
  @Inject WebhookRun run;
  @Inject Time time;
  @Inject MeterRegistry meters;

  private JsonPath add(String path, Object... more) {
    var body = Body.of("name", path).with("url", receiver.address(path));
    for (var i = 0; i < more.length; i += 2) {
      body = body.with((String) more[i], more[i + 1]);
    }
    return conrad.sends(body).post(WEBHOOKS).then().statusCode(201).extract().jsonPath();
  }

  /** Dispatches, as an instance does twice a second, until the condition holds. */
  private void until(BooleanSupplier isDone) {
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!isDone.getAsBoolean()) {
      assertThat(System.nanoTime()).as("It takes less than half a minute").isLessThan(end);
      dispatcher.dispatch();
      sleep(50);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  // --- What is sent

  @Test
  void each_event_is_a_signed_cloud_event() throws Exception {
    var webhook = add("/ok/1");
    var id = nina.files(aNeed());
    omar.acknowledge(id);

    until(() -> receiver.at("/ok/1").size() == 2);

    var message = receiver.at("/ok/1").get(1);
    assertThat(receiver.ids("/ok/1")).containsExactly(id + ".1", id + ".2");
    assertThat(message.headers()).containsEntry("content-type", "application/cloudevents+json");
    var secret = webhook.getString("secret");
    assertThat(secret).startsWith("whsec_");
    new com.standardwebhooks.Webhook(secret)
        .verify(
            message.body(),
            message.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> List.of(it.getValue()))));
    assertThat(message.headers().get("webhook-signature"))
        .isEqualTo("v1," + signature(secret, message));
    assertThat(Long.parseLong(message.headers().get("webhook-timestamp")))
        .isCloseTo(time.now().getEpochSecond(), within(5L));
    var event = (CloudEventV1) new JsonFormat().deserialize(message.body().getBytes(UTF_8));
    assertThat(event.getId()).isEqualTo(id + ".2");
    assertThat(event.getType()).isEqualTo("care.andon.request.acknowledged");
    assertThat(event.getSubject()).isEqualTo("requests/" + id);
    assertThat(JsonPath.from(message.body()).getString("data.request.id")).isEqualTo(id);
    assertThat(message.body().length()).isLessThan(4_000);
  }

  private static String signature(String secret, Receiver.Message message)
      throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    var signed =
        message.id() + "." + message.headers().get("webhook-timestamp") + "." + message.body();
    return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
  }

  @Test
  void words_confidential_requests_and_notes_are_not_sent() {
    var canary = "Zebulon" + aWord();
    add("/ok/2");
    nina.files(aNeed().with("visibility", "confidential"));
    var id = nina.files(aNeed().with("need", canary).with("room", canary).with("item", canary));
    omar.does("messages", id, aNote(canary));
    omar.does("resolve", id, words(canary));

    until(() -> receiver.at("/ok/2").size() == 2);

    sleep(300);
    assertThat(receiver.ids("/ok/2")).containsExactly(id + ".1", id + ".3");
    assertThat(receiver.at("/ok/2").toString()).doesNotContain(canary);
  }

  @Test
  void filters_choose_what_is_sent() {
    add("/ok/3", "types", List.of("acknowledged"), "categories", List.of("supplies"), "unit", "4W");
    var supplies = nina.files(aNeedOf("this_shift", "supplies"));
    var other = nina.files(aNeedOf("this_shift", "other"));
    omar.acknowledge(supplies);
    omar.acknowledge(other);

    until(() -> receiver.at("/ok/3").size() == 1);

    sleep(300);
    assertThat(receiver.ids("/ok/3")).containsExactly(supplies + ".2");
  }

  @Test
  void after_a_rotation_messages_have_two_signatures() throws Exception {
    var webhook = add("/ok/4");
    var former = webhook.getString("secret");
    var secret =
        conrad
            .sends(Map.of("overlap", "PT1H"))
            .post(WEBHOOKS + "/" + webhook.getString("id") + "/secret/rotate")
            .then()
            .statusCode(200)
            .extract()
            .<String>path("secret");
    nina.files(aNeed());

    until(() -> receiver.at("/ok/4").size() == 1);

    var message = receiver.at("/ok/4").getFirst();
    assertThat(message.headers().get("webhook-signature"))
        .isEqualTo("v1," + signature(secret, message) + " v1," + signature(former, message));
    execute("update webhook set former_until = now()");
    nina.files(aNeed());
    until(() -> receiver.at("/ok/4").size() == 2);
    var later = receiver.at("/ok/4").get(1);
    assertThat(later.headers().get("webhook-signature"))
        .isEqualTo("v1," + signature(secret, later));
  }

  @Test
  void the_secret_is_shown_once_and_stored_encrypted() throws SQLException {
    var webhook = add("/ok/5");

    assertThat(get(webhook.getString("id")).getString("secret")).isNull();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select secret from webhook")) {
      row.next();
      assertThat(row.getString(1)).doesNotContain("whsec_");
    }
  }

  // --- Progress

  @Test
  void an_open_transaction_of_others_does_not_hold_back_a_webhook() throws SQLException {
    add("/ok/6");
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("select pg_current_xact_id()");
      var id = nina.files(aNeed());

      until(() -> receiver.ids("/ok/6").equals(List.of(id + ".1")));

      assertThat(
              omar.calls()
                  .queryParam("after", "start")
                  .queryParam("request", id)
                  .get("/api/v1/events")
                  .jsonPath()
                  .getList("items"))
          .isEmpty();
      connection.rollback();
    }
  }

  @Test
  void what_commits_late_is_sent_too_and_nothing_twice() throws SQLException {
    add("/ok/7");
    var early = nina.files(aNeed());
    until(() -> receiver.at("/ok/7").size() == 1);
    String late;
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute(
              """
              update support_request set version = 2 where id = '%1$s';
              insert into request_event
                (request_id, seq, type, at, recorded_at, payload, salt)
              values ('%1$s', 2, 'warned', now(), now(),
                '{"clock": "acknowledge", "cycle": 1, "percent": 50}', null)
              """
                  .formatted(early));
      late = nina.files(aNeed());
      until(() -> receiver.at("/ok/7").size() == 2);
      connection.commit();
    }
    var last = nina.files(aNeed());

    until(() -> receiver.at("/ok/7").size() == 4);

    sleep(300);
    assertThat(receiver.ids("/ok/7"))
        .containsExactly(early + ".1", late + ".1", early + ".2", last + ".1");
  }

  @Test
  void an_idle_webhook_costs_no_write() {
    add("/ok/8");
    nina.files(aNeed());
    until(() -> receiver.at("/ok/8").size() == 1);
    sleep(500);

    assertThat(repository.claim(WebhookRun.LEASE, 1)).isEmpty();
  }

  @Test
  void more_events_than_a_batch_come_in_order() {
    add("/ok/9");
    var ids = new ArrayList<String>();
    for (var i = 0; i < 70; i++) {
      ids.add(nina.files(aNeed()) + ".1");
    }

    until(() -> receiver.at("/ok/9").size() >= 70);

    assertThat(receiver.ids("/ok/9")).containsExactlyElementsOf(ids);
  }

  @Test
  void a_rewind_sends_again_with_the_same_ids() {
    var cursor = omar.calls().get("/api/v1/events?after=now").<String>path("cursor");
    var webhook = add("/ok/10");
    var id = nina.files(aNeed());
    omar.acknowledge(id);
    until(() -> receiver.at("/ok/10").size() == 2);
    sleep(300);

    conrad
        .sends(Map.of("after", cursor))
        .post(WEBHOOKS + "/" + webhook.getString("id") + "/rewind")
        .then()
        .statusCode(200);

    until(() -> receiver.at("/ok/10").size() == 4);
    assertThat(receiver.ids("/ok/10")).containsExactly(id + ".1", id + ".2", id + ".1", id + ".2");
  }

  @Test
  void one_event_is_sent_again_on_demand() {
    var webhook = add("/ok/11").getString("id");
    var event = nina.files(aNeed()) + ".1";
    until(() -> receiver.at("/ok/11").size() == 1);
    sleep(300);
    var address = WEBHOOKS + "/" + webhook + "/deliveries/";

    conrad.calls().post(address + event + "/redeliver").then().statusCode(204);

    until(() -> receiver.at("/ok/11").size() == 2);
    assertThat(receiver.ids("/ok/11")).containsExactly(event, event);
    for (var unknown : List.of(UUID.randomUUID() + ".1", event + "9", "x", event + ".1")) {
      conrad.calls().post(address + unknown + "/redeliver").then().statusCode(404);
    }
  }

  @Test
  void two_instances_never_send_for_one_webhook_at_the_same_time() {
    add("/ok/12");
    nina.files(aNeed());

    var first = repository.claim(WebhookRun.LEASE, 1).getFirst();

    assertThat(repository.claim(WebhookRun.LEASE, 1)).isEmpty();
    run.send(first, () -> false);
    assertThat(receiver.at("/ok/12")).hasSize(1);
  }

  /** As after it was frozen: another instance has leased the webhook meanwhile. */
  @Test
  void an_instance_whose_lease_has_ended_neither_sends_nor_saves() throws SQLException {
    add("/ok/13");
    nina.files(aNeed());
    var frozen = repository.claim(Duration.ofSeconds(1), 1).getFirst();
    sleep(1_100);
    var other = repository.claim(WebhookRun.LEASE, 1).getFirst();

    run.send(frozen, () -> false);

    assertThat(receiver.at("/ok/13")).isEmpty();
    assertThat(repository.find(other.id()).orElseThrow().leaseUntil()).isNotNull();
    run.send(other, () -> false);
    assertThat(receiver.at("/ok/13")).hasSize(1);
  }

  // --- Receivers that behave badly

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

  @Test
  void messages_that_follow_each_other_share_a_connection() {
    add("/ok/shared");
    var filed = IntStream.range(0, 5).mapToObj(_ -> nina.files(aNeed()) + ".1").toList();
    var before = receiver.connections.get();

    until(() -> receiver.at("/ok/shared").size() == 5);

    assertThat(receiver.ids("/ok/shared")).containsExactlyElementsOf(filed);
    // One message may begin before the answer to the last one has ended.
    assertThat(receiver.connections.get() - before).isLessThanOrEqualTo(2);
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

  // --- What a configurer does

  @Test
  void a_ping_says_what_the_receiver_answered() {
    assertPing("/ok/30", "delivered", 204);
    assertPing("/500/30", "failed", 500);
    assertPing("/reset/30", "no_answer", null);
    assertThat(receiver.at("/ok/30").getFirst().body()).contains("care.andon.ping");
  }

  private void assertPing(String path, String outcome, Integer status) {
    conrad
        .calls()
        .post(WEBHOOKS + "/" + add(path).getString("id") + "/ping")
        .then()
        .statusCode(200)
        .body("outcome", equalTo(outcome))
        .body("status", equalTo(status));
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080/, forbidden_address",
    "http://169.254.169.254/latest/meta-data/, forbidden_address",
    "'http://[::ffff:127.0.0.1]/', forbidden_address",
    "https://203.0.113.9/, not_allowed",
    "http://2130706433/, not_valid",
    "https://user:secret@hooks.example.com/, not_valid"
  })
  void an_address_that_is_not_allowed_is_refused_with_the_rule(String url, String rule) {
    conrad
        .sends(Body.of("name", "x").with("url", url))
        .post(WEBHOOKS)
        .then()
        .statusCode(422)
        .body("code", equalTo("address-refused"))
        .body("rule", equalTo(rule));
  }

  @Test
  void wrong_settings_are_named() {
    var url = receiver.address("/ok/");
    for (var wrong :
        Map.of(
                "/types", Body.of("types", List.of("pressed")),
                "/unit", Body.of("unit", "nowhere"),
                "/facility", Body.of("facility", "nowhere"),
                "/team", Body.of("team", "nobody"),
                "/name", Body.of("name", " "))
            .entrySet()) {
      conrad
          .sends(merged(Body.of("name", "x").with("url", url), wrong.getValue()))
          .post(WEBHOOKS)
          .then()
          .statusCode(400)
          .body("errors[0].pointer", equalTo(wrong.getKey()));
    }
  }

  private static Body merged(Body body, Body more) {
    body.putAll(more);
    return body;
  }

  @Test
  void a_change_needs_the_version_that_was_read() {
    var webhook = add("/ok/40").getString("id");
    var body = Body.of("name", "other").with("url", receiver.address("/ok/41"));

    conrad.sends(body).put(WEBHOOKS + "/" + webhook).then().statusCode(428);
    conrad
        .sends(body)
        .header("If-Match", "\"7\"")
        .put(WEBHOOKS + "/" + webhook)
        .then()
        .statusCode(412);
    conrad
        .sends(body)
        .header("If-Match", "\"1\"")
        .put(WEBHOOKS + "/" + webhook)
        .then()
        .statusCode(200)
        .body("name", equalTo("other"));
    conrad.calls().delete(WEBHOOKS + "/" + webhook).then().statusCode(204);
    conrad.calls().get(WEBHOOKS + "/" + webhook).then().statusCode(404);
  }

  @Test
  void filing_costs_the_same_with_webhooks() {
    nina.open(aNeed(), aWord());
    var without = wire.during(() -> nina.open(aNeed(), aWord()).then().statusCode(201));
    add("/ok/50");

    var with = wire.during(() -> nina.open(aNeed(), aWord()).then().statusCode(201));

    assertThat(with.statements()).isEqualTo(without.statements());
    assertThat(with.roundTrips()).hasSize(without.roundTrips().size());
  }
}
