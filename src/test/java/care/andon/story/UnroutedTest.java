package care.andon.story;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aWord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Unrouted requests: what happens if nobody is on call. */
@QuarkusTest
class UnroutedTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  /** Two administrators of another team. */
  private final Api walter = Api.as("walter.stone");

  private final Api mei = Api.as("mei.chen");

  @Inject DataSource database;
  @Inject Directory directory;
  @Inject TimeMachine time;

  private OnCallRows onCall;

  @BeforeEach
  void nobody() {
    onCall = OnCallRows.takenAway(database, directory);
  }

  @AfterEach
  void everybody() {
    onCall.close();
    // Requests left open here would be routed in other tests.
    time.beat();
  }

  @Test
  void tier_3_is_called_at_once_by_name() {
    // The administrator on call is the last step of every search. Only a request without a team can
    // be unrouted
    // while one is on call. The executive is above.
    onCall.add(4, "grace.kim");

    var request = nina.open(aNeed());
    var id = request.getString("id");

    assertThat(request.getBoolean("unrouted")).isTrue();
    assertThat(request.getInt("openEscalations")).isEqualTo(1);
    assertThat(request.getInt("escalatedTier")).isEqualTo(4);
    var called = omar.ladder(id).getFirst();
    assertThat(called)
        .containsEntry("tier", 4)
        .containsEntry("cause", "unrouted")
        .containsEntry("state", "open")
        .containsEntry("number", 1);
    assertThat(nina.happened(id)).containsExactly("opened", "escalated");
    assertThat(nina.history(id).getLast().get("at"))
        .isEqualTo(nina.history(id).getFirst().get("at"));
  }

  @Test
  void a_confidential_one_is_seen_by_the_people_who_were_called_and_by_no_other_administrator() {
    onCall.add(4, "walter.stone");
    var word = aWord();

    var id = nina.files(aNeed().with("visibility", "confidential").with("need", word));

    walter.looksAt(id).then().statusCode(200);
    assertThat(walter.all(Api.REQUESTS + "?q=" + word)).hasSize(1);
    mei.looksAt(id).then().statusCode(404);
    assertThat(mei.all(Api.REQUESTS + "?q=" + word)).isEmpty();
    assertThat(mei.all(Api.REQUESTS + "?unrouted=true")).noneMatch(it -> it.get("id").equals(id));
    nina.looksAt(id).then().statusCode(200);
  }

  /** Somebody must be able to help. */
  @Test
  void a_confidential_one_for_which_nobody_could_be_called_is_seen_by_every_administrator() {
    var word = aWord();

    var id = nina.files(aNeed().with("visibility", "confidential").with("need", word));

    mei.looksAt(id).then().statusCode(200);
    assertThat(mei.all(Api.REQUESTS + "?q=" + word)).hasSize(1);
  }

  @Test
  void without_anybody_above_the_escalation_ends_unanswered_at_once() {
    var id = nina.files(aNeed());

    assertThat(nina.happened(id)).containsExactly("opened", "escalated", "escalation_unanswered");
    assertThat(omar.ladder(id).getFirst())
        .containsEntry("state", "unanswered")
        .containsEntry("people", List.of());
  }

  @Test
  void an_unanswered_escalation_moves_up_like_any_other() {
    onCall.add(4, "grace.kim");
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));

    time.pass(Duration.ofMinutes(6));

    assertThat(omar.ladder(id).getFirst()).containsEntry("state", "unanswered");
  }

  @Test
  void acknowledging_the_request_answers_the_escalation() {
    onCall.add(4, "grace.kim");
    var id = nina.files(aNeed());

    omar.acknowledge(id);

    assertThat(omar.ladder(id).getFirst()).containsEntry("state", "taken");
    assertThat(nina.get(id).getBoolean("unrouted")).isFalse();
    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Omar Ortiz");
  }

  @Test
  void it_is_routed_as_soon_as_a_person_is_on_call() {
    onCall.add(4, "grace.kim");
    var id = nina.files(aNeed());
    time.beat();
    assertThat(nina.get(id).getBoolean("unrouted")).isTrue();

    onCall.add("supply-chain", List.of("omar.ortiz"));
    time.pass(Duration.ofMinutes(1));

    var routed = nina.get(id);
    assertThat(routed.getBoolean("unrouted")).isFalse();
    assertThat(routed.getString("team.code")).isEqualTo("supply-chain");
    assertThat(routed.getString("assignee.name")).isEqualTo("Omar Ortiz");
    assertThat(nina.happened(id)).containsExactly("opened", "escalated", "routed_again");
    assertThat(omar.ladder(id).getFirst()).containsEntry("state", "settled");
    nina.calls()
        .get(Api.REQUESTS + "/{id}/routing", id)
        .then()
        .body("decisions.unrouted", contains(true, false))
        .body("decisions[0].looked.tier", contains(null, 2, 3));
    time.beat();
    assertThat(nina.happened(id)).hasSize(3);
  }

  @Test
  void its_clocks_run_on_from_when_it_was_asked() {
    var id = nina.files(aNeed());
    var due = nina.get(id).getString("dueAt");
    time.sleep(Duration.ofMinutes(5));

    onCall.add("supply-chain", List.of("omar.ortiz"));
    time.beat();

    assertThat(nina.get(id).getString("dueAt")).isEqualTo(due);
  }

  @Test
  void unrouted_minutes_are_counted_by_facility() {
    var from = time.instant();
    var first = nina.files(aNeed());
    var second = nina.files(aNeed());
    time.sleep(Duration.ofMinutes(10));
    omar.acknowledge(first);
    time.sleep(Duration.ofMinutes(20));
    onCall.add("supply-chain", List.of("omar.ortiz"));
    time.beat();
    time.sleep(Duration.ofMinutes(30));

    var figures = unrouted("?from=" + from);
    var first10 = unrouted("?from=" + from + "&to=" + from.plus(Duration.ofMinutes(5)));

    assertThat(minutes(figures)).isCloseTo(40, within(1.0));
    assertThat(minutes(first10)).isCloseTo(10, within(1.0));
    assertThat(figures.get("figures"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.get("facility")).isEqualTo("LAKESIDE");
              assertThat(it.get("requests")).isEqualTo(2);
              assertThat(it.get("still")).isEqualTo(0);
            });
    assertThat(nina.get(second).getBoolean("unrouted")).isFalse();
    assertThat(unrouted("?facility=LAKESIDE&from=" + from).get("figures"))
        .isEqualTo(figures.get("figures"));
    omar.calls().get("/api/v1/metrics/unrouted?facility=NOWHERE").then().statusCode(400);
  }

  @Test
  void open_unrouted_requests_count_up_to_now() {
    var from = time.instant();
    nina.files(aNeed());
    time.sleep(Duration.ofMinutes(7));

    var figures = unrouted("?from=" + from);

    assertThat(minutes(figures)).isCloseTo(7, within(1.0));
  }

  @Test
  void a_hospital_with_people_on_call_has_zero() {
    onCall.add("supply-chain", List.of("omar.ortiz"));
    var from = time.instant();
    nina.files(aNeed());
    time.sleep(Duration.ofMinutes(7));

    assertThat(minutes(unrouted("?from=" + from))).isZero();
  }

  private static double minutes(Map<String, Object> unrouted) {
    return ((List<?>) unrouted.get("figures"))
        .stream().mapToDouble(it -> ((Number) ((Map<?, ?>) it).get("minutes")).doubleValue()).sum();
  }

  private Map<String, Object> unrouted(String query) {
    return omar.calls()
        .get("/api/v1/metrics/unrouted" + query)
        .then()
        .statusCode(200)
        .extract()
        .path("$");
  }
}
