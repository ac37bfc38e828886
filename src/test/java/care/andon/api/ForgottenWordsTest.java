package care.andon.api;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aNote;
import static care.andon.support.Given.aWord;
import static care.andon.support.Given.words;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.LogCapture;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A name that came in by every door and is erased: afterwards it is in no table, log, metric, list,
 * history, answer to a retry or problem.
 */
@QuarkusTest
class ForgottenWordsTest {
  /** Stands for the name of a patient, in the middle of a sentence. */
  private final String canary = "Zebulon" + aWord();

  private final String sentence = "Mr " + canary + " of \"bed\" 4";

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api luis = Api.as("luis.romero");
  private final Api petra = Api.as("petra.voss");
  private final Set<String> requests = new LinkedHashSet<>();

  /** Each call once more, with its key. */
  private final List<Supplier<Response>> retries = new ArrayList<>();

  @Inject TimeMachine time;
  @Inject Directory directory;
  @Inject DataSource database;

  @Test
  void erased_words_are_nowhere() throws SQLException {
    var filed = time.instant().minus(Duration.ofDays(1));
    var begin = "/api/v1/events?limit=1000&after=" + cursorOfNow();
    try (var log = new LogCapture()) {
      goThroughEveryDoor();
      assertThat(tablesWithTheCanary()).contains("request_event", "support_request");

      // The feed never has words, erased or not.
      assertThat(petra.calls().get(begin).asString()).contains(requests).doesNotContain(canary);

      // Neither have exports.
      for (var kind : List.of("promises", "requests", "events")) {
        var export =
            "/api/v1/exports/"
                + kind
                + "?format=ndjson&base=all&from="
                + filed
                + "&to="
                + filed.plus(Duration.ofDays(60));
        assertThat(Api.as("edith.lowe").calls().accept("*/*").get(export).asString())
            .contains(requests)
            .doesNotContain(canary);
      }

      requests.forEach(this::erase);

      assertThat(tablesWithTheCanary()).isEmpty();
      for (var retry : retries) {
        var again = retry.get();
        assertThat(again.header("Idempotency-Replayed")).as(again.asString()).isEqualTo("true");
        assertThat(again.asString()).doesNotContain(canary);
      }
      for (var id : requests) {
        assertThat(nina.get(id).prettify()).doesNotContain(canary);
        assertThat(petra.history(id).toString()).doesNotContain(canary);
        assertThat(omar.ladder(id).toString()).doesNotContain(canary);
        assertThat(omar.clocks(id).prettify()).doesNotContain(canary);
        assertThat(nina.tries("confirm", id, Map.of("words", List.of(1))).asString())
            .doesNotContain(canary);
      }
      for (var list :
          List.of(
              Api.REQUESTS + "?limit=200&sort=-updatedAt",
              "/api/v1/me/worklist?limit=200",
              "/api/v1/units/4W/board",
              "/api/v1/units/4W/handover",
              "/api/v1/metrics/silence",
              "/api/v1/metrics/handling?by=unit",
              "/api/v1/metrics/voice?by=unit",
              "/api/v1/metrics/integrity?by=unit",
              "/api/v1/metrics/declines?by=unit",
              "/api/v1/exports/promises?format=ndjson&from=" + filed,
              "/api/v1/exports/requests?format=ndjson&from=" + filed,
              "/api/v1/exports/events?format=ndjson&from=" + filed,
              "/q/metrics")) {
        assertThat(omar.calls().accept("*/*").get(list).then().statusCode(200).extract().asString())
            .as(list)
            .doesNotContain(canary);
      }
      assertThat(omar.all(Api.REQUESTS + "?q=" + canary)).isEmpty();
      assertThat(log.text()).isNotBlank().doesNotContain(canary);
    }
  }

  private String cursorOfNow() {
    return petra.calls().get("/api/v1/events?after=now").path("cursor");
  }

  private void goThroughEveryDoor() {
    time.passUntil(MONDAY, "10:00");
    var main = files(aNeed().with("need", sentence).with("room", canary).with("item", sentence));
    does(omar, "acknowledge", main, words(sentence));
    does(omar, "messages", main, words(sentence));
    does(omar, "messages", main, aNote(sentence));
    does(nina, "messages", main, words(sentence));
    does(omar, "take", main, words(sentence));
    does(omar, "ask", main, Body.of("question", sentence));
    does(nina, "answer", main, words(sentence));
    does(nina, "impact", main, Body.of("impact", "patient_waiting").with("reason", sentence));
    does(omar, "assess", main, Body.of("impact", "slows_care").with("reason", sentence));
    does(omar, "resolve", main, words(sentence));
    does(nina, "reopen", main, Body.of("reason", sentence));
    does(omar, "take", main, words(sentence));
    does(omar, "give-back", main, Body.of("reason", sentence));
    does(omar, "resolve", main, words(sentence));
    does(nina, "confirm", main, words(sentence));

    var declined = files(aNeed().with("need", sentence));
    does(
        omar,
        "decline",
        declined,
        Body.of("reason", "other").with("words", sentence).with("alternative", sentence));
    var withdrawn = files(aNeed());
    does(nina, "withdraw", withdrawn, words(sentence));
    var asked = files(aNeed());
    does(omar, "ask", asked, Body.of("question", sentence));

    var escalated = files(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(6));
    omar.takes(escalated, 1, words(sentence)).then().statusCode(200);

    handOver();
  }

  /** The reason for Luis, who is off shift, is repeated in a warning and in his handover. */
  private void handOver() {
    var flagged = files(aNeedOf("patient_waiting", "supplies"));
    does(omar, "take", flagged, words(sentence));
    does(omar, "assign", flagged, Body.of("assignee", "luis.romero").with("reason", sentence));
    try (var onCall = OnCallRows.takenAway(database, directory)) {
      var kept = handsOver(luis, Body.of("note", sentence));
      assertThat(kept.jsonPath().getString("kept[0].warning")).contains(canary);
    }
    handsOver(luis, Body.of("note", sentence).with("assignee", "omar.ortiz"));
    // Nothing is left to hand over, but the note was sent.
    handsOver(luis, Body.of("note", sentence));
  }

  private Response handsOver(Api person, Body order) {
    return keyed(
        key -> person.sends(order).header("Idempotency-Key", key).post("/api/v1/me/handover"));
  }

  private String files(Body need) {
    String id = keyed(key -> nina.open(need, key)).path("id");
    requests.add(id);
    return id;
  }

  private void does(Api person, String act, String id, Body body) {
    keyed(key -> person.tries(act, id, body, key));
  }

  private Response keyed(Function<String, Response> call) {
    var key = aWord();
    var answer = call.apply(key);
    assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
    retries.add(() -> call.apply(key));
    return answer;
  }

  /** Erases every place of the history that has the words. */
  private void erase(String id) {
    for (var event : petra.history(id)) {
      for (var path : pathsWithTheCanary("", event.get("data"))) {
        petra.does(
            "redactions",
            id,
            Body.of("seq", event.get("seq")).with("path", path).with("kind", "patient_name"));
      }
    }
  }

  private List<String> pathsWithTheCanary(String path, Object data) {
    return switch (data) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .flatMap(it -> pathsWithTheCanary(path + "/" + it.getKey(), it.getValue()).stream())
              .toList();
      case String text when text.contains(canary) -> List.of(path);
      case null, default -> List.of();
    };
  }

  private List<String> tablesWithTheCanary() throws SQLException {
    var found = new ArrayList<String>();
    try (var connection = database.getConnection();
        var tables =
            connection
                .createStatement()
                .executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
      while (tables.next()) {
        var count =
            "select count(*) from %s as it where to_jsonb(it)::text like '%%%s%%'"
                .formatted(tables.getString(1), canary);
        try (var rows = connection.createStatement().executeQuery(count)) {
          rows.next();
          if (rows.getInt(1) > 0) {
            found.add(tables.getString(1));
          }
        }
      }
    }
    return found;
  }
}
