package care.andon.story;

import static care.andon.story.SeenEscalations.LIST;
import static care.andon.story.SeenEscalations.ids;
import static care.andon.story.SeenEscalations.instant;
import static care.andon.story.SeenEscalations.listed;
import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of escalations: who must act now, and who may see that. */
@QuarkusTest
class EscalationListTest {
  private final Api nina = Api.as("nina.patel");
  private final Api grace = Api.as("grace.kim");
  private final Api victor = Api.as("victor.lang");
  private final Api catherine = Api.as("catherine.moss");

  @Inject TimeMachine time;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
  }

  @Test
  void those_who_were_called_see_it_first_whoever_has_to_answer_first() {
    var slow = nina.files(aNeedOf("slows_care", "supplies"));
    time.pass(Duration.ofHours(8).minusMinutes(10));
    time.passUntil(MONDAY, "10:00");
    var early = nina.files(aNeedOf("this_shift", "supplies"));
    var urgent = nina.files(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(16));

    assertThat(listed(grace, "?limit=200")).contains(early).doesNotContain(slow, urgent);
    assertThat(listed(catherine, "?limit=200")).contains(urgent);
    var all = grace.all(LIST + "?mine=false&limit=2");
    assertThat(all)
        .extracting(it -> instant(escalation(it), "answerBy"))
        .isSortedAccordingTo(Instant::compareTo);
    assertThat(ids(all)).contains(early, urgent);
    assertThat(ids(all).indexOf(urgent)).isLessThan(ids(all).indexOf(early));
    assertThat(all)
        .extracting(it -> it.get("request").toString() + escalation(it).get("number"))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_list_is_narrowed_by_tier_facility_and_state() {
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(11));

    assertThat(grace.all(LIST + "?mine=false&tier=3&limit=200"))
        .extracting(it -> escalation(it).get("tier"))
        .isNotEmpty()
        .containsOnly(3);
    assertThat(listed(grace, "?mine=false&facility=LAKESIDE&limit=200")).contains(id);
    assertThat(listed(grace, "?state=climbed&limit=200")).contains(id);
    assertThat(listed(grace, "?state=taken&limit=200")).doesNotContain(id);
    assertThat(listed(victor, "")).contains(id);
  }

  @ParameterizedTest
  @CsvSource({
    "tier=5, tier, not_valid",
    "tier=x, tier, not_valid",
    "mine=yes, mine, not_valid",
    "facility=NOWHERE, facility, unknown_facility",
    "state=late, state, unknown_value",
    "state=, state, not_valid",
    "limit=0, limit, not_valid",
  })
  void a_parameter_that_means_nothing_is_named(String query, String parameter, String code) {
    grace
        .calls()
        .get(LIST + "?" + query)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo(parameter))
        .body("errors[0].code", equalTo(code));
  }

  @Test
  void people_who_cannot_be_called_see_none_or_all_that_they_may_see() {
    Api.as("intranet").calls().get(LIST + "?mine=true").then().statusCode(200);
    Api.as("intranet").calls().get(LIST + "?cursor=x").then().statusCode(400);
    nina.calls().get(LIST).then().statusCode(200);
  }

  @Test
  void an_unchanged_list_is_not_sent_again() {
    var tag = victor.calls().get(LIST).header("ETag");

    victor.calls().header("If-None-Match", tag).get(LIST).then().statusCode(304);
  }

  @Test
  void what_is_confidential_is_listed_for_those_who_were_called_only() {
    var id = nina.files(aNeedOf("this_shift", "safety_violence"));
    time.pass(Duration.ofMinutes(16));

    assertThat(listed(Api.as("frank.dunn"), "?limit=200")).contains(id);
    assertThat(listed(grace, "?mine=false&limit=200")).doesNotContain(id);
    assertThat(listed(nina, "?limit=200")).contains(id);
    assertThat(listed(Api.as("hannah.lee"), "?limit=200")).doesNotContain(id);
  }

  @Test
  void a_request_without_escalations_has_an_empty_list() {
    assertThat(nina.ladder(nina.files(aNeed()))).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> escalation(Map<String, Object> item) {
    return (Map<String, Object>) item.get("escalation");
  }
}
