package care.andon.story;

import static care.andon.story.HannahsRequests.aPatientWaits;
import static care.andon.story.HannahsRequests.clock;
import static care.andon.story.HannahsRequests.find;
import static care.andon.story.HannahsRequests.received;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Known faults of other trackers in verdicts, pauses, calendars and figures: one test for each,
 * named after the fault. The tests use the API only, as the users of those trackers did.
 */
@QuarkusTest
class FaultsOthersHadTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static final List<String> WORKDAYS =
      List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY");

  private final Api hannah = Api.as("hannah.lee");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;

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
}
