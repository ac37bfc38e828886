package care.andon.sla;

import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised, published over the API. Every test publishes for the clinic only. */
@QuarkusTest
class PublishedPoliciesApiTest {
  private static final String CALENDARS = "/api/v1/calendars";
  private static final String POLICIES = "/api/v1/sla-policies";
  private static final AtomicInteger CODES = new AtomicInteger();

  private final Api conrad = Api.as("conrad.vance");
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final List<String> toRetire = new ArrayList<>();

  @Inject DataSource database;
  @Inject TimeMachine time;
  @Inject Promises promises;

  @AfterEach
  void retire() {
    toRetire.forEach(code -> conrad.calls().post(POLICIES + "/{code}/retire", code));
  }

  // --- Versions ---

  @Test
  void a_calendar_is_published_read_changed_and_retired() {
    var code = aCode();
    var created = conrad.sends(aCalendar(code)).post(CALENDARS);
    created
        .then()
        .statusCode(201)
        .header("Location", endsWith("/calendars/" + code))
        .header("ETag", equalTo("\"1\""))
        .body("version", equalTo(1))
        .body("inForce", equalTo(true))
        .body("publishedBy", equalTo("conrad.vance"));

    conrad
        .sends(aCalendar(code).with("timeZone", "UTC"))
        .header("If-Match", "\"1\"")
        .put(CALENDARS + "/{code}", code)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("timeZone", equalTo("UTC"));

    omar.calls()
        .get(CALENDARS + "/{code}/versions", code)
        .then()
        .body("items.version", contains(1, 2))
        .body("items.inForce", contains(false, true))
        .body("items[0].endedAt", notNullValue())
        .body("items[0].timeZone", equalTo("America/Chicago"));
    omar.calls()
        .get(CALENDARS + "/{code}/versions/1", code)
        .then()
        .statusCode(200)
        .body("timeZone", equalTo("America/Chicago"));
    omar.calls()
        .header("If-None-Match", "\"2\"")
        .get(CALENDARS + "/{code}", code)
        .then()
        .statusCode(304);

    conrad
        .calls()
        .header("If-Match", "\"2\"")
        .post(CALENDARS + "/{code}/retire", code)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2-ended\""))
        .body("inForce", equalTo(false))
        .body("endedBy", equalTo("conrad.vance"));
    conrad.calls().post(CALENDARS + "/{code}/retire", code).then().statusCode(200);
    conrad
        .sends(aCalendar(code))
        .header("If-Match", "*")
        .put(CALENDARS + "/{code}", code)
        .then()
        .statusCode(409)
        .body("code", equalTo("retired"));
    assertThat(omar.all(CALENDARS)).extracting(it -> it.get("code")).contains(code);
  }

  @Test
  void a_document_is_replaced_by_whoever_has_seen_it() {
    var code = publishes(aPolicy());

    conrad
        .sends(aPolicy().with("code", code))
        .put(POLICIES + "/{code}", code)
        .then()
        .statusCode(428);
    conrad
        .sends(aPolicy().with("code", code))
        .header("If-Match", "\"7\"")
        .put(POLICIES + "/{code}", code)
        .then()
        .statusCode(412)
        .body("code", equalTo("stale"));
    conrad
        .calls()
        .header("If-Match", "\"7\"")
        .post(POLICIES + "/{code}/retire", code)
        .then()
        .statusCode(412);
    conrad
        .sends(aPolicy().with("code", "another"))
        .header("If-Match", "*")
        .put(POLICIES + "/{code}", code)
        .then()
        .statusCode(400)
        .body("errors.code", contains("other_code"));
  }

  @Test
  void the_same_document_again_changes_nothing() {
    var policy = aPolicy();
    var code = publishes(policy);
    var revision = promises.current().revision();

    conrad
        .sends(policy)
        .header("Idempotency-Key", "again")
        .post(POLICIES)
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", equalTo("true"))
        .header("Location", endsWith("/sla-policies/" + code))
        .body("version", equalTo(1));
    conrad
        .sends(policy)
        .header("If-Match", "\"1\"")
        .put(POLICIES + "/{code}", code)
        .then()
        .statusCode(200)
        .body("version", equalTo(1));

    assertThat(promises.current().revision()).isEqualTo(revision);
    conrad
        .sends(policy.with("name", "Another"))
        .post(POLICIES)
        .then()
        .statusCode(409)
        .body("code", equalTo("code-taken"));
  }

  @Test
  void of_two_who_publish_at_once_the_second_is_told_that_it_has_changed() throws Exception {
    var code = publishes(aPolicy());
    Callable<Response> publish =
        () ->
            conrad
                .sends(aPolicy().with("code", code).with("name", "Name " + CODES.incrementAndGet()))
                .header("If-Match", "\"1\"")
                .put(POLICIES + "/{code}", code);

    try (var two = Executors.newFixedThreadPool(2)) {
      var answers = two.invokeAll(List.of(publish, publish));
      assertThat(List.of(answers.get(0).get().statusCode(), answers.get(1).get().statusCode()))
          .containsExactlyInAnyOrder(200, 412);
    }
    omar.calls()
        .get(POLICIES + "/{code}/versions", code)
        .then()
        .body("items.version", contains(1, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update policy_version set definition = '{}' where policy = 'this-shift'",
        "update policy_version set name = 'Other' where policy = 'this-shift'",
        "update policy_version set until_revision = 999 where policy = 'default'",
        "delete from policy_version where policy = 'this-shift'",
        "truncate policy_version",
        "update calendar_version set definition = '{}' where calendar = 'around-the-clock'",
        "delete from calendar_version where calendar = 'around-the-clock'",
        "truncate calendar_version",
      })
  void the_database_refuses_to_change_what_was_published(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var sql = connection.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement))
          .hasMessageContaining("Versions are never changed");
    }
  }

  @Test
  void what_is_not_there_is_not_found() {
    for (var path :
        List.of(
            "/nothing",
            "/nothing/versions",
            "/this-shift/versions/2",
            "/this-shift/versions/x",
            "/this-shift/versions/99999999999",
            "/default")) {
      omar.calls().get(POLICIES + path).then().statusCode(404);
    }
    conrad.calls().post(POLICIES + "/nothing/retire").then().statusCode(404);
    conrad
        .sends(aPolicy())
        .header("If-Match", "*")
        .put(POLICIES + "/nothing")
        .then()
        .statusCode(404);
  }

  // --- What a request goes by ---

  @Test
  void a_new_policy_is_for_new_requests_and_leaves_the_others_alone() {
    var before = nina.open(inTheClinic("slows_care", "training"));
    publishes(aPolicy());

    var after = nina.open(inTheClinic("slows_care", "training"));

    assertThat(target(before.getString("id"), "resolve")).isEqualTo("PT120H");
    assertThat(target(after.getString("id"), "resolve")).isEqualTo("PT3H");
    assertThat(target(after.getString("id"), "acknowledge")).isEqualTo("PT8H");
    assertThat(
            nina.clocks(after.getString("id"))
                .getString("clocks.find { it.kind == 'resolve' }.policy.code"))
        .isEqualTo(toRetire.getFirst());
    omar.message(before.getString("id"), "Soon");
    assertThat(target(before.getString("id"), "resolve")).isEqualTo("PT120H");
  }

  @Test
  void a_request_goes_by_what_it_pinned_also_when_its_impact_changes_later() {
    var code = publishes(aPolicy());
    var id = nina.files(inTheClinic("slows_care", "training"));
    var raisedTarget = "PT8H";
    conrad.calls().post(POLICIES + "/{code}/retire", code).then().statusCode(200);

    nina.changeImpact(id, "improvement");
    assertThat(target(id, "resolve")).isEqualTo("PT1080H");
    var other = nina.files(inTheClinic("this_shift", "training"));
    assertThat(target(other, "resolve")).isEqualTo(raisedTarget);
    nina.changeImpact(other, "slows_care");
    assertThat(target(other, "resolve")).as("pinned after the retirement").isEqualTo("PT120H");
  }

  @Test
  void a_clock_keeps_the_calendar_version_it_began_with() {
    var calendar = aCode();
    conrad.sends(aCalendar(calendar)).post(CALENDARS).then().statusCode(201);
    publishes(aPolicy().with("clocks", Map.of("resolve", aClock("PT3H", calendar))));
    var first = nina.files(inTheClinic("slows_care", "training"));
    conrad
        .sends(aCalendar(calendar).with("timeZone", "UTC"))
        .header("If-Match", "\"1\"")
        .put(CALENDARS + "/{code}", calendar)
        .then()
        .statusCode(200);
    var second = nina.files(inTheClinic("slows_care", "training"));

    nina.changeImpact(first, "this_shift");

    assertThat(calendarOf(first)).isEqualTo(Map.of("code", calendar, "version", 1));
    assertThat(calendarOf(second)).isEqualTo(Map.of("code", calendar, "version", 2));
  }

  @Test
  void a_calendar_that_a_policy_runs_on_is_not_retired() {
    var calendar = aCode();
    conrad.sends(aCalendar(calendar)).post(CALENDARS).then().statusCode(201);
    var policy = publishes(aPolicy().with("clocks", Map.of("resolve", aClock("PT3H", calendar))));

    conrad
        .calls()
        .post(CALENDARS + "/{code}/retire", calendar)
        .then()
        .statusCode(409)
        .body("code", equalTo("in-use"))
        .body("policies", contains(policy));

    conrad.calls().post(POLICIES + "/{code}/retire", policy).then().statusCode(200);
    conrad.calls().post(CALENDARS + "/{code}/retire", calendar).then().statusCode(200);
    conrad
        .sends(aPolicy().with("clocks", Map.of("resolve", aClock("PT3H", calendar))))
        .post(POLICIES)
        .then()
        .statusCode(400)
        .body("errors.code", contains("retired_calendar"));
  }

  // --- Ties and gaps ---

  @Test
  void a_tie_is_refused_by_name_unless_a_third_policy_settles_it() {
    var byUnit =
        publishes(
            aPolicy()
                .with(
                    "match",
                    Map.of("units", List.of("CLINIC"), "categories", List.of("training"))));
    var byImpact =
        aPolicy()
            .with("match", Map.of("units", List.of("CLINIC"), "impacts", List.of("slows_care")));
    conrad
        .sends(byImpact)
        .post(POLICIES)
        .then()
        .statusCode(409)
        .body("code", equalTo("policy-tie"))
        .body("ties.clock", hasItem("resolve"))
        .body("ties.policies.flatten()", hasItems(byUnit, (String) byImpact.get("code")));

    publishes(aPolicy());
    publishes(byImpact);
  }

  @Test
  void retiring_the_policy_that_settles_a_tie_is_refused() {
    var third =
        publishes(
            aPolicy()
                .with(
                    "match",
                    Map.of(
                        "impacts", List.of("slows_care"),
                        "units", List.of("CLINIC"),
                        "categories", List.of("training"))));
    var clinic =
        publishes(
            aPolicy()
                .with(
                    "match", Map.of("impacts", List.of("slows_care"), "units", List.of("CLINIC"))));
    var training =
        publishes(
            aPolicy()
                .with(
                    "match",
                    Map.of("units", List.of("CLINIC"), "categories", List.of("training"))));

    conrad
        .calls()
        .post(POLICIES + "/{code}/retire", third)
        .then()
        .statusCode(409)
        .body("ties[0].policies", containsInAnyOrder(clinic, training));

    conrad.calls().post(POLICIES + "/{code}/retire", clinic).then().statusCode(200);
    conrad.calls().post(POLICIES + "/{code}/retire", third).then().statusCode(200);
  }

  @Test
  void what_is_left_without_a_clock_is_named_and_done() {
    var there = conrad.calls().get(POLICIES + "/slows-care");
    try {
      conrad
          .calls()
          .post(POLICIES + "/slows-care/retire")
          .then()
          .statusCode(200)
          .body("warnings.clock", contains("acknowledge", "update", "resolve"))
          .body("warnings.impact", contains("slows_care", "slows_care", "slows_care"))
          .body(
              "warnings[0].message",
              equalTo("No policy sets 'acknowledge' for slows_care in every category."));

      var id = nina.files(aNeedOf("slows_care", "supplies"));
      assertThat(nina.get(id).getList("clocks")).isEmpty();
      assertThat(nina.get(id).getString("nextWordDueAt")).isNull();
      assertThat(nina.clocks(id).getList("clocks")).isEmpty();
      omar.acknowledge(id);
      omar.message(id, "On its way");
      omar.ask(id);
      time.pass(Duration.ofHours(23));
      assertThat(nina.get(id).getString("status")).isEqualTo("waiting_for_caregiver");
      time.pass(Duration.ofHours(1));
      assertThat(nina.get(id).getString("status")).isEqualTo("acknowledged");
      nina.changeImpact(id, "this_shift");
      assertThat(target(id, "update")).as("promised from here on").isEqualTo("PT2H");
      assertThat(target(id, "resolve")).isEqualTo("PT8H");
      omar.resolve(id);
      nina.confirm(id);
      assertThat(nina.happened(id))
          .containsExactly(
              "opened",
              "acknowledged",
              "messaged",
              "asked",
              "wait_ended",
              "impact_changed",
              "resolved",
              "confirmed");

      var other = nina.files(aNeedOf("slows_care", "supplies"));
      omar.resolve(other);
      nina.reopen(other);
      omar.decline(other);
      var from = time.instant().minus(Duration.ofMinutes(1));
      nina.files(aNeedOf("slows_care", "transport_flow").with("unit", "LD"));
      omar.calls()
          .queryParam("unit", "LD")
          .queryParam("category", "transport_flow")
          .queryParam("from", from.toString())
          .queryParam("to", time.instant().plus(Duration.ofDays(90)).toString())
          .get("/api/v1/metrics/kept")
          .then()
          .statusCode(200)
          .body("figures.findAll { it.impact == 'slows_care' }.kept", everyItem(nullValue()))
          .body("figures.findAll { it.impact == 'slows_care' }.met", everyItem(equalTo(0)))
          .body("figures.findAll { it.impact == 'slows_care' }.notYetDue", everyItem(equalTo(0)))
          .body("figures.findAll { it.impact == 'slows_care' }.notMeasured", contains(1, 1, 1));
      assertThat(nina.get(other).getList("clocks")).isEmpty();
      assertThat(nina.happened(other))
          .containsExactly("opened", "resolved", "reopened", "declined");
    } finally {
      var again = new Body();
      again.putAll(there.jsonPath().getMap(""));
      List.of(
              "version",
              "inForce",
              "sinceRevision",
              "publishedAt",
              "publishedBy",
              "endedAt",
              "endedBy")
          .forEach(again::without);
      conrad.sends(again.with("code", aCode())).post(POLICIES).then().statusCode(201);
    }
  }

  // --- Validation: all of it in one answer ---

  static Stream<Arguments> wrongCalendars() {
    return Stream.of(
        Arguments.of("timeZone", "Mars/Base", "/timeZone", "unknown_time_zone"),
        Arguments.of("weekly", Map.of(), "", "never_open"),
        Arguments.of(
            "closures",
            List.of(Map.of("date", "2026-12-24", "from", "12-24", "to", "12-26")),
            "/closures/0",
            "closure_ambiguous"),
        Arguments.of(
            "weekly",
            Map.of("MONDAY", List.of("08:00-12:00", "11:00-15:00")),
            "/weekly/MONDAY/1",
            "overlapping_intervals"),
        Arguments.of(
            "weekly",
            Map.of("SUNDAY", List.of("22:00-06:00"), "MONDAY", List.of("05:00-12:00")),
            "/weekly/MONDAY/0",
            "overlapping_intervals"),
        Arguments.of(
            "exceptions",
            List.of(Map.of("date", "2026-12-24", "open", List.of("08:00-12:00", "09:00-10:00"))),
            "/exceptions/0/open/1",
            "overlapping_intervals"),
        Arguments.of(
            "closures",
            List.of(Map.of("from", "07-01", "to", "02-28"), Map.of("from", "02-29", "to", "06-30")),
            "/closures",
            "closed_all_year"),
        Arguments.of("name", " ", "/name", "not_a_name"),
        Arguments.of("code", "No Code", "/code", "not_a_code"));
  }

  @ParameterizedTest
  @MethodSource("wrongCalendars")
  void a_calendar_nobody_can_mean_is_refused_by_name(
      String property, Object value, String pointer, String code) {
    conrad
        .sends(aCalendar(aCode()).with(property, value))
        .post(CALENDARS)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains(pointer))
        .body("errors.code", contains(code));
  }

  /** A clock on it would wait for ever, as on one that never was open. */
  @Test
  void a_calendar_whose_only_openings_are_over_is_refused_by_name() {
    var over = List.of(Map.of("date", "2020-12-24", "open", List.of("08:00-12:00")));

    conrad
        .sends(aCalendar(aCode()).with("weekly", Map.of()).with("exceptions", over))
        .post(CALENDARS)
        .then()
        .statusCode(400)
        .body("errors.code", contains("never_open"));
  }

  static Stream<Arguments> wrongPolicies() {
    var always = "around-the-clock";
    return Stream.of(
        clock(Map.of("target", "PT0S", "calendar", always), "/target", "out_of_range"),
        clock(Map.of("target", "P36525D", "calendar", always), "/target", "out_of_range"),
        clock(Map.of("target", "P3654D", "calendar", always), "/target", "out_of_range"),
        clock(Map.of("target", "PT0.0000001S", "calendar", always), "/target", "out_of_range"),
        clock(Map.of("target", "P1M", "calendar", always), "/target", "not_a_duration"),
        clock(Map.of("target", "PT1H"), "/calendar", "required"),
        clock(Map.of("target", "PT1H", "calendar", "x"), "/calendar", "unknown_calendar"),
        steps("/steps/1/percent", "out_of_order", step(100, "warn", true), step(75, "warn", true)),
        steps("/steps/1/percent", "out_of_order", step(75, "warn", true), step(75, "climb", true)),
        steps("/steps/0/percent", "out_of_range", step(0, "warn", true)),
        steps("/steps/0/percent", "out_of_range", step(1001, "warn", true)),
        clock(
            Map.of(
                "target",
                "PT1H",
                "calendar",
                always,
                "steps",
                IntStream.rangeClosed(1, 21).mapToObj(it -> step(it, "warn", true)).toList()),
            "/steps",
            "too_many"),
        steps("/steps/0", "one_action", step(75, "warn", false)),
        steps("/steps/0", "one_action", Map.of("percent", 75, "warn", true, "climb", true)),
        steps("/steps/0/tiers", "not_tiers", step(75, "tiers", List.of(3, 2))),
        steps("/steps/0/tiers", "not_tiers", step(75, "tiers", List.of(5))),
        steps("/steps/0/tiers", "not_tiers", step(75, "tiers", List.of())),
        match("impacts", List.of("urgent"), "/0", "unknown_impact"),
        match("categories", List.of("coffee"), "/0", "unknown_category"),
        match("facilities", List.of("NOWHERE"), "/0", "unknown_facility"),
        match("units", List.of("NOWHERE"), "/0", "unknown_unit"),
        match("teams", List.of("nobody"), "/0", "unknown_team"),
        match("units", List.of(), "", "empty"),
        match("units", Collections.nCopies(1_001, "CLINIC"), "", "too_many"),
        match("units", List.of("CLINIC", "CLINIC"), "/1", "duplicate"),
        Arguments.of("clocks", Map.of(), "/clocks", "no_clock"),
        Arguments.of("clocks", null, "/clocks", "required"),
        Arguments.of("waitLimit", "PT25H", "/waitLimit", "out_of_range"),
        Arguments.of("answerWithin", "PT0S", "/answerWithin", "out_of_range"),
        Arguments.of("answerWithin", "P31D", "/answerWithin", "out_of_range"),
        Arguments.of("code", "preview", "/code", "reserved"));
  }

  private static Arguments clock(Map<String, Object> clock, String place, String code) {
    return Arguments.of("clocks", Map.of("resolve", clock), "/clocks/resolve" + place, code);
  }

  @SafeVarargs
  private static Arguments steps(String place, String code, Map<String, Object>... steps) {
    return clock(
        Map.of("target", "PT1H", "calendar", "around-the-clock", "steps", List.of(steps)),
        place,
        code);
  }

  private static Map<String, Object> step(int percent, String action, Object value) {
    return Map.of("percent", percent, action, value);
  }

  private static Arguments match(String dimension, Object named, String place, String code) {
    return Arguments.of("match", Map.of(dimension, named), "/match/" + dimension + place, code);
  }

  @ParameterizedTest
  @MethodSource("wrongPolicies")
  void a_policy_nobody_can_mean_is_refused_by_name(
      String property, Object value, String pointer, String code) {
    conrad
        .sends(aPolicy().with(property, value))
        .post(POLICIES)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains(pointer))
        .body("errors.code", contains(code));
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    conrad
        .sends(
            aPolicy()
                .with("name", null)
                .with("match", Map.of("impacts", List.of("urgent"), "teams", List.of()))
                .with("waitLimit", "soon"))
        .post(POLICIES)
        .then()
        .statusCode(400)
        .body(
            "errors.pointer",
            containsInAnyOrder("/name", "/match/impacts/0", "/match/teams", "/waitLimit"));
  }

  @Test
  void nothing_that_was_refused_is_repeated() {
    var answer =
        conrad
            .sends(aPolicy().with("match", Map.of("units", List.of("Jane Doe, room 12"))))
            .post(POLICIES);

    assertThat(answer.asString()).doesNotContain("Jane");
  }

  // --- Preview ---

  @Test
  void a_draft_is_tried_on_what_has_happened_and_changes_nothing() {
    var late = nina.files(inTheClinic("slows_care", "training"));
    var quick = nina.files(inTheClinic("slows_care", "training"));
    omar.resolve(quick);
    time.pass(Duration.ofHours(4));
    omar.resolve(late);
    var revision = promises.current().revision();
    var lateReference = nina.get(late).getString("reference");
    var quickReference = nina.get(quick).getString("reference");
    var body = Body.of("policy", aPolicy()).with("days", 1);

    var tried =
        omar.sends(body).post(POLICIES + "/preview").then().statusCode(200).extract().jsonPath();

    var resolve = "clocks.find { it.kind == 'resolve' }";
    assertThat(tried.getInt(resolve + ".nowMissed")).isPositive();
    assertThat(tried.getList(resolve + ".examplesNowMissed"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
        .contains(lateReference)
        .doesNotContain(quickReference);
    assertThat(sum(tried.getMap(resolve + ".before")))
        .isEqualTo(sum(tried.getMap(resolve + ".after")));
    assertThat(tried.getInt("clocks.find { it.kind == 'acknowledge' }.nowMissed")).isZero();
    assertThat(promises.current().revision()).isEqualTo(revision);
    assertThat(target(late, "resolve")).isEqualTo("PT120H");
  }

  @Test
  void a_preview_says_what_is_wrong_with_the_draft() {
    omar.sends(Body.of("policy", aPolicy().with("name", null)).with("days", 30))
        .post(POLICIES + "/preview")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/policy/name"));
    for (var days : new Integer[] {0, 91, null}) {
      omar.sends(Body.of("policy", aPolicy()).with("days", days))
          .post(POLICIES + "/preview")
          .then()
          .statusCode(400)
          .body("errors.pointer", contains("/days"));
    }
    omar.sends(Body.of("policy", aPolicy()).with("days", 1).with("replaces", "nothing"))
        .post(POLICIES + "/preview")
        .then()
        .statusCode(400)
        .body("errors.code", contains("unknown_policy"));
    omar.sends(Body.of("days", 1))
        .post(POLICIES + "/preview")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/policy"));
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(it -> it).sum();
  }

  // --- Words ---

  private static String aCode() {
    return "test-" + CODES.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
  }

  private static Body aCalendar(String code) {
    return Body.of("code", code)
        .with("name", "Hours")
        .with("timeZone", "America/Chicago")
        .with("weekly", Map.of("MONDAY", List.of("08:00-12:00", "13:00-17:00")));
  }

  /** For training in the clinic that slows care: resolved in three hours. */
  private static Body aPolicy() {
    return Body.of("code", aCode())
        .with("name", "Training in the clinic")
        .with(
            "match",
            Map.of(
                "impacts", List.of("slows_care"),
                "categories", List.of("training"),
                "units", List.of("CLINIC")))
        .with("clocks", Map.of("resolve", aClock("PT3H", "around-the-clock")));
  }

  private static Map<String, Object> aClock(String target, String calendar) {
    return Map.of("target", target, "calendar", calendar, "steps", List.of(step(75, "warn", true)));
  }

  private String publishes(Body policy) {
    conrad
        .sends(policy)
        .post(POLICIES)
        .then()
        .statusCode(201)
        .body("warnings", notNullValue())
        .body("endedAt", nullValue())
        .header("ETag", containsString("1"));
    var code = (String) policy.get("code");
    toRetire.addFirst(code);
    return code;
  }

  private static Body inTheClinic(String impact, String category) {
    return aNeedOf(impact, category).with("unit", "CLINIC").with("visibility", "named");
  }

  private Object calendarOf(String id) {
    return nina.clocks(id).getMap("clocks.find { it.kind == 'resolve' }.calendar");
  }

  private String target(String id, String kind) {
    return nina.get(id)
        .<Map<String, Object>>getList("clocks.findAll { it.kind == '" + kind + "' }")
        .getLast()
        .get("target")
        .toString();
  }
}
