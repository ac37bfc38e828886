package care.andon.api;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aNote;
import static care.andon.support.Given.aWord;
import static care.andon.support.Given.bodyOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may file, act and see. A request that the caller may not see is answered like one that does
 * not exist.
 */
@QuarkusTest
class VisibilityTest {
  private final Api nina = Api.as("nina.patel");
  private final Api marcus = Api.as("marcus.bell");
  private final Api hannah = Api.as("hannah.lee");
  private final Api omar = Api.as("omar.ortiz");
  private final Api helen = Api.as("helen.brandt");
  private final Api edith = Api.as("edith.lowe");
  private final Api intranet = Api.as("intranet");
  private final Api conrad = Api.as("conrad.vance");

  @Inject TimeMachine time;

  @Test
  void a_caregiver_cannot_see_a_request_of_another_unit() {
    var word = aWord();
    var filed = nina.open(aNeed().with("need", word));

    assertDoesNotExistFor(hannah, filed.getString("id"));
    assertDoesNotExistFor(hannah, filed.getString("reference"));
    assertThat(hannah.all(Api.REQUESTS + "?q=" + word)).isEmpty();
    assertThat(hannah.all(Api.REQUESTS + "?requester=nina.patel&q=" + word)).isEmpty();
  }

  /** What their unit's board shows with a name. They act on none of it. */
  @Test
  void a_caregiver_reads_the_named_requests_of_their_unit_and_cannot_act_on_them() {
    var word = aWord();
    var id = nina.files(aNeed().with("need", word));
    omar.does("messages", id, aNote("Third time this week"));

    var seen = marcus.get(id);

    assertThat(seen.getString("requester.name")).isEqualTo("Nina Patel");
    assertThat(seen.getList("allowedActions")).isEmpty();
    assertThat(marcus.happened(id)).containsExactly("opened");
    marcus.clocks(id);
    assertThat(marcus.all(Api.REQUESTS + "?q=" + word)).hasSize(1);
    assertThat(marcus.all("/api/v1/me/requests")).noneMatch(it -> it.get("id").equals(id));
    for (var act : Api.ACTS) {
      marcus.tries(act, id, bodyOf(act)).then().statusCode(403).body("code", equalTo("forbidden"));
    }
    assertThat(nina.happened(id)).containsExactly("opened");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anonymous", "confidential"})
  void a_caregiver_does_not_read_other_requests_of_their_unit(String visibility) {
    var id = nina.files(aNeed().with("visibility", visibility));

    assertDoesNotExistFor(marcus, id);
  }

  @Test
  void named_requests_are_seen_by_everybody_but_caregivers_of_other_units() {
    var id = nina.files(aNeed());

    for (var person : List.of(nina, omar, helen, edith, intranet, Api.as("mei.chen"))) {
      person.looksAt(id).then().statusCode(200);
    }
    assertDoesNotExistFor(conrad, id);
    assertDoesNotExistFor(hannah, id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"safety_violence", "wellbeing", "staffing"})
  void some_categories_are_confidential_by_default(String category) {
    var filed = nina.open(aNeedOf("this_shift", category));
    assertThat(filed.getString("visibility")).isEqualTo("confidential");

    var open = nina.open(aNeedOf("this_shift", category).with("visibility", "named"));
    assertThat(open.getString("visibility")).isEqualTo("named");
    assertThat(nina.open(aNeed()).getString("visibility")).isEqualTo("named");
  }

  @Test
  void a_confidential_request_is_seen_by_its_team_and_those_it_reached() {
    time.passUntil(MONDAY, "10:00");
    var word = aWord();
    var id = nina.files(aNeedOf("patient_waiting", "safety_violence").with("need", word));
    var security = Api.as("lena.graf");
    var director = Api.as("catherine.moss");

    for (var person : List.of(nina, security, Api.as("frank.dunn"), Api.as("maria.santos"))) {
      person.looksAt(id).then().statusCode(200);
      assertThat(person.all(Api.REQUESTS + "?q=" + word)).hasSize(1);
    }
    for (var person : List.of(marcus, omar, helen, intranet, conrad, director)) {
      assertDoesNotExistFor(person, id);
      assertThat(person.all(Api.REQUESTS + "?q=" + word)).isEmpty();
    }
    edith.looksAt(id).then().statusCode(200);

    time.pass(Duration.ofMinutes(62));
    director.looksAt(id).then().statusCode(200);
    assertThat(director.all(Api.REQUESTS + "?q=" + word)).hasSize(1);
    assertDoesNotExistFor(helen, id);
  }

  @Test
  void only_the_asker_of_an_anonymous_request_sees_who_asked() {
    var word = aWord();
    var id =
        nina.files(
            aNeed()
                .with("need", word)
                .with("visibility", "anonymous")
                .with("onBehalfOf", "marcus.bell"));
    nina.message(id, "I can show you");
    omar.ask(id);
    nina.answer(id);
    nina.changeImpact(id, "patient_waiting");
    var asker = nina.get(id).getString("requester.id");
    var colleague = marcus.get(id).getString("onBehalfOf.id");
    assertThat(asker).isNotNull();
    assertThat(colleague).isNotNull();
    // Of either only a tag is stored: neither sees the other's name.
    assertThat(nina.looksAt(id).asString()).contains("Nina").doesNotContain("Marcus");
    assertThat(marcus.looksAt(id).asString()).contains("Marcus").doesNotContain("Nina");

    for (var person : List.of(omar, helen, edith, intranet)) {
      for (var path :
          List.of(
              Api.REQUESTS + "/" + id,
              Api.REQUESTS + "/" + id + "/history",
              Api.REQUESTS + "/" + id + "/clocks",
              Api.REQUESTS + "?q=" + word)) {
        assertThat(person.calls().get(path).then().statusCode(200).extract().asString())
            .as(path)
            .contains(path.contains("clocks") ? "kind" : word)
            .doesNotContain(asker)
            .doesNotContain(colleague)
            .doesNotContain("Nina", "Patel", "Marcus");
      }
      assertThat(person.all(Api.REQUESTS + "?requester=nina.patel&q=" + word)).isEmpty();
    }
    assertThat(omar.tries("messages", id, Map.of("words", "Thank you")).asString())
        .doesNotContain(asker);
    assertThat(nina.all(Api.REQUESTS + "?requester=me&q=" + word)).hasSize(1);
    assertThat(marcus.looksAt(id).statusCode()).isEqualTo(200);
  }

  @Test
  void no_caregiver_sees_internal_notes_or_their_traces() {
    var id = nina.files(aNeed());
    omar.acknowledge(id);
    var before = nina.get(id).getList("clocks");
    omar.does("messages", id, aNote("Third time this week"));

    assertThat(nina.happened(id)).containsExactly("opened", "acknowledged");
    assertThat(nina.looksAt(id).asString()).doesNotContain("Third time");
    assertThat(nina.get(id).getList("clocks")).isEqualTo(before);
    assertThat(intranet.happened(id)).containsExactly("opened", "acknowledged");
    for (var person : List.of(omar, helen, edith)) {
      assertThat(person.happened(id)).containsExactly("opened", "acknowledged", "messaged");
    }
    nina.tries("messages", id, aNote("Mine"))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/audience"));
  }

  @Test
  void only_caregivers_file_requests_and_integrations_for_them() {
    for (var person : List.of(omar, helen, edith, conrad)) {
      person.sends(aNeed()).post(Api.REQUESTS).then().statusCode(403);
    }
    intranet
        .sends(aNeed())
        .post(Api.REQUESTS)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/onBehalfOf"));
  }

  @Test
  void only_administrators_act_for_the_department_and_only_the_asker_for_the_asker() {
    var id = nina.files(aNeed());
    for (var act : Api.ACTS) {
      for (var person : List.of(helen, edith, intranet)) {
        person
            .tries(act, id, bodyOf(act))
            .then()
            .statusCode(403)
            .body("code", equalTo("forbidden"));
      }
    }
    for (var act : List.of("acknowledge", "assign", "ask", "assess", "resolve", "decline")) {
      nina.tries(act, id, bodyOf(act)).then().statusCode(403);
    }
    for (var act : List.of("answer", "impact", "confirm", "reopen", "withdraw")) {
      omar.tries(act, id, bodyOf(act)).then().statusCode(403);
    }
    assertThat(nina.happened(id)).containsExactly("opened");
  }

  @Test
  void nobody_gets_the_answer_of_another_persons_key() {
    var key = UUID.randomUUID().toString();
    nina.open(aNeedOf("this_shift", "wellbeing"), key).then().statusCode(201);

    var other = marcus.open(aNeedOf("this_shift", "wellbeing"), key);

    assertThat(other.jsonPath().getString("requester.name")).isEqualTo("Marcus Bell");
  }

  /** Every method and sub-resource answers with the same bytes as for an unknown id. */
  private static void assertDoesNotExistFor(Api person, String id) {
    var nothing = id.startsWith("SR-") ? "SR-3" : UUID.randomUUID().toString();
    for (var path : List.of("/{id}", "/{id}/history", "/{id}/clocks", "/{id}/history?limit=1")) {
      assertSame(
          person.calls().get(Api.REQUESTS + path, id),
          person.calls().get(Api.REQUESTS + path, nothing));
      assertSame(
          person.calls().head(Api.REQUESTS + path, id),
          person.calls().head(Api.REQUESTS + path, nothing));
    }
    for (var act : Api.ACTS) {
      assertSame(person.tries(act, id, bodyOf(act)), person.tries(act, nothing, bodyOf(act)));
      assertSame(
          person
              .sends(bodyOf(act))
              .header("If-Match", "\"9\"")
              .header("Idempotency-Key", UUID.randomUUID())
              .post(Api.REQUESTS + "/{id}/{act}", id, act),
          person
              .sends(bodyOf(act))
              .header("If-Match", "\"9\"")
              .header("Idempotency-Key", UUID.randomUUID())
              .post(Api.REQUESTS + "/{id}/{act}", nothing, act));
    }
    assertThat(person.tries("messages", id, Map.of()).asString().replaceAll("[0-9a-f]{32}", ""))
        .isEqualTo(
            person.tries("messages", nothing, Map.of()).asString().replaceAll("[0-9a-f]{32}", ""));
  }

  private static void assertSame(Response one, Response nothing) {
    assertThat(one.statusCode()).isEqualTo(404);
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(withoutTrace(one)).isEqualTo(withoutTrace(nothing));
  }

  private static String withoutTrace(Response answer) {
    var headers =
        answer.headers().asList().stream()
            .filter(header -> !header.getName().equalsIgnoreCase("traceparent"))
            .toList();
    return headers + "\n" + answer.asString().replaceAll("[0-9a-f]{32}", "");
  }
}
