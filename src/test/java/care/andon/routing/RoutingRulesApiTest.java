package care.andon.routing;

import static care.andon.routing.CribRules.RULES;
import static care.andon.routing.CribRules.aCode;
import static care.andon.routing.CribRules.aNeedIn;
import static care.andon.routing.CribRules.aRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

  private String publishes(Body rule) {
    toRetire.addFirst(CribRules.published(rule));
    return toRetire.getFirst();
  }
}
