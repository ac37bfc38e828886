package care.andon.story;

import static care.andon.story.HannahsRequests.clock;
import static care.andon.story.HannahsRequests.received;
import static care.andon.story.HannahsRequests.signals;
import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Known faults of other trackers when a policy or a calendar changes or is retired after a promise
 * was made with it. One test for each, named after the fault.
 */
@QuarkusTest
class PolicyFaultsOthersHadTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String POLICIES = "/api/v1/sla-policies";
  private static final String CALENDARS = "/api/v1/calendars";
  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");

  /** Warns at a percentage that no other policy uses, so a wrong policy has no such step. */
  private static final List<Map<String, Object>> STEPS =
      List.of(Map.of("percent", 60, "warn", true), Map.of("percent", 100, "climb", true));

  private final Api hannah = Api.as("hannah.lee");
  private final Api omar = Api.as("omar.ortiz");
  private final Api conrad = Api.as("conrad.vance");

  @Inject TimeMachine time;

  /**
   * While the request waits for its caregiver, a policy with half the time is published for new
   * requests.
   */
  @Test
  void pause_credit_lost_on_policy_change() {
    var policy = aCode("moving");
    conrad.sends(aPolicy(policy, "PT8H")).post(POLICIES).then().statusCode(201);
    try {
      var filed = hannah.open(aPatientToMove("improvement"));
      var id = filed.getString("id");
      time.pass(HOUR);
      omar.ask(id);
      time.pass(Duration.ofHours(2));
      conrad
          .sends(aPolicy(policy, "PT4H"))
          .header("If-Match", "\"1\"")
          .put(POLICIES + "/{code}", policy)
          .then()
          .statusCode(200);

      hannah.answer(id);
      hannah.changeImpact(id, "slows_care");

      var resolve = clock(hannah.get(id), "resolve");
      assertThat(resolve).containsEntry("target", "PT8H");
      assertThat(Duration.between(received(filed), Instant.parse((String) resolve.get("dueAt"))))
          .isBetween(Duration.ofHours(10), Duration.ofHours(10).plusMinutes(2));
    } finally {
      conrad.calls().post(POLICIES + "/{code}/retire", policy).then().statusCode(200);
    }
  }

  /** Promises made while the policy was in force are still due and still escalate. */
  @Test
  void ghost_escalations_of_retired_policies() {
    time.passUntil(MONDAY, "07:30");
    var filed = promisedBy(aPolicy(aCode("retired"), "PT8H"), policy -> retires(POLICIES, policy));

    time.pass(Duration.ofHours(9));

    assertThat(signals(filed))
        .containsExactly(
            "PT4H48M warned resolve 1 60",
            "PT8H promise_missed resolve 1",
            "PT8H escalated resolve 1 100 tier 1");
  }

  /**
   * The calendar is open from two to three hours from now. Promises made with it keep their due
   * time.
   */
  @Test
  void ghost_escalations_of_retired_calendars() {
    time.passUntil(MONDAY, "10:00");
    var calendar = aCode("retired");
    conrad
        .sends(
            Body.of("code", calendar)
                .with("name", "From noon on")
                .with("timeZone", "America/Chicago")
                .with("weekly", Map.of("MONDAY", List.of("12:00-20:00"))))
        .post(CALENDARS)
        .then()
        .statusCode(201);
    var clock = Map.of("target", "PT2H", "calendar", calendar, "steps", STEPS);
    var filed =
        promisedBy(
            aPolicy(aCode("retired"), "PT2H").with("clocks", Map.of("resolve", clock)),
            policy -> {
              retires(POLICIES, policy);
              retires(CALENDARS, calendar);
            });

    time.passUntil(MONDAY, "15:00");

    var missed =
        hannah.history(filed.getString("id")).stream()
            .filter(event -> event.get("type").equals("promise_missed"))
            .toList();
    assertThat(missed).hasSize(1);
    assertThat(Instant.parse((String) missed.getFirst().get("at")).atZone(HOSPITAL).toLocalTime())
        .isEqualTo(LocalTime.of(14, 0));
  }

  /** Returns a request with a promise of its own policy. The test changes the policy afterwards. */
  private JsonPath promisedBy(Body policy, Consumer<String> then) {
    conrad.sends(policy).post(POLICIES).then().statusCode(201);
    try {
      return hannah.open(aPatientToMove("improvement"));
    } finally {
      then.accept((String) policy.get("code"));
    }
  }

  private void retires(String what, String code) {
    conrad.calls().post(what + "/{code}/retire", code).then().statusCode(200);
  }

  private static String aCode(String word) {
    return word + "-" + Long.toString(System.nanoTime(), 36);
  }

  private static Body aPatientToMove(String impact) {
    return aNeedOf(impact, "transport_flow").with("unit", "CLINIC").with("visibility", "named");
  }

  /** Criteria that match only these requests. */
  private static Body aPolicy(String code, String target) {
    return Body.of("code", code)
        .with("name", "Moving patients of the clinic")
        .with(
            "match",
            Map.of(
                "impacts", List.of("improvement", "slows_care"),
                "categories", List.of("transport_flow"),
                "units", List.of("CLINIC")))
        .with(
            "clocks",
            Map.of(
                "resolve",
                Map.of("target", target, "calendar", "around-the-clock", "steps", STEPS)));
  }
}
