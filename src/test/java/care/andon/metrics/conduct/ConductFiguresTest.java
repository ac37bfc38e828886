package care.andon.metrics.conduct;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.Given;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What departments did with requests, whether caregivers ask, and acts timed by the clock. */
@QuarkusTest
class ConductFiguresTest {
  private static final String CATEGORY = "evs_linen_waste";
  private static final String TEAM = "environmental-services";

  private final Api nina = Api.as("nina.patel");
  private final Api marcus = Api.as("marcus.bell");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;
  private Instant begin;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
    begin = time.instant();
  }

  // --- Handling

  @Test
  void what_caregivers_say_to_resolutions_is_counted() {
    nina.files(aNeed("slows_care"));
    omar.resolve(nina.files(aNeed("slows_care")));
    nina.confirm(resolved());
    reopens(resolved(), "not_fixed");
    reopens(resolved(), "came_back");
    var twice = resolved();
    reopens(twice, "not_fixed");
    omar.resolve(twice);
    nina.confirm(twice);

    var figure = figure("handling");
    assertThat(figure.getInt("requests")).isEqualTo(6);
    assertThat(figure.getInt("resolved")).isEqualTo(5);
    assertThat(share(figure, "closedLoop")).containsExactly(2, 5);
    assertThat(share(figure, "notFixed")).containsExactly(2, 5);
    assertThat(share(figure, "cameBack")).containsExactly(1, 5);
    assertThat(figure.getDouble("notFixed.share")).isEqualTo(0.4);
    assertThat(figure.getDouble("notFixed.interval.low")).isCloseTo(0.1176, within(0.0001));
  }

  @Test
  void a_need_that_is_filed_again_within_thirty_days_recurs() {
    var first = resolved();
    time.pass(ofDays(29));
    omar.resolve(nina.files(aNeed("improvement")));
    assertThat(share(figure("handling"), "recurrence30d")).containsExactly(0, 0);
    time.pass(ofDays(2));
    assertThat(share(figure("handling"), "recurrence30d")).containsExactly(1, 1);
    time.pass(ofDays(31));
    assertThat(share(figure("handling"), "recurrence30d")).containsExactly(1, 2);
    assertThat(nina.get(first).getString("status")).isEqualTo("unconfirmed");
  }

  @Test
  void escalations_and_other_impacts_are_counted_per_request() {
    var escalated = nina.files(aNeed("patient_waiting"));
    var raised = nina.files(aNeed("slows_care"));
    nina.changeImpact(raised, "this_shift");
    var both = nina.files(aNeed("slows_care"));
    nina.changeImpact(both, "this_shift");
    nina.changeImpact(both, "improvement");
    omar.does("assess", both, Given.anAssessment("slows_care"));
    time.pass(ofMinutes(5));
    var later = nina.files(aNeed("patient_waiting"));
    time.pass(ofMinutes(7));

    var figure = figure("handling");
    assertThat(figure.getMap("regraded"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("raised", 2, "lowered", 1, "assessed", 1));
    for (int tier = 1; tier <= 4; tier++) {
      assertThat(figure.getInt("escalated.tier" + tier))
          .as("tier %d", tier)
          .isEqualTo(Collections.frequency(tiers(escalated, later), tier));
    }
    assertThat(tiers(escalated)).isNotEmpty().isNotEqualTo(tiers(later));
    List.of(escalated, later, raised, both).forEach(omar::resolve);
  }

  private List<Integer> tiers(String... ids) {
    return Arrays.stream(ids)
        .flatMap(id -> nina.ladder(id).stream().map(it -> (Integer) it.get("tier")).distinct())
        .toList();
  }

  @Test
  void minutes_of_waiting_are_counted_by_what_ended_the_wait() {
    var answered = asked();
    time.pass(ofMinutes(30));
    nina.answer(answered);
    var settled = asked();
    var waiting = asked();
    time.pass(ofMinutes(20));
    omar.resolve(settled);
    time.pass(ofMinutes(15));
    assertMinutes(30, 0, 20, 35);
    time.pass(ofHours(30));
    assertMinutes(30, 24 * 60, 20, 0);
    omar.resolve(waiting);
    omar.resolve(answered);
  }

  private String asked() {
    var id = nina.files(aNeed("slows_care"));
    omar.ask(id);
    return id;
  }

  private void assertMinutes(double answered, double limit, double settled, double waiting) {
    var figure = figure("handling");
    var minute = within(1.0);
    assertThat(figure.getDouble("pausedMinutes.answered")).isCloseTo(answered, minute);
    assertThat(figure.getDouble("pausedMinutes.limit")).isCloseTo(limit, minute);
    assertThat(figure.getDouble("pausedMinutes.settled")).isCloseTo(settled, minute);
    assertThat(figure.getDouble("pausedMinutes.waiting")).isCloseTo(waiting, minute);
  }

  // --- Voice

  @Test
  void named_askers_are_counted_once_and_others_never() {
    resolved();
    resolved();
    omar.resolve(marcus.files(aNeed("slows_care")));
    omar.resolve(nina.files(aNeed("slows_care").with("visibility", "anonymous")));
    omar.resolve(
        Api.as("leah.cohen")
            .files(aNeed("slows_care").with("unit", "LD").with("visibility", "anonymous")));

    var figure = figure("voice");
    assertThat(figure.getInt("requests")).isEqualTo(5);
    assertThat(figure.getInt("anonymous")).isEqualTo(2);
    assertThat(figure.getInt("askers")).isEqualTo(2);
    assertThat(figure.getDouble("requestsPerAsker")).isEqualTo(1.5);

    var byUnit = all("voice", "by=unit");
    assertThat(byUnit.getList("figures.group", String.class)).containsExactly("4W", "LD");
    assertThat(byUnit.getList("figures.requests", Integer.class)).containsExactly(4, 1);
    assertThat(byUnit.getList("figures.askers", Integer.class)).containsExactly(2, 0);
  }

  @Test
  void askers_are_not_counted_as_of_an_instant() {
    resolved();
    time.pass(ofMinutes(2));
    var figures = all("voice", "asOf=" + time.instant().minus(ofMinutes(1)));
    assertThat(figures.getInt("figures[0].requests")).isOne();
    assertThat((Object) figures.get("figures[0].askers")).isNull();
    assertThat((Object) figures.get("figures[0].requestsPerAsker")).isNull();
  }

  // --- Integrity

  @Test
  void resolutions_around_the_due_instant_are_counted() {
    resolvedAfter(ofMinutes(53));
    resolvedAfter(ofMinutes(55));
    resolvedAfter(ofMinutes(59));
    resolvedAfter(ofMinutes(61));
    resolvedAfter(ofMinutes(65));
    resolvedAfter(ofMinutes(67));
    reopens(resolvedAfter(ofMinutes(58)), "not_fixed");

    var team = team();
    assertThat(team.getInt("resolutions")).isEqualTo(7);
    assertThat(team.getInt("undone")).isOne();
    assertThat(team.getMap("edgeSpike"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("before", 2, "after", 2, "flagged", false));
  }

  @Test
  void thirty_resolutions_just_before_the_edge_are_a_question() {
    var ids = IntStream.range(0, 30).mapToObj(_ -> waiting()).toList();
    time.sleep(ofMinutes(57));
    ids.subList(0, 29).forEach(omar::resolve);
    assertThat(team().getBoolean("edgeSpike.flagged")).isFalse();
    omar.resolve(ids.getLast());
    assertThat(team().getBoolean("edgeSpike.flagged")).isTrue();
    assertThat(team().getInt("edgeSpike.before")).isEqualTo(30);
  }

  @Test
  void questions_and_transfers_in_the_last_tenth_are_late() {
    var asked = waiting();
    var transferred = waiting();
    time.pass(ofMinutes(50));
    omar.ask(asked);
    nina.answer(asked);
    omar.does("assign", transferred, Given.anAssignment("clinical-it"));
    assertLate(1, 0, 1, 0);
    time.pass(ofMinutes(6));
    omar.ask(asked);
    omar.does("assign", transferred, Given.anAssignment("clinical-engineering"));
    assertLate(2, 1, 1, 0);
    assertThat(team("clinical-it").getInt("transfers")).isOne();
    assertThat(team("clinical-it").getInt("lateTransfer")).isOne();

    time.pass(ofMinutes(10));
    omar.does("assign", transferred, Given.anAssignment("clinical-it"));
    assertThat(team("clinical-engineering").getInt("lateTransfer")).isZero();
    omar.resolve(asked);
    omar.resolve(transferred);
  }

  private void assertLate(int asks, int lateAsk, int transfers, int lateTransfer) {
    var team = team();
    assertThat(team.getInt("asks")).isEqualTo(asks);
    assertThat(team.getInt("lateAsk")).isEqualTo(lateAsk);
    assertThat(team.getInt("transfers")).isEqualTo(transfers);
    assertThat(team.getInt("lateTransfer")).isEqualTo(lateTransfer);
  }

  @Test
  void a_pause_makes_an_act_after_it_less_late() {
    var id = waiting();
    time.pass(ofMinutes(40));
    omar.ask(id);
    time.pass(ofMinutes(17));
    nina.answer(id);
    omar.does("assign", id, Given.anAssignment("clinical-it"));
    assertLate(1, 0, 1, 0);
    omar.resolve(id);
  }

  @Test
  void declining_within_a_minute_is_counted() {
    omar.decline(waiting());
    var later = waiting();
    time.pass(ofSeconds(90));
    omar.decline(later);
    assertThat(team().getInt("declines")).isEqualTo(2);
    assertThat(team().getInt("instantDecline")).isOne();
  }

  /** The team that gets the needs of this test. */
  private JsonPath team() {
    return team(TEAM);
  }

  private JsonPath team(String code) {
    var figures = all("integrity", "team=" + code);
    assertThat(figures.getList("figures.team", String.class)).containsExactly(code);
    return row(figures);
  }

  private String resolvedAfter(Duration pause) {
    var id = waiting();
    time.sleep(pause);
    omar.resolve(id);
    return id;
  }

  private String waiting() {
    return nina.files(aNeed("patient_waiting"));
  }

  private String resolved() {
    var id = nina.files(aNeed("improvement"));
    omar.resolve(id);
    return id;
  }

  private void reopens(String id, String why) {
    nina.does("reopen", id, Map.of("reason", "Look again", "why", why));
  }

  private static Body aNeed(String impact) {
    return aNeedOf(impact, CATEGORY);
  }

  private static List<Integer> share(JsonPath figure, String name) {
    return List.of(figure.getInt(name + ".n"), figure.getInt(name + ".of"));
  }

  private JsonPath figure(String figure) {
    var figures = all(figure, "");
    assertThat(figures.getList("figures")).hasSize(1);
    return row(figures);
  }

  private static JsonPath row(JsonPath figures) {
    return figures.setRootPath("figures[0]");
  }

  private JsonPath all(String figure, String query) {
    return nina.calls()
        .urlEncodingEnabled(false)
        .get(
            "/api/v1/metrics/{figure}?category={category}&from={from}&to={to}&{query}",
            figure,
            CATEGORY,
            begin.toString(),
            begin.plus(ofDays(80)).toString(),
            query.isEmpty() ? "base=open" : query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
