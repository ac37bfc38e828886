package care.andon.sla;

import static care.andon.sla.ClinicPolicies.CALENDARS;
import static care.andon.sla.ClinicPolicies.POLICIES;
import static care.andon.sla.ClinicPolicies.aCalendar;
import static care.andon.sla.ClinicPolicies.aClock;
import static care.andon.sla.ClinicPolicies.aCode;
import static care.andon.sla.ClinicPolicies.aPolicy;
import static care.andon.sla.ClinicPolicies.inTheClinic;
import static care.andon.sla.ClinicPolicies.target;
import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is promised, published over the API. Every test publishes for the clinic only. */
@QuarkusTest
class PublishedPoliciesApiTest {
  private final Api conrad = Api.as("conrad.vance");
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final List<String> toRetire = new ArrayList<>();

  @Inject TimeMachine time;

  @AfterEach
  void retire() {
    toRetire.forEach(code -> conrad.calls().post(POLICIES + "/{code}/retire", code));
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
    // A day later the same people are on call. At the end of a week they are not.
    time.passUntil(DayOfWeek.MONDAY, "10:00");
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

  private Object calendarOf(String id) {
    return nina.clocks(id).getMap("clocks.find { it.kind == 'resolve' }.calendar");
  }

  private String publishes(Body policy) {
    toRetire.addFirst(ClinicPolicies.published(policy));
    return toRetire.getFirst();
  }
}
