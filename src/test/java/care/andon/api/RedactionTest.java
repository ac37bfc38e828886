package care.andon.api;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aWord;
import static care.andon.support.Given.words;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A privacy officer erases words of a request. */
@QuarkusTest
class RedactionTest {
  private static final String REMOVED = "[removed: patient name]";

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api petra = Api.as("petra.voss");

  @Inject TimeMachine time;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
  }

  private static Body at(int seq, String path) {
    return Body.of("seq", seq).with("path", path).with("kind", "patient_name");
  }

  private Response redacts(String id, Body body) {
    return petra.tries("redactions", id, body);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> data(List<Map<String, Object>> history, int seq) {
    return (Map<String, Object>) history.get(seq - 1).get("data");
  }

  @Test
  void the_words_are_gone_from_request_history_search_and_retries() {
    var name = aWord();
    var body = aNeed().with("need", "A bed for " + name);
    String id = nina.open(body, name).path("id");
    omar.acknowledge(id);
    var before = nina.get(id);

    redacts(id, at(1, "/need"))
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"3\""))
        .body("need", equalTo(REMOVED))
        .body("status", equalTo("acknowledged"));

    var after = nina.get(id);
    assertThat(after.getString("need")).isEqualTo(REMOVED);
    assertThat(after.getList("clocks")).isEqualTo(before.getList("clocks"));
    assertThat(after.getList("allowedActions")).isEqualTo(before.getList("allowedActions"));
    assertThat(data(nina.history(id), 1)).containsEntry("need", REMOVED);
    assertThat(omar.all(Api.REQUESTS + "?q=" + name)).isEmpty();
    nina.open(body, name)
        .then()
        .header("Idempotency-Replayed", "true")
        .body("need", equalTo(REMOVED))
        .body("version", equalTo(1));
  }

  @Test
  void the_history_says_who_removed_what_kind_of_words_and_where() {
    var id = nina.files(aNeed());

    redacts(id, at(1, "/need"));

    var event = nina.history(id).getLast();
    assertThat(event).containsEntry("type", "redacted").doesNotContainKey("asker");
    assertThat(event.get("actor")).asString().contains("Petra Voss");
    assertThat(event.get("data"))
        .isEqualTo(Map.of("seq", 1, "path", "/need", "kind", "patient_name"));
  }

  @Test
  void words_that_wait_for_an_answer_are_gone_from_the_request_too() {
    var id = nina.files(aNeed());
    omar.does("ask", id, Map.of("question", "Is it for Mr Smith?"));

    redacts(id, at(2, "/question"))
        .then()
        .body("words", equalTo(REMOVED))
        .body("latestWordToCaregiver.words", equalTo(REMOVED));

    assertThat(nina.get(id).getString("status")).isEqualTo("waiting_for_caregiver");
    nina.does("answer", id, words("Yes"));
  }

  /** The reason for an assignee who is off shift is repeated in the reason of the flag. */
  @Test
  void reasons_of_the_service_that_repeat_the_words_are_erased_with_them() {
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    var reason = "Knows Mr Smith of room 4";
    omar.does("assign", id, Map.of("assignee", "luis.romero", "reason", reason));
    assertThat(omar.get(id).getString("warning")).contains(reason);
    var assigned = omar.happened(id).indexOf("assigned") + 1;

    redacts(id, at(assigned, "/reason"))
        .then()
        .body("warning", equalTo("Unattended: " + REMOVED))
        .body("because", equalTo(REMOVED));

    assertThat(omar.history(id).toString()).doesNotContain("Smith");
    assertThat(omar.happened(id)).endsWith("redacted", "redacted");
  }

  @Test
  void the_same_words_again_change_nothing() {
    var id = nina.files(aNeed());
    redacts(id, at(1, "/need"));

    redacts(id, at(1, "/need").with("kind", "other"))
        .then()
        .statusCode(200)
        .body("version", equalTo(2))
        .body("need", equalTo(REMOVED));
  }

  @Test
  void it_takes_if_match_and_an_idempotency_key_like_every_act() {
    var id = nina.files(aNeed());
    petra
        .sends(at(1, "/need"))
        .header("If-Match", "\"7\"")
        .post(Api.REQUESTS + "/{id}/redactions", id)
        .then()
        .statusCode(412);
    var key = aWord();

    petra.tries("redactions", id, at(1, "/need"), key).then().statusCode(200);

    petra
        .tries("redactions", id, at(1, "/need"), key)
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true");
    petra.tries("redactions", id, at(1, "/routed/because"), key).then().statusCode(422);
    assertThat(nina.happened(id)).containsExactly("opened", "redacted");
  }

  @Test
  void closed_confidential_and_anonymous_requests_can_be_redacted() {
    var confidential = nina.files(aNeedOf("this_shift", "wellbeing"));
    var anonymous = nina.files(aNeed().with("visibility", "anonymous"));
    var closed = nina.files(aNeed());
    nina.withdraw(closed);

    for (var id : List.of(confidential, anonymous, closed)) {
      redacts(id, at(1, "/need")).then().statusCode(200).body("need", equalTo(REMOVED));
      assertThat(nina.get(id).getString("need")).isEqualTo(REMOVED);
    }
    nina.withdraw(confidential);
    nina.withdraw(anonymous);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | /impact | /path | not_words | Send a place where the event has words: /need or /routed/because",
        "1 | need | /path | not_words | Send a place where the event has words: /need or /routed/because",
        "1 | /room | /path | not_words | Send a place where the event has words: /need or /routed/because",
        "2 | /words | /path | not_words | This event has no words; send the seq of another one",
        "3 | /need | /seq | no_such_event | Send the seq of an event of the history: 1 to 2",
      })
  void a_place_without_words_is_a_problem_that_says_what_to_send(
      int seq, String path, String pointer, String code, String message) {
    var id = nina.files(aNeed());
    omar.does("acknowledge", id, Map.of());

    redacts(id, at(seq, path))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo(pointer))
        .body("errors[0].code", equalTo(code))
        .body("errors[0].message", equalTo(message));

    assertThat(nina.happened(id)).containsExactly("opened", "acknowledged");
  }

  @ParameterizedTest
  @CsvSource({"seq, 0", "seq, text", "kind, disease", "path, ''"})
  void a_body_that_is_wrong_names_the_property(String property, String value) {
    var id = nina.files(aNeed());

    redacts(id, at(1, "/need").with(property, value))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/" + property));
    redacts(id, Body.of("seq", 1)).then().statusCode(400);
  }
}
