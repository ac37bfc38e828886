package care.andon.api;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aPromise;
import static care.andon.support.Given.aWord;
import static care.andon.support.Given.anAssignment;
import static care.andon.support.Given.bodyOf;
import static care.andon.support.Given.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import care.andon.support.Api;
import care.andon.support.AtOnce;
import care.andon.support.TimeMachine;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filing and retries: idempotency keys and simultaneous calls. */
@QuarkusTest
class CreateAndRetryTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;
  @Inject DataSource database;

  @TestHTTPResource URI service;

  @Test
  void a_retry_gets_the_same_request_and_says_so() {
    var key = aKey();
    var first = nina.open(aNeed(), key);
    var again = nina.open(aNeed(), key);

    first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
    again.then().statusCode(201).header("Idempotency-Replayed", "true");
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(nina.calls().get(first.header("Location")).statusCode()).isEqualTo(200);
  }

  /** By its id, in capitals, and by its reference in either case. */
  @ParameterizedTest
  @ValueSource(strings = {"acknowledge", "messages", "assess", "resolve"})
  void a_key_belongs_to_the_act_on_the_request_however_the_address_names_it(String act) {
    var filed = nina.open(aNeed());
    var id = filed.getString("id");
    var reference = filed.getString("reference");
    var names =
        List.of(reference, id, reference.toLowerCase(Locale.ROOT), id.toUpperCase(Locale.ROOT));
    for (var first : names) {
      var key = aKey();
      var one = omar.tries(act, first, bodyOf(act), key);
      one.then().statusCode(200);
      for (var again : names) {
        var replay = omar.tries(act, again, bodyOf(act), key);
        replay.then().statusCode(200).header("Idempotency-Replayed", "true");
        assertThat(replay.asString()).as(first + ", " + again).isEqualTo(one.asString());
      }
    }
  }

  @Test
  void a_key_of_an_escalation_belongs_to_it_however_the_address_names_the_request() {
    var filed = nina.open(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(6));
    var key = aKey();

    takesFirst(filed.getString("reference"), key).then().statusCode(200);

    takesFirst(filed.getString("id"), key)
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true");
  }

  private Response takesFirst(String request, String key) {
    return omar.sends("{}")
        .header("Idempotency-Key", key)
        .post(Api.REQUESTS + "/{id}/escalations/1/take", request);
  }

  @Test
  void a_key_is_the_same_quoted_and_bare() {
    var key = aKey();

    var bare = nina.open(aNeed(), key);
    var quoted = nina.open(aNeed(), '"' + key + '"');

    quoted.then().statusCode(201).header("Idempotency-Replayed", "true");
    assertThat(idOf(quoted)).isEqualTo(idOf(bare));
  }

  @Test
  void the_same_body_spelled_differently_is_the_same_body() {
    var key = aKey();
    var first = nina.open(aNeed(), key);

    var again =
        nina.open(
            """
            {
              "unit" : "4W", "need":"Out of 18G \\u0049V catheters",
              "category": "supplies",
              "impact" : "this_shift", "room": null
            }
            """,
            key);

    again.then().statusCode(201).header("Idempotency-Replayed", "true");
    assertThat(idOf(again)).isEqualTo(idOf(first));
  }

  @Test
  void another_body_under_the_same_key_is_refused() {
    var key = aKey();
    nina.open(aNeed(), key).then().statusCode(201);

    nina.open(aNeed().with("room", "412"), key)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("idempotency-key-reused"));
  }

  @Test
  void a_key_used_for_filing_is_not_for_acting() {
    var key = aKey();
    var id = idOf(nina.open(aNeed(), key));

    nina.tries("withdraw", id, bodyOf("withdraw"), key).then().statusCode(422);

    assertThat(nina.get(id).getString("status")).isEqualTo("open");
  }

  @Test
  void another_persons_key_is_another_key() {
    var key = aKey();

    var ninas = nina.open(aNeed(), key);
    var marcus = Api.as("marcus.bell").open(aNeed(), key);

    marcus.then().statusCode(201).header("Idempotency-Replayed", nullValue());
    assertThat(idOf(marcus)).isNotEqualTo(idOf(ninas));
  }

  @Test
  void what_was_not_valid_leaves_the_key_free() {
    var key = aKey();
    nina.open(aNeed().with("need", " "), key).then().statusCode(400);
    nina.open(aNeed().with("unit", "nowhere"), key).then().statusCode(400);

    nina.open(aNeed(), key).then().statusCode(201).header("Idempotency-Replayed", nullValue());
  }

  @Test
  void an_act_that_was_refused_leaves_the_key_free() {
    var key = aKey();
    var id = nina.files(aNeed());
    nina.tries("answer", id, bodyOf("answer"), key).then().statusCode(409);
    omar.ask(id);

    nina.tries("answer", id, bodyOf("answer"), key)
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", nullValue());
  }

  @Test
  void twenty_at_once_make_one_request_with_one_event_and_one_set_of_clocks() {
    var key = aKey();
    var word = aWord();
    var body = aNeed().with("need", word);

    var answers = AtOnce.call(20, () -> nina.open(body, key));

    assertThat(answers).extracting(Response::statusCode).containsOnly(201);
    assertThat(answers.stream().map(CreateAndRetryTest::idOf).collect(Collectors.toSet()))
        .hasSize(1);
    assertThat(answers.stream().filter(it -> it.header("Idempotency-Replayed") == null)).hasSize(1);
    assertThat(nina.all(Api.REQUESTS + "?q=" + word)).hasSize(1);
    var id = idOf(answers.getFirst());
    assertThat(nina.happened(id)).containsExactly("opened");
    assertThat(nina.get(id).getList("clocks.kind"))
        .containsExactlyInAnyOrder("acknowledge", "update", "resolve");
  }

  @ParameterizedTest
  @ValueSource(strings = {"answer", "messages", "withdraw", "impact"})
  void ten_at_once_act_once(String act) {
    var id = nina.files(aNeed());
    omar.ask(id);
    var before = nina.happened(id).size();
    var key = aKey();

    var answers = AtOnce.call(10, () -> nina.tries(act, id, bodyOf(act), key));

    assertThat(answers).extracting(Response::statusCode).containsOnly(200);
    assertThat(answers.stream().map(Response::asString).collect(Collectors.toSet())).hasSize(1);
    assertThat(nina.happened(id)).hasSize(before + 1);
  }

  @Test
  void a_retried_act_gets_its_first_answer_even_after_later_ones() {
    var key = aKey();
    var id = nina.files(aNeed());
    var promise = aPromise(time.instant().plus(Duration.ofHours(1)));
    var first = omar.tries("acknowledge", id, promise, key);
    omar.ask(id);
    nina.answer(id);
    omar.resolve(id);

    var again = omar.tries("acknowledge", id, promise, key);

    again.then().statusCode(200).header("Idempotency-Replayed", "true");
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(nina.get(id).getString("status")).isEqualTo("resolved");
    assertThat(nina.happened(id)).hasSize(5);
  }

  @Test
  void the_first_answer_shows_promises_as_they_stood_then() {
    var key = aKey();
    var id = nina.files(aNeedOf("patient_waiting", "medication"));
    time.pass(Duration.ofMinutes(40));
    var first = omar.tries("messages", id, words("Your tube is in the air"), key);
    assertThat(first.jsonPath().getList("clocks.verdict")).contains("missed_open");
    time.pass(Duration.ofHours(2));
    omar.resolve(id);

    var again = omar.tries("messages", id, words("Your tube is in the air"), key);

    assertThat(again.asString()).isEqualTo(first.asString());
  }

  @Test
  void a_retry_with_an_entity_tag_that_was_right_the_first_time_is_replayed() {
    var key = aKey();
    var id = nina.files(aNeed());

    for (var replayed : List.of(false, true)) {
      omar.sends(bodyOf("acknowledge"))
          .header("Idempotency-Key", key)
          .header("If-Match", "\"1\"")
          .post(Api.REQUESTS + "/{id}/acknowledge", id)
          .then()
          .statusCode(200)
          .header("Idempotency-Replayed", replayed ? equalTo("true") : nullValue());
    }
  }

  @Test
  void a_replay_is_authorised_afresh() {
    var key = aKey();
    var lena = Api.as("lena.graf");
    var id = nina.files(aNeedOf("this_shift", "safety_violence"));
    var handOn = anAssignment("clinical-it").with("assignee", "kira.jones");
    lena.tries("messages", id, words("We are on our way"), key).then().statusCode(200);
    lena.does("assign", id, handOn);
    lena.looksAt(id).then().statusCode(404);

    lena.tries("messages", id, words("We are on our way"), key)
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"));
  }

  @Test
  void keys_live_as_long_as_the_request_and_not_for_a_day() {
    var key = aKey();
    var first = nina.open(aNeed(), key);

    time.pass(Duration.ofDays(30));

    var again = nina.open(aNeed(), key);
    again.then().statusCode(201).header("Idempotency-Replayed", "true");
    assertThat(again.asString()).isEqualTo(first.asString());
  }

  @Test
  void a_key_has_up_to_255_printable_characters() {
    nina.open(aNeed(), aKey() + "k".repeat(255 - 36)).then().statusCode(201);
    nina.open(aNeed(), aKey() + " !#%&'()*+,-./:;<=>?@[]^_`{|}~").then().statusCode(201);

    for (var bad : List.of("k".repeat(256), "\"\"", "a\tb", "caf\u00e9")) {
      var answer = nina.open(aNeed(), bad);
      assertThat(answer.statusCode()).as("key <%s>", bad).isEqualTo(400);
      answer
          .then()
          .contentType("application/problem+json")
          .body("errors[0].pointer", equalTo("Idempotency-Key"));
    }
  }

  @Test
  void a_key_that_is_empty_or_given_twice_is_refused_before_anything_happens() throws Exception {
    var id = nina.files(aNeed());
    for (var headers :
        List.of(
            "Idempotency-Key:",
            "Idempotency-Key:   ",
            "Idempotency-Key: \"\"",
            "Idempotency-Key: one\r\nIdempotency-Key: two",
            "Idempotency-Key: one\r\nidempotency-key: one",
            "Idempotency-Key:\r\nIdempotency-Key: two")) {
      for (var path : List.of(Api.REQUESTS, Api.REQUESTS + "/" + id + "/messages")) {
        var answer = raw(path, headers);
        assertThat(answer)
            .as(headers)
            .startsWith("HTTP/1.1 400")
            .contains("application/problem+json", "\"pointer\":\"Idempotency-Key\"");
      }
    }
    assertThat(nina.happened(id)).containsExactly("opened");
  }

  /** REST Assured cannot send a header without a value, so this uses another client. */
  private String raw(String path, String headers) throws IOException {
    var body = "{\"words\":\"Out of IV catheters\"}";
    var call =
        """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        Connection: close\r
        %s\r
        \r
        %s"""
            .formatted(path, nina.token(), body.length(), headers, body);
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void every_act_is_repeatable_under_its_key() {
    var id = nina.files(aNeed());
    var acts =
        List.of(
            Map.entry(omar, "acknowledge"),
            Map.entry(omar, "messages"),
            Map.entry(omar, "assess"),
            Map.entry(omar, "ask"),
            Map.entry(nina, "answer"),
            Map.entry(nina, "impact"),
            Map.entry(omar, "assign"),
            Map.entry(omar, "resolve"),
            Map.entry(nina, "reopen"),
            Map.entry(omar, "decline"));
    var answers = new ArrayList<Response>();
    var keys = acts.stream().map(act -> aKey()).toList();
    for (int i = 0; i < acts.size(); i++) {
      var act = acts.get(i);
      answers.add(act.getKey().tries(act.getValue(), id, bodyOf(act.getValue()), keys.get(i)));
    }
    assertThat(answers).extracting(Response::statusCode).containsOnly(200);

    for (int i = 0; i < acts.size(); i++) {
      var act = acts.get(i);
      var again = act.getKey().tries(act.getValue(), id, bodyOf(act.getValue()), keys.get(i));
      assertThat(again.header("Idempotency-Replayed")).as(act.getValue()).isEqualTo("true");
      assertThat(again.asString()).as(act.getValue()).isEqualTo(answers.get(i).asString());
    }
    assertThat(nina.happened(id)).hasSize(1 + acts.size());
  }

  private static String aKey() {
    return UUID.randomUUID().toString();
  }

  private static String idOf(Response answer) {
    return answer.jsonPath().getString("id");
  }
}
