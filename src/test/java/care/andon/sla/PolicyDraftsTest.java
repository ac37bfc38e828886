package care.andon.sla;

import static care.andon.sla.ClinicPolicies.CALENDARS;
import static care.andon.sla.ClinicPolicies.POLICIES;
import static care.andon.sla.ClinicPolicies.aCalendar;
import static care.andon.sla.ClinicPolicies.aCode;
import static care.andon.sla.ClinicPolicies.aPolicy;
import static care.andon.sla.ClinicPolicies.inTheClinic;
import static care.andon.sla.ClinicPolicies.step;
import static care.andon.sla.ClinicPolicies.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drafts of calendars and policies: what is wrong with them is said, and what they would change.
 */
@QuarkusTest
class PolicyDraftsTest {
  private final Api conrad = Api.as("conrad.vance");
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;
  @Inject Promises promises;

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
}
