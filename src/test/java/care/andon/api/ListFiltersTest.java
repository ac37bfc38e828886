package care.andon.api;

import static care.andon.api.RequestList.cursorOf;
import static care.andon.api.RequestList.file;
import static care.andon.api.RequestList.list;
import static care.andon.api.RequestList.need;
import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aWord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which requests a list finds by words and filters, and which parameters it refuses. Each test
 * finds its own requests by a unique word.
 */
@QuarkusTest
class ListFiltersTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;

  @TestHTTPResource URI service;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gloves/masks | gloves",
        "gloves/masks | masks",
        "gloves/masks | gloves/masks",
        "gloves/masks | masks gloves",
        "IV-catheter 18G | catheter",
        "IV-catheter 18G | iv-catheter",
        "pump.alarm.off | alarm",
        "room_4_west | west",
        "nurse's | nurse",
        "nurse\u2019s station | station",
        "(5mg/ml) | 5mg",
        "(5mg/ml) | ml",
        "0.5mg/kg/h | kg",
        "www.example.org/gloves?size=m | gloves",
        "a@gloves.org | gloves",
        "tray\u2013tubing\u2014mask | tubing",
        "saline,tubing;mask:tape | mask",
        "e\u0301quipement | \u00e9quipement",
        "\u00e9quipement | e\u0301quipement",
        "\uff27loves | gloves",
      })
  void words_are_found_by_their_parts_and_in_any_unicode_form(String need, String query) {
    var word = aWord();
    var id = nina.files(aNeed().with("need", need + " " + word));

    omar.calls()
        .queryParam("q", query + " " + word)
        .get(Api.REQUESTS)
        .then()
        .statusCode(200)
        .body("items.id", equalTo(List.of(id)));
  }

  @Test
  void search_words_with_special_characters_survive_to_the_next_page() {
    var word = aWord();
    var need = word + " a+b & 50% \"c\" d/e?=ü";
    for (int i = 0; i < 3; i++) {
      nina.files(aNeed().with("need", need));
    }

    var first = omar.calls().queryParam("q", need).queryParam("limit", 2).get(Api.REQUESTS);
    first.then().statusCode(200).body("items", hasSize(2));
    omar.calls()
        .urlEncodingEnabled(false)
        .get(first.jsonPath().getString("next"))
        .then()
        .statusCode(200)
        .body("items", hasSize(1));
  }

  @Test
  void every_filter_narrows_the_list() {
    var word = aWord();
    var supplies = nina.files(need(word));
    var pump =
        Api.as("diego.ramos")
            .files(
                need(word)
                    .with("impact", "patient_waiting")
                    .with("category", "equipment")
                    .with("unit", "ICU"));
    omar.acknowledge(supplies);
    omar.does("assign", supplies, Map.of("assignee", "omar.ortiz", "reason", "Mine"));
    var teamId = omar.get(supplies).getString("team.id");
    var unitId = omar.get(pump).getString("unit.id");
    var ninaId = omar.get(supplies).getString("requester.id");

    assertFound(word, "status=acknowledged", supplies);
    assertFound(word, "status=open", pump);
    assertFound(word, "status=open,acknowledged", supplies, pump);
    assertFound(word, "status=declined");
    assertFound(word, "impact=patient_waiting", pump);
    assertFound(word, "category=supplies", supplies);
    assertFound(word, "unit=ICU", pump);
    assertFound(word, "unit=" + unitId, pump);
    assertFound(word, "team=supply-chain", supplies);
    assertFound(word, "team=" + teamId, supplies);
    assertFound(word, "assignee=me", supplies);
    assertFound(word, "assignee=omar.ortiz", supplies);
    assertFound(word, "requester=nina.patel", supplies);
    assertFound(word, "requester=" + ninaId, supplies);
    assertFound(word, "requester=me");
    assertFound(word, "unrouted=true");
    assertFound(word, "unrouted=false", supplies, pump);
    assertFound(word, "overdue=true");
    assertFound(word, "overdue=false&unit=4W&status=acknowledged&impact=this_shift", supplies);
    assertFound(word, "updatedSince=" + omar.get(supplies).getString("updatedAt"), supplies);
    assertThat(nina.all(Api.REQUESTS + "?requester=me&q=" + word))
        .extracting(item -> item.get("id"))
        .containsExactly(supplies);
  }

  @Test
  void overdue_lists_requests_with_a_promise_that_has_passed() {
    var word = aWord();
    var late = nina.files(need(word).with("impact", "patient_waiting"));
    var calm = nina.files(need(word));
    time.pass(Duration.ofMinutes(6));

    assertFound(word, "overdue=true", late);
    assertFound(word, "overdue=false", calm);
    omar.resolve(late);
    assertFound(word, "overdue=true");
  }

  @Test
  void words_are_found_wherever_they_stand_and_all_of_them_have_to() {
    var word = aWord();
    var id = nina.files(aNeed().with("need", "Out of " + word + " in the clean room"));

    assertFound(word, "status=open", id);
    assertThat(omar.all(Api.REQUESTS + "?q=clean%20" + word + "%20ROOM")).hasSize(1);
    assertThat(omar.all(Api.REQUESTS + "?q=dirty%20" + word)).isEmpty();
  }

  @Test
  void values_of_a_filter_are_repeated_or_separated_by_commas() {
    var word = aWord();
    file(3, word);
    omar.resolve(list("limit=1&q=" + word).jsonPath().getString("items[0].id"));

    var repeated = list("limit=1&q=" + word + "&status=open&status=resolved");

    repeated.then().statusCode(200).body("items", hasSize(1));
    for (var query : List.of("status=resolved,open", "status=resolved&status=open,resolved")) {
      assertThat(omar.all(Api.REQUESTS + "?q=" + word + "&" + query)).hasSize(3);
      list("limit=1&q=" + word + "&" + query + "&cursor=" + cursorOf(repeated))
          .then()
          .statusCode(200);
    }
    assertThat(omar.all(Api.REQUESTS + "?limit=1&q=" + word + "&status=open&status=resolved"))
        .hasSize(3);
    omar.calls().get("/api/v1/escalations?state=open&state=taken").then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "status=open&status=, not_valid",
    "status=open&status=%00, bad_text",
    "status=open&status=broken, unknown_value",
    "colour=red, unknown_parameter",
    "Status=open, unknown_parameter",
    "unit=4W&unit=ICU, repeated_parameter",
    "limit=5&limit=5, repeated_parameter",
    "status=broken, unknown_value",
    "impact=urgent, unknown_value",
    "category=food, unknown_value",
    "unit=nowhere, unknown_unit",
    "team=nobodies, unknown_team",
    "assignee=nobody, unknown_person",
    "requester=nobody, unknown_person",
    "overdue=maybe, not_valid",
    "unrouted=1, not_valid",
    "updatedSince=yesterday, not_valid",
    "updatedSince=2026-03-01T07:30:00, not_valid",
    "q=%00, bad_text",
    "sort=need, unknown_value",
  })
  void a_parameter_that_is_not_valid_is_named(String query, String code) {
    list(query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid-parameter"))
        .body("errors[0].code", equalTo(code))
        .body("detail", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"limit=", "limit", "status=", "q=", "sort=", "cursor=", "overdue=", "unit="})
  void a_parameter_without_a_value_is_refused(String query) throws Exception {
    var call =
        HttpRequest.newBuilder(service.resolve(Api.REQUESTS + "?" + query))
            .header("Authorization", "Bearer " + omar.token())
            .build();
    try (var client = HttpClient.newHttpClient()) {
      assertThat(client.send(call, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void an_unknown_parameter_is_refused_everywhere() {
    var id = nina.files(aNeed());
    for (var path : List.of("/" + id, "/" + id + "/history", "/" + id + "/clocks")) {
      nina.calls().get(Api.REQUESTS + path + "?colour=red").then().statusCode(400);
    }
    nina.sends(aNeed()).post(Api.REQUESTS + "?colour=red").then().statusCode(400);
    omar.sends(Map.of()).post(Api.REQUESTS + "/" + id + "/acknowledge?x=1").then().statusCode(400);
    assertThat(nina.get(id).getString("status")).isEqualTo("open");
  }

  @Test
  void a_search_of_a_hundred_thousand_characters_is_refused_quickly() {
    var word = "a".repeat(100_000);
    var answer = list("q=" + word);
    assertThat(answer.statusCode()).isBetween(400, 499);
    assertThat(answer.asString()).doesNotContain("aaaaaaaa");
    list("q=" + "a".repeat(201)).then().statusCode(400).body("detail", containsString(""));
  }

  private void assertFound(String word, String query, String... ids) {
    assertThat(omar.all(Api.REQUESTS + "?q=" + word + "&" + query))
        .as(query)
        .extracting(item -> (String) item.get("id"))
        .containsExactlyInAnyOrder(ids);
  }
}
