package care.andon.routing;

import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
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
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routing rules over the API. Every test publishes for the pediatrics ward only. */
@QuarkusTest
class RoutingRulesApiTest {
  private static final String RULES = "/api/v1/routing-rules";
  private static final String CALENDARS = "/api/v1/calendars";

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

  // --- Versions ---

  @Test
  void a_rule_is_published_read_changed_and_retired() {
    var code = publishes(aRule());
    omar.calls()
        .get(RULES + "/{code}", code)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"1\""))
        .body("team", equalTo("clinical-engineering"))
        .body("match.itemWords", contains("crib"))
        .body("match.impacts", nullValue())
        .body("choose", equalTo("on_call"))
        .body("specificity", equalTo(4))
        .body("publishedBy", equalTo("conrad.vance"));

    conrad.sends(aRule().with("code", code)).put(RULES + "/{code}", code).then().statusCode(428);
    conrad
        .sends(aRule().with("code", code).with("team", "facilities"))
        .header("If-Match", "\"1\"")
        .put(RULES + "/{code}", code)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("team", equalTo("facilities"));
    omar.calls()
        .get(RULES + "/{code}/versions/1", code)
        .then()
        .statusCode(200)
        .body("team", equalTo("clinical-engineering"))
        .body("inForce", equalTo(false));
    conrad
        .calls()
        .post(RULES + "/{code}/retire", code)
        .then()
        .statusCode(200)
        .body("inForce", equalTo(false));
    conrad.sends(aRule().with("code", code)).post(RULES).then().statusCode(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update routing_rule_version set definition = '{}'",
        "delete from routing_rule_version",
        "truncate routing_rule_version",
      })
  void the_database_refuses_to_change_what_was_published(String statement) throws SQLException {
    publishes(aRule());
    try (var connection = database.getConnection();
        var sql = connection.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement))
          .hasMessageContaining("Versions are never changed");
    }
  }

  @Test
  void a_retry_under_a_key_gets_the_first_answer() {
    var rule = aRule();
    var key = UUID.randomUUID().toString();
    var first = conrad.sends(rule).header("Idempotency-Key", key).post(RULES);
    toRetire.add((String) rule.get("code"));
    conrad.calls().post(RULES + "/{code}/retire", rule.get("code"));

    var again = conrad.sends(rule).header("Idempotency-Key", key).post(RULES);

    again.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
    assertThat(again.asString().replace("\"warnings\":[],", ""))
        .isEqualTo(first.asString().replace("\"warnings\":[],", ""));
  }

  // --- What is refused, by name ---

  static Stream<Arguments> wrongRules() {
    return Stream.of(
        Arguments.of("team", "nobody", "/team", "unknown_team"),
        Arguments.of("team", null, "/team", "required"),
        Arguments.of("choose", "by_luck", "/choose", "unknown_choice"),
        Arguments.of("alsoTell", List.of(1), "/alsoTell/0", "not_a_tier"),
        Arguments.of("alsoTell", List.of(2, 2), "/alsoTell/1", "duplicate"),
        Arguments.of("backups", List.of(Map.of()), "/backups/0", "one_of_two"),
        Arguments.of("backups", List.of(Map.of("team", "gone")), "/backups/0/team", "unknown_team"),
        Arguments.of("match", Map.of("categories", List.of()), "/match/categories", "empty"),
        Arguments.of(
            "match", Map.of("itemWords", List.of("--")), "/match/itemWords/0", "unknown_word"),
        Arguments.of(
            "match",
            Map.of("time", Map.of("calendar", "nowhere", "open", true)),
            "/match/time/calendar",
            "unknown_calendar"),
        Arguments.of(
            "match",
            Map.of("time", Map.of("calendar", "around-the-clock", "open", false)),
            "/match/time",
            "never_closed"),
        Arguments.of(
            "match",
            Map.of("facilities", List.of("HARBOR"), "units", List.of("PEDS")),
            "/match/units/0",
            "unit_elsewhere"),
        Arguments.of(
            "match", Map.of("time", Map.of("open", true)), "/match/time/calendar", "required"));
  }

  @ParameterizedTest
  @MethodSource("wrongRules")
  void a_rule_nobody_can_mean_is_refused_by_name(
      String property, Object value, String pointer, String code) {
    conrad
        .sends(aRule().with(property, value))
        .post(RULES)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains(pointer))
        .body("errors.code", contains(code));
  }

  @Test
  void a_calendar_that_is_never_open_again_is_no_condition() {
    var day = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC).plusDays(1);
    var calendar =
        publishesCalendar(
            Body.of("weekly", Map.of())
                .with(
                    "exceptions",
                    List.of(Map.of("date", day.toString(), "open", List.of("08:00-12:00")))));
    var rule = aRule().with("match", inHours(calendar));
    publishes(rule);
    conrad.calls().post(RULES + "/{code}/retire", rule.get("code")).then().statusCode(200);

    time.pass(Duration.ofDays(3));

    conrad
        .sends(rule.with("code", aCode()))
        .post(RULES)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/match/time"))
        .body("errors.code", contains("never_open"));
    conrad.calls().post(CALENDARS + "/{code}/retire", calendar).then().statusCode(200);
  }

  @Test
  void hours_that_are_never_open_together_are_no_tie_and_hours_that_may_be_are() {
    var days = publishesCalendar(Body.of("weekly", Map.of("MONDAY", List.of("07:00-19:00"))));
    var nights = publishesCalendar(Body.of("weekly", Map.of("MONDAY", List.of("19:00-07:00"))));
    var mornings = publishesCalendar(Body.of("weekly", Map.of("TUESDAY", List.of("06:00-12:00"))));
    publishes(aRule().with("match", inHours(nights)));

    publishes(aRule().with("match", inHours(days)));

    conrad
        .sends(aRule().with("match", inHours(mornings)))
        .post(RULES)
        .then()
        .statusCode(409)
        .body("code", equalTo("routing-tie"))
        .body("ties", hasSize(1));
    retire();
    for (var calendar : List.of(days, nights, mornings)) {
      conrad.calls().post(CALENDARS + "/{code}/retire", calendar).then().statusCode(200);
    }
  }

  private static Map<String, Object> inHours(String calendar) {
    return Map.of("units", List.of("PEDS"), "time", Map.of("calendar", calendar, "open", true));
  }

  private String publishesCalendar(Body hours) {
    var calendar = "hours-" + UUID.randomUUID();
    conrad
        .sends(hours.with("code", calendar).with("name", "Hours").with("timeZone", "UTC"))
        .post(CALENDARS)
        .then()
        .statusCode(201);
    return calendar;
  }

  @Test
  void a_rule_whose_team_is_gone_is_passed_over_and_cannot_be_published_again()
      throws SQLException {
    sql(
        """
        insert into team (id, facility_id, code, name)
        select '00000000-0000-7000-8000-0000000003aa', facility_id, 'crib-crew', 'Crib crew'
        from team where code = 'clinical-engineering'
        on conflict (id) do update set gone_at = null
        """);
    var rule = aRule().with("team", "crib-crew");
    var code = publishes(rule);
    assertThat(nina.open(aNeedIn("Crib 4")).getString("team.code")).isEqualTo("crib-crew");

    sql("update team set gone_at = now() where code = 'crib-crew'");

    var crib = nina.open(aNeedIn("Crib 5"));
    assertThat(crib.getString("team.code")).isEqualTo("clinical-engineering");
    assertThat(crib.<Object>get("rule")).isNull();
    conrad
        .sends(rule.with("name", "Cribs once more"))
        .header("If-Match", "\"1\"")
        .put(RULES + "/{code}", code)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/team"))
        .body("errors.code", contains("unknown_team"));
  }

  private void sql(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
    directory.refresh();
  }

  @Test
  void a_calendar_that_a_rule_asks_is_not_retired() {
    var calendar = publishesCalendar(Body.of("weekly", Map.of("MONDAY", List.of("08:00-12:00"))));
    var rule =
        aRule()
            .with(
                "match",
                Map.of(
                    "units", List.of("PEDS"), "time", Map.of("calendar", calendar, "open", false)));
    var code = publishes(rule);

    conrad
        .calls()
        .post(CALENDARS + "/{code}/retire", calendar)
        .then()
        .statusCode(409)
        .body("code", equalTo("in-use"))
        .body("routingRules", contains(code));

    conrad.calls().post(RULES + "/{code}/retire", code).then().statusCode(200);
    conrad.calls().post(CALENDARS + "/{code}/retire", calendar).then().statusCode(200);
    conrad
        .sends(rule.with("code", aCode()))
        .post(RULES)
        .then()
        .statusCode(400)
        .body("errors.code", contains("unknown_calendar"));
  }

  @Test
  void two_that_could_both_decide_are_refused_by_the_others_name() {
    var first = publishes(aRule());
    var second = aRule();

    conrad
        .sends(second)
        .post(RULES)
        .then()
        .statusCode(409)
        .body("code", equalTo("routing-tie"))
        .body("ties[0].rules", containsInAnyOrder(first, (String) second.get("code")));

    publishes(
        second.with(
            "match",
            Map.of(
                "categories", List.of("equipment"),
                "itemWords", List.of("crib"),
                "impacts", List.of("this_shift"),
                "units", List.of("PEDS"))));
  }

  @Test
  void a_rule_that_owners_of_categories_always_beat_is_published_with_a_warning() {
    conrad
        .sends(aRule().with("match", Map.of("visibilities", List.of("anonymous"))))
        .post(RULES)
        .then()
        .statusCode(201)
        .body("warnings", contains("never_decides"));
    // Not for the pediatrics ward only: retired at once.
    omar.all(RULES).stream()
        .filter(rule -> rule.get("match").toString().contains("anonymous"))
        .forEach(rule -> toRetire.add((String) rule.get("code")));
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

  // --- Words ---

  private static String aCode() {
    return "rule-" + UUID.randomUUID();
  }

  private static Body aRule() {
    return Body.of("code", aCode())
        .with("name", "Cribs of the children")
        .with(
            "match",
            Map.of(
                "categories", List.of("equipment"),
                "itemWords", List.of("Crib"),
                "units", List.of("PEDS")))
        .with("team", "clinical-engineering");
  }

  private static Body aNeedIn(String item) {
    return aNeedOf("this_shift", "equipment").with("unit", "PEDS").with("item", item);
  }

  private String publishes(Body rule) {
    conrad.sends(rule).post(RULES).then().statusCode(201);
    var code = (String) rule.get("code");
    toRetire.addFirst(code);
    return code;
  }
}
