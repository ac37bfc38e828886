package care.andon.routing;

import static care.andon.routing.CribRules.RULES;
import static care.andon.routing.CribRules.aNeedIn;
import static care.andon.routing.CribRules.aRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Requests go by published rules and say so, and drafts are tried on what has happened. Every test
 * publishes for the pediatrics ward only.
 */
@QuarkusTest
class RoutingByRulesTest {
  private final Api conrad = Api.as("conrad.vance");
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final List<String> toRetire = new ArrayList<>();

  @Inject DataSource database;
  @Inject Directory directory;
  @Inject TimeMachine time;

  @AfterEach
  void retire() {
    toRetire.forEach(code -> conrad.calls().post(RULES + "/{code}/retire", code));
  }

  // --- What a request goes by ---

  @Test
  void a_request_goes_by_the_rule_that_names_most_and_says_so() {
    var code = publishes(aRule().with("alsoTell", List.of(2)));

    var crib = nina.open(aNeedIn("Crib 4"));
    var bed = nina.open(aNeedIn("Bed 4"));

    assertThat(crib.getString("rule.code")).isEqualTo(code);
    assertThat(crib.getInt("rule.version")).isEqualTo(1);
    assertThat(crib.getString("because"))
        .startsWith("By the rule \"Cribs of the children\" it goes to Clinical engineering;");
    assertThat(bed.<Object>get("rule")).isNull();
    omar.calls()
        .get(Api.REQUESTS + "/{id}/routing", crib.getString("id"))
        .then()
        .statusCode(200)
        .body("decisions", hasSize(1))
        .body("decisions[0].rule.code", equalTo(code))
        .body("decisions[0].matched", contains("category", "item", "facility", "unit"))
        .body("decisions[0].looked[0].team.code", equalTo("clinical-engineering"));
  }

  @Test
  void a_request_keeps_the_version_it_went_by_until_somebody_moves_it() {
    var code = publishes(aRule());
    var id = nina.files(aNeedIn("Crib 4"));
    conrad.calls().post(RULES + "/{code}/retire", code).then().statusCode(200);

    assertThat(nina.get(id).getString("rule.code")).isEqualTo(code);
    omar.does("assign", id, Map.of("team", "facilities", "reason", "A screw is loose"));

    assertThat(nina.get(id).<Object>get("rule")).isNull();
    nina.calls()
        .get(Api.REQUESTS + "/{id}/routing", id)
        .then()
        .body("decisions", hasSize(2))
        .body("decisions[1].because", equalTo("A screw is loose"))
        .body("decisions[1].by.name", equalTo("Omar Ortiz"))
        .body("decisions[1].looked", nullValue());
  }

  @Test
  void nobody_has_it_until_somebody_takes_it() {
    publishes(aRule().with("choose", "nobody"));

    var request = nina.open(aNeedIn("Crib 4"));

    assertThat(request.<Object>get("assignee")).isNull();
    assertThat(request.getBoolean("unrouted")).isFalse();
    omar.acknowledge(request.getString("id"));
    assertThat(nina.get(request.getString("id")).getString("assignee.name"))
        .isEqualTo("Omar Ortiz");
  }

  // --- Preview ---

  @Test
  void a_draft_is_tried_on_what_has_happened_and_changes_nothing() {
    // Others file more than are named.
    time.pass(Duration.ofHours(25));
    var id = nina.files(aNeedIn("Crib 7"));
    var rule = aRule().with("team", "facilities");

    var tried = previews(Body.of("rules", List.of(rule)).with("days", 1));

    assertThat(tried.getInt("played.moved")).isPositive();
    assertThat(tried.getList("played.examples", String.class))
        .contains(nina.get(id).getString("reference"));
    assertThat(tried.getInt("played.teams.find { it.team == 'facilities' }.after"))
        .isGreaterThan(tried.getInt("played.teams.find { it.team == 'facilities' }.before"));
    assertThat(tried.getInt("played.unrouted.after")).isNotNegative();
    assertThat(tried.getList("limits")).hasSize(4);
    conrad.calls().get(RULES + "/{code}", rule.get("code")).then().statusCode(404);
    assertThat(nina.get(id).getString("team.code")).isEqualTo("clinical-engineering");
  }

  @Test
  void it_says_who_would_have_got_more_and_who_less_and_what_nobody_would_have() {
    try (var onCall = OnCallRows.takenAway(database, directory)) {
      onCall.add("clinical-engineering", List.of("grace.kim"));
      for (var i = 0; i < 3; i++) {
        nina.files(aNeedIn("Crib 7"));
      }
      var rule = aRule().with("team", "education");

      var nobody = previews(Body.of("rules", List.of(rule)).with("days", 1));
      onCall.add("education", List.of("beth.larsen"));
      var somebody = previews(Body.of("rules", List.of(rule)).with("days", 1));
      var asItIs = previews(Body.of("days", 1));

      assertThat(change(asItIs, "people.find { it.person.name == 'Beth Larsen' }")).isNotPositive();
      assertThat(somebody.getInt("played.people.find { it.person.name == 'Beth Larsen' }.after"))
          .isGreaterThanOrEqualTo(3);
      assertThat(somebody.getInt("played.people.find { it.person.name == 'Grace Kim' }.after"))
          .isLessThanOrEqualTo(
              asItIs.getInt("played.people.find { it.person.name == 'Grace Kim' }.after") - 3);
      assertThat(nobody.getInt("played.unrouted.after"))
          .isGreaterThanOrEqualTo(somebody.getInt("played.unrouted.after") + 3);
      assertThat(nobody.getInt("played.unrouted.before"))
          .isEqualTo(somebody.getInt("played.unrouted.before"));
      var changes =
          somebody.<Map<String, Integer>>getList("played.teams").stream()
              .map(team -> Math.abs(team.get("after") - team.get("before")))
              .toList();
      assertThat(changes).as("the greatest first").isSortedAccordingTo(Comparator.reverseOrder());
    }
  }

  /** How many more somebody would have got; 0 for who is not named. */
  private static int change(JsonPath tried, String whom) {
    return tried.get("played." + whom) == null
        ? 0
        : tried.getInt("played." + whom + ".after") - tried.getInt("played." + whom + ".before");
  }

  @Test
  void confidential_requests_are_neither_named_nor_counted() {
    var before = previews(Body.of("days", 1)).getInt("played.requests");
    var secret = nina.open(aNeedIn("Crib 7").with("visibility", "confidential"));

    var after =
        previews(Body.of("days", 1).with("rules", List.of(aRule().with("team", "facilities"))));

    assertThat(after.getInt("played.requests")).isEqualTo(before);
    assertThat(after.getList("played.examples", String.class))
        .doesNotContain(secret.getString("reference"));
  }

  @Test
  void one_request_that_may_come_is_explained() {
    var rule = aRule();

    var tried =
        previews(
            Body.of("rules", List.of(rule))
                .with(
                    "request",
                    Map.of(
                        "category", "equipment",
                        "impact", "this_shift",
                        "unit", "PEDS",
                        "item", "crib")));

    assertThat(tried.<Object>get("played")).isNull();
    assertThat(tried.getString("request.rule")).isEqualTo(rule.get("code"));
    assertThat(tried.getString("request.team")).isEqualTo("clinical-engineering");
    assertThat(tried.getList("request.looked")).isNotEmpty();
  }

  @Test
  void a_preview_refuses_what_publishing_would() {
    var code = publishes(aRule());
    omar.sends(Body.of("rules", List.of(aRule())).with("days", 1))
        .post("/api/v1/routing/preview")
        .then()
        .statusCode(409)
        .body("ties[0].rules", hasItem(code));
    previews(Body.of("rules", List.of(aRule())).with("retire", List.of(code)).with("days", 1));
    omar.sends(Body.of("rules", List.of(aRule().with("team", "nobody"))).with("days", 1))
        .post("/api/v1/routing/preview")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/rules/0/team"));
    for (var body : List.of(Body.of("days", 0), Body.of("days", 91), Body.of("rules", List.of()))) {
      omar.sends(body)
          .post("/api/v1/routing/preview")
          .then()
          .statusCode(400)
          .body("errors.pointer", contains("/days"));
    }
    omar.sends(Body.of("days", 1).with("retire", List.of("nothing")))
        .post("/api/v1/routing/preview")
        .then()
        .statusCode(400)
        .body("errors.code", contains("unknown_rule"));
    var twice =
        aRule()
            .with("match", Map.of("units", List.of("PEDS"), "visibilities", List.of("anonymous")));
    omar.sends(Body.of("days", 1).with("rules", List.of(twice, twice)))
        .post("/api/v1/routing/preview")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/rules/1/code"))
        .body("errors.code", contains("code_taken"));
    omar.sends(Body.of("days", 1).with("retire", Collections.nCopies(1_001, "x")))
        .post("/api/v1/routing/preview")
        .then()
        .statusCode(400)
        .body("errors.code", contains("too_many"));
    omar.sends(
            Body.of(
                "request", Map.of("category", "equipment", "impact", "this_shift", "unit", "X")))
        .post("/api/v1/routing/preview")
        .then()
        .statusCode(400)
        .body("errors.code", contains("unknown_unit"));
  }

  private JsonPath previews(Body body) {
    return omar.sends(body)
        .post("/api/v1/routing/preview")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private String publishes(Body rule) {
    toRetire.addFirst(CribRules.published(rule));
    return toRetire.getFirst();
  }
}
