package care.andon.sla;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import care.andon.support.Api;
import care.andon.support.AtOnce;
import care.andon.support.Body;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A retry of publishing or retiring is known by its key, for as long as what was published. */
@QuarkusTest
class PublishedKeysTest {
  private static final String CALENDARS = "/api/v1/calendars";
  private static final String POLICIES = "/api/v1/sla-policies";

  private final Api conrad = Api.as("conrad.vance");
  private final Api nina = Api.as("nina.patel");

  @Inject Promises promises;

  @Test
  void a_retry_gets_the_first_answer_whatever_has_become_of_it_since() {
    var code = aCode();
    var key = aKey();
    var first = publishes(aCalendar(code), key);
    changes(code, aCalendar(code).with("name", "Other hours"), "*", aKey());
    retires(code, aKey());

    var again = publishes(aCalendar(code), key);

    first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
    again.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag")).isEqualTo("\"1\"");
    assertThat(again.asString()).isEqualTo(first.asString());
  }

  @Test
  void a_new_version_is_published_once_though_its_tag_is_stale_by_then() {
    var code = aCode();
    publishes(aCalendar(code), aKey());
    var key = aKey();
    var next = aCalendar(code).with("name", "Other hours");

    var first = changes(code, next, "\"1\"", key);
    changes(code, aCalendar(code).with("name", "Still others"), "\"2\"", aKey());
    var again = changes(code, next, "\"1\"", key);

    first.then().statusCode(200).header("Idempotency-Replayed", nullValue());
    again.then().statusCode(200).header("Idempotency-Replayed", equalTo("true"));
    assertThat(again.header("ETag")).isEqualTo("\"2\"");
    assertThat(again.asString()).isEqualTo(first.asString());
  }

  @Test
  void a_retirement_answers_its_retry_as_it_did() {
    var code = aCode();
    publishes(aCalendar(code), aKey());
    var key = aKey();

    var first = retires(code, key);
    var again = retires(code, key);

    first.then().statusCode(200).header("Idempotency-Replayed", nullValue());
    again.then().statusCode(200).header("Idempotency-Replayed", equalTo("true"));
    assertThat(again.header("ETag")).isEqualTo("\"1-ended\"");
    assertThat(again.asString()).isEqualTo(first.asString());
  }

  @Test
  void a_retry_of_a_policy_repeats_what_was_warned_of_then() {
    var key = aKey();
    var policy = aPolicy();
    var first = conrad.sends(policy).header("Idempotency-Key", key).post(POLICIES);
    var code = (String) policy.get("code");
    conrad.calls().post(POLICIES + "/{code}/retire", code).then().statusCode(200);

    var again = conrad.sends(policy).header("Idempotency-Key", key).post(POLICIES);

    again.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
    assertThat(again.asString()).isEqualTo(first.asString());
  }

  @Test
  void a_key_is_for_one_body_and_one_operation() {
    var code = aCode();
    var key = aKey();
    publishes(aCalendar(code), key).then().statusCode(201);

    for (var other :
        List.of(
            publishes(aCalendar(code).with("name", "Other hours"), key),
            publishes(aCalendar(aCode()), key),
            changes(code, aCalendar(code), "*", key),
            retires(code, key))) {
      other.then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
    }
    conrad.calls().get(CALENDARS + "/{code}/versions", code).then().body("items", hasSize(1));
  }

  @Test
  void another_persons_key_is_another_key() {
    var key = aKey();
    nina.open(aNeed(), key).then().statusCode(201);

    publishes(aCalendar(aCode()), key)
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", nullValue());
    nina.open(aNeed(), key).then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
  }

  @Test
  void what_was_refused_leaves_the_key_to_be_used_again() {
    var code = aCode();
    var key = aKey();
    publishes(aCalendar(code).with("timeZone", "Nowhere"), key).then().statusCode(400);
    changes(code, aCalendar(code), "*", key).then().statusCode(404);

    publishes(aCalendar(code), key)
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", nullValue());
  }

  @Test
  void twenty_at_once_publish_one_version_and_advance_one_revision() {
    var code = aCode();
    var key = aKey();
    var revision = promises.current().revision();

    var answers = AtOnce.call(20, () -> publishes(aCalendar(code), key));

    assertThat(answers).extracting(Response::statusCode).containsOnly(201);
    assertThat(answers).extracting(Response::asString).containsOnly(answers.getFirst().asString());
    assertThat(answers.stream().filter(it -> it.header("Idempotency-Replayed") == null)).hasSize(1);
    assertThat(promises.current().revision()).isEqualTo(revision + 1);
  }

  @Test
  void twenty_at_once_publish_one_next_version() {
    var code = aCode();
    publishes(aCalendar(code), aKey());
    var key = aKey();
    var next = aCalendar(code).with("name", "Other hours");

    var answers = AtOnce.call(20, () -> changes(code, next, "\"1\"", key));

    assertThat(answers).extracting(Response::statusCode).containsOnly(200);
    assertThat(answers.stream().filter(it -> it.header("Idempotency-Replayed") == null)).hasSize(1);
    conrad
        .calls()
        .get(CALENDARS + "/{code}/versions", code)
        .then()
        .body("items.version", contains(1, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {CALENDARS, POLICIES})
  void a_retirement_takes_an_empty_body_and_no_other(String path) {
    var document = path.equals(CALENDARS) ? aCalendar(aCode()) : aPolicy();
    var code = (String) document.get("code");
    conrad.sends(document).post(path).then().statusCode(201);

    conrad
        .sends(Map.of("reason", "old"))
        .post(path + "/{code}/retire", code)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/reason"));
    conrad.sends("[]").post(path + "/{code}/retire", code).then().statusCode(400);
    conrad.calls().get(path + "/{code}", code).then().body("inForce", equalTo(true));
    conrad
        .sends(Map.of())
        .post(path + "/{code}/retire", code)
        .then()
        .statusCode(200)
        .body("inForce", equalTo(false));
  }

  private Response publishes(Body calendar, String key) {
    return conrad.sends(calendar).header("Idempotency-Key", key).post(CALENDARS);
  }

  private Response changes(String code, Body calendar, String tag, String key) {
    return conrad
        .sends(calendar)
        .header("Idempotency-Key", key)
        .header("If-Match", tag)
        .put(CALENDARS + "/{code}", code);
  }

  private Response retires(String code, String key) {
    return conrad.calls().header("Idempotency-Key", key).post(CALENDARS + "/{code}/retire", code);
  }

  private static Body aCalendar(String code) {
    return Body.of("code", code)
        .with("name", "Hours")
        .with("timeZone", "America/Chicago")
        .with("weekly", Map.of("MONDAY", List.of("08:00-12:00")));
  }

  private static Body aPolicy() {
    return Body.of("code", aCode())
        .with("name", "Wellbeing in the clinic")
        .with(
            "match",
            Map.of(
                "impacts", List.of("slows_care"),
                "categories", List.of("wellbeing"),
                "units", List.of("CLINIC")))
        .with(
            "clocks", Map.of("resolve", Map.of("target", "PT3H", "calendar", "around-the-clock")));
  }

  private static String aCode() {
    return "key-" + aKey();
  }

  private static String aKey() {
    return UUID.randomUUID().toString();
  }
}
