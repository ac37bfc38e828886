package care.andon.story;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import care.andon.directory.Directory;
import care.andon.request.Deadlines;
import care.andon.support.Api;
import care.andon.support.AtOnce;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known faults of other trackers: one test for each, named after the fault. The tests use the API
 * only, as the users of those trackers did.
 */
@QuarkusTest
class FaultsOthersHadTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String POLICIES = "/api/v1/sla-policies";
  private static final String CALENDARS = "/api/v1/calendars";
  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");

  /** Warns at a percentage that no other policy uses, so a wrong policy has no such step. */
  private static final List<Map<String, Object>> STEPS =
      List.of(Map.of("percent", 60, "warn", true), Map.of("percent", 100, "climb", true));

  private static final List<String> WORKDAYS =
      List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY");

  private final Api hannah = Api.as("hannah.lee");
  private final Api omar = Api.as("omar.ortiz");
  private final Api conrad = Api.as("conrad.vance");

  @Inject TimeMachine time;
  @Inject Deadlines deadlines;
  @Inject DataSource database;
  @Inject Directory directory;

  // --- Verdicts
  // -----------------------------------------------------------------------------------

  @Test
  void resolved_late_between_two_scans_counted_as_met() {
    var filed = aPatientWaits();
    time.sleep(Duration.ofMinutes(61));

    var resolved = omar.resolve(filed.getString("id"));

    assertThat(clock(resolved, "resolve")).containsEntry("verdict", "missed");
    assertThat(clock(resolved, "resolve"))
        .containsEntry("breachedAt", received(filed).plus(HOUR).toString());
  }

  @Test
  void breach_erased_by_closing() {
    var id = aMissedNeed();

    omar.decline(id);

    assertThat(clock(hannah.get(id), "resolve")).containsEntry("verdict", "missed");
  }

  @Test
  void breach_erased_by_re_prioritising() {
    var id = aMissedNeed();

    hannah.changeImpact(id, "improvement");

    assertThat(clock(hannah.get(id), "resolve")).containsEntry("verdict", "missed_open");
    assertThat(clock(hannah.get(id), "acknowledge")).containsEntry("verdict", "missed_open");
  }

  @Test
  void breach_erased_by_reopening() {
    var id = aMissedNeed();
    omar.resolve(id);

    hannah.reopen(id);

    assertThat(clock(hannah.get(id), "resolve")).containsEntry("verdict", "missed_open");
  }

  // --- Pauses
  // -------------------------------------------------------------------------------------

  /** Paused on Friday at 16:00, resumed on Monday at 09:00: two open hours, not sixty-five. */
  @Test
  void a_weekend_pause_adding_wall_clock_time() {
    var played =
        played(
            officeHours(),
            "PT8H",
            "2026-03-06T12:00:00Z",
            "2026-03-09T10:00:00Z",
            event("2026-03-06T16:00:00Z", "pause"),
            event("2026-03-09T09:00:00Z", "resume"));

    assertThat(played.getString("elapsed")).isEqualTo("PT5H");
    assertThat(played.getString("dueAt")).isEqualTo("2026-03-09T13:00:00Z");
  }

  /** The impact changes the target. The two paused hours still do not count. */
  @Test
  void pause_credit_lost_on_a_changed_target() {
    var played =
        played(
            officeHours(),
            "PT4H",
            "2026-03-02T08:00:00Z",
            "2026-03-02T12:00:00Z",
            event("2026-03-02T09:00:00Z", "pause"),
            event("2026-03-02T11:00:00Z", "resume"),
            Body.of("at", "2026-03-02T11:00:00Z").with("type", "lower").with("target", "PT8H"));

    assertThat(played.getString("elapsed")).isEqualTo("PT2H");
    assertThat(played.getString("dueAt")).isEqualTo("2026-03-03T09:00:00Z");
  }

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

  @Test
  void resolving_from_paused_counting_the_last_pause() {
    var filed = aPatientWaits();
    var id = filed.getString("id");
    time.pass(Duration.ofMinutes(20));
    omar.ask(id);
    time.pass(Duration.ofHours(5));

    var resolved = omar.resolve(id);

    assertThat(clock(resolved, "resolve")).containsEntry("verdict", "met");
    assertThat(Duration.parse(hannah.clocks(id).getString(find("resolve") + ".elapsed")))
        .isBetween(Duration.ofMinutes(20), Duration.ofMinutes(25));
  }

  // --- Signals
  // ------------------------------------------------------------------------------------

  @Test
  void escalation_levels_lost_in_downtime() {
    var filed = aPatientWaits();

    time.sleep(Duration.ofHours(3));
    time.beat();

    assertThat(signals(filed))
        .containsExactly(
            "PT3M45S warned acknowledge 1 75",
            "PT5M promise_missed acknowledge 1",
            "PT5M escalated acknowledge 1 100 tier 1",
            "PT10M escalated acknowledge 1 200 tier 2",
            "PT10M escalated acknowledge 1 200 tier 3",
            "PT10M escalation_joined",
            "PT11M15S warned update 1 75",
            "PT15M promise_missed update 1",
            "PT15M escalation_joined",
            "PT15M escalated acknowledge 1 200 tier 4",
            "PT20M escalation_unanswered",
            "PT45M warned resolve 1 75",
            "PT1H promise_missed resolve 1",
            "PT1H escalated resolve 1 100 tier 4",
            "PT1H5M escalation_unanswered");
  }

  @Test
  void escalations_firing_twice_with_two_replicas() throws Exception {
    var filed = new ArrayList<JsonPath>();
    for (int i = 0; i < 10; i++) {
      filed.add(aPatientWaits());
    }
    time.sleep(Duration.ofMinutes(30));

    AtOnce.call(() -> deadlines.advanceDue(3), () -> deadlines.advanceDue(200));
    time.beat();

    assertThat(filed)
        .allSatisfy(one -> assertThat(signals(one)).doesNotHaveDuplicates().hasSize(11));
  }

  /** Two update cycles on one day are missed. The second is reported like the first. */
  @Test
  void today_instead_of_clock_cycle_and_step_as_the_key_of_a_notification() {
    var filed = aPatientWaits();
    var id = filed.getString("id");
    time.pass(Duration.ofMinutes(16));
    omar.message(id, "The truck is late");
    time.pass(Duration.ofMinutes(16));

    assertThat(signals(filed).stream().map(signal -> signal.replaceFirst("\\S+ ", "")))
        .contains(
            "promise_missed update 1",
            "promise_missed update 2",
            "warned update 1 75",
            "warned update 2 75");
  }

  @Test
  void ghost_escalations_of_withdrawn_things() {
    var id = aPatientWaits().getString("id");
    hannah.withdraw(id);

    time.pass(Duration.ofDays(20));

    assertThat(hannah.happened(id)).containsExactly("opened", "withdrawn");
  }

  /** The heartbeat was down when the request was withdrawn, and runs again. */
  @Test
  void ghost_escalations_of_things_withdrawn_during_a_downtime() {
    var filed = aPatientWaits();
    var id = filed.getString("id");
    time.sleep(Duration.ofMinutes(4));
    hannah.withdraw(id);
    time.sleep(Duration.ofDays(2));
    time.beat();

    assertThat(hannah.happened(id)).containsExactly("opened", "warned", "withdrawn");
    assertThat(
            Duration.between(received(filed), Instant.parse(hannah.get(id).getString("updatedAt"))))
        .isLessThan(Duration.ofMinutes(5));
  }

  /** A person had been called. Without an answer, the next tier would have been called. */
  @ParameterizedTest
  @ValueSource(strings = {"declined", "withdrawn", "confirmed"})
  void ghost_escalations_of_settled_things(String how) {
    time.passUntil(MONDAY, "10:00");
    var id = aPatientWaits().getString("id");
    time.pass(Duration.ofMinutes(6));
    assertThat(omar.get(id).getInt("openEscalations")).isEqualTo(1);
    switch (how) {
      case "declined" -> omar.decline(id);
      case "withdrawn" -> hannah.withdraw(id);
      default -> {
        omar.resolve(id);
        hannah.confirm(id);
      }
    }
    var before = hannah.happened(id);

    time.pass(Duration.ofDays(20));

    assertThat(before).contains("escalated").endsWith(how);
    assertThat(hannah.happened(id)).isEqualTo(before);
    assertThat(omar.get(id).getInt("openEscalations")).isZero();
  }

  @Test
  void ghost_escalations_of_things_nobody_confirmed() {
    time.passUntil(MONDAY, "10:00");
    var id = aPatientWaits().getString("id");
    time.pass(Duration.ofMinutes(6));
    omar.resolve(id);
    var before = hannah.happened(id);

    time.pass(Duration.ofDays(40));

    assertThat(before).contains("escalated");
    assertThat(hannah.happened(id)).startsWith(before.toArray(String[]::new));
    assertThat(hannah.happened(id).subList(before.size(), hannah.happened(id).size()))
        .containsExactly("went_unconfirmed");
  }

  /** Grace Kim leads the team, so she is called first. */
  @Test
  void ghost_escalations_to_people_who_have_left() throws SQLException {
    time.passUntil(MONDAY, "10:00");
    var filed = aPatientWaits();

    leaves(
        "grace.kim",
        () -> {
          time.pass(Duration.ofMinutes(30));

          var called = omar.ladder(filed.getString("id"));
          assertThat(called.getFirst())
              .containsEntry("tier", 2)
              .doesNotContainEntry("people", List.of());
          assertThat(called.toString()).doesNotContain("Grace Kim");
        });
  }

  @Test
  void ghost_escalations_to_somebody_who_leaves_before_they_answer() throws SQLException {
    time.passUntil(MONDAY, "10:00");
    var filed = aPatientWaits();
    time.pass(Duration.ofMinutes(6));
    assertThat(omar.ladder(filed.getString("id")).toString()).contains("Grace Kim");

    leaves(
        "grace.kim",
        () -> {
          time.pass(Duration.ofMinutes(14));

          assertThat(signals(filed))
              .startsWith(
                  "PT3M45S warned acknowledge 1 75",
                  "PT5M promise_missed acknowledge 1",
                  "PT5M escalated acknowledge 1 100 tier 1",
                  "PT10M escalated acknowledge 1 200 tier 2",
                  "PT10M escalated acknowledge 1 200 tier 3",
                  "PT10M escalation_joined");
          assertThat(omar.ladder(filed.getString("id")).stream().skip(1).toList().toString())
              .doesNotContain("Grace Kim");
        });
  }

  /** No other escalation of the promise is open, so the next tier is called. */
  @Test
  void ghost_escalations_that_climb_to_somebody_who_has_left() throws SQLException {
    time.passUntil(MONDAY, "10:00");
    var id = hannah.open(aNeedOf("this_shift", "supplies").with("unit", "5E")).getString("id");
    time.pass(Duration.ofMinutes(16));
    assertThat(omar.ladder(id).toString()).contains("Grace Kim");

    leaves(
        "grace.kim",
        () -> {
          time.pass(Duration.ofHours(2));

          var ladder = omar.ladder(id);
          assertThat(ladder.getFirst()).containsEntry("state", "climbed");
          assertThat(ladder.get(1)).containsEntry("cause", "nobody_answered");
          assertThat(ladder.stream().skip(1).toList().toString())
              .doesNotContain("Grace Kim")
              .contains("Maria Santos");
        });
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

  // --- Calendars
  // ----------------------------------------------------------------------------------

  @Test
  void a_yearly_closure_across_new_year_never_matching() {
    var played =
        played(
            officeHours().with("closures", List.of(Map.of("from", "12-24", "to", "01-02"))),
            "PT9H",
            "2026-12-23T12:00:00Z",
            "2027-01-04T08:00:00Z");

    assertThat(played.getString("elapsed")).isEqualTo("PT5H");
    assertThat(played.getString("dueAt")).isEqualTo("2027-01-04T12:00:00Z");
  }

  /**
   * Paris, on the night from 28 to 29 March 2026. The Sunday must not be skipped; it only lacks one
   * hour.
   */
  @Test
  void a_date_skipped_at_dst() {
    var everyDay =
        Body.of("timeZone", "Europe/Paris")
            .with(
                "weekly",
                Map.of("SATURDAY", List.of("00:00-24:00"), "SUNDAY", List.of("00:00-24:00")));

    var played = played(everyDay, "PT40H", "2026-03-27T23:00:00Z", "2026-03-29T22:00:00Z");

    assertThat(played.getString("elapsed")).isEqualTo("PT47H");
    assertThat(played.getString("dueAt")).isEqualTo("2026-03-29T15:00:00Z");
  }

  @Test
  void a_calendar_with_no_opening_looping_for_ever() {
    var never = Body.of("timeZone", "UTC").with("weekly", Map.of());

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            play(never, "PT1H", "2026-03-02T08:00:00Z", "2026-03-02T12:00:00Z")
                .then()
                .statusCode(400));
  }

  // --- Figures
  // ------------------------------------------------------------------------------------

  @Test
  void figures_that_exist_only_after_the_last_close() {
    var since = aFreshStart();
    aPatientWaits();

    time.pass(Duration.ofMinutes(61));

    assertThat(kept(since).getInt(of("resolve", "missedOpen"))).isEqualTo(1);
    assertThat(kept(since).getFloat(of("resolve", "kept"))).isZero();
  }

  @Test
  void undecided_items_counted_as_hits() {
    var since = aFreshStart();
    omar.resolve(aPatientWaits().getString("id"));
    aPatientWaits();

    time.pass(Duration.ofMinutes(30));

    assertThat(kept(since).getInt(of("resolve", "notYetDue"))).isEqualTo(2);
    assertThat(kept(since).getInt(of("resolve", "met"))).isZero();
    assertThat(kept(since).<Object>get(of("resolve", "kept"))).isNull();
  }

  @Test
  void an_empty_set_printed_as_100_percent() {
    var kept = kept(aFreshStart());

    assertThat(kept.getInt(of("resolve", "met"))).isZero();
    assertThat(kept.<Map<String, Object>>getList("figures"))
        .allSatisfy(figure -> assertThat(figure).containsEntry("kept", null));
  }

  // --- Given
  // --------------------------------------------------------------------------------------

  private JsonPath aPatientWaits() {
    return hannah.open(aNeedOf("patient_waiting", "supplies").with("unit", "5E"));
  }

  /** Nothing happens for an hour. */
  private String aMissedNeed() {
    var id = aPatientWaits().getString("id");
    time.pass(Duration.ofMinutes(61));
    return id;
  }

  /** All requests filed before are overdue already. */
  private Instant aFreshStart() {
    time.passUntil(MONDAY, "10:00");
    return time.instant();
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

  /** Marks a person as gone while the code runs. */
  private void leaves(String username, Runnable what) throws SQLException {
    gone(username, "now()");
    try {
      what.run();
    } finally {
      gone(username, "null");
    }
  }

  private void gone(String username, String at) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "update person set gone_at = %s where username = '%s'".formatted(at, username));
    }
    directory.refresh();
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

  private static Body officeHours() {
    return Body.of("timeZone", "UTC")
        .with(
            "weekly",
            WORKDAYS.stream().collect(Collectors.toMap(day -> day, day -> List.of("08:00-17:00"))));
  }

  private static Body event(String at, String type) {
    return Body.of("at", at).with("type", type);
  }

  // --- Seen
  // ---------------------------------------------------------------------------------------

  private JsonPath played(Body calendar, String target, String start, String asOf, Body... events) {
    return play(calendar, target, start, asOf, events).then().statusCode(200).extract().jsonPath();
  }

  private Response play(Body calendar, String target, String start, String asOf, Body... events) {
    return omar.sends(
            Body.of("calendar", calendar)
                .with("target", target)
                .with("start", start)
                .with("asOf", asOf)
                .with("events", List.of(events)))
        .post("/api/v1/sla/preview");
  }

  private JsonPath kept(Instant since) {
    return omar.calls()
        .get(
            "/api/v1/metrics/kept?unit=5E&category=supplies&from={from}&to={to}",
            since.toString(),
            since.plus(Duration.ofDays(1)).toString())
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String of(String clock, String figure) {
    return "figures.find { it.clock == '%s' && it.impact == 'patient_waiting' }.%s"
        .formatted(clock, figure);
  }

  private static String find(String kind) {
    return "clocks.find { it.kind == '" + kind + "' }";
  }

  private static Map<String, Object> clock(JsonPath request, String kind) {
    return request.getMap(find(kind));
  }

  private static Instant received(JsonPath filed) {
    return Instant.parse(filed.getString("receivedAt"));
  }

  /** Returns the automatic events: when, type, clock, cycle and step. */
  private List<String> signals(JsonPath filed) {
    return hannah.history(filed.getString("id")).stream()
        .filter(event -> !event.containsKey("actor"))
        .map(event -> signal(event, received(filed)))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static String signal(Map<String, Object> event, Instant received) {
    var data = (Map<String, Object>) event.get("data");
    return Stream.of(
            Duration.between(received, Instant.parse((String) event.get("at"))),
            event.get("type"),
            data.get("clock"),
            data.get("cycle"),
            data.get("percent"),
            data.containsKey("tier") ? "tier " + data.get("tier") : null)
        .filter(word -> word != null)
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }
}
