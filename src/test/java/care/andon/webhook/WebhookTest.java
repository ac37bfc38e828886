package care.andon.webhook;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aNote;
import static care.andon.support.Given.aWord;
import static care.andon.support.Given.words;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import care.andon.platform.time.Time;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.WireTap;
import io.cloudevents.core.v1.CloudEventV1;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a webhook sends to a receiver that behaves well, and what a configurer does with it. */
@QuarkusTest
class WebhookTest extends WithReceiver {
  private final Api omar = Api.as("omar.ortiz");

  /** Filled by the test database. */
  WireTap wire;

  @Inject Time time;

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
