package care.andon.story;

import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promises: when they are due, and what changes the due time. */
@QuarkusTest
class PromisesTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;

  @ParameterizedTest
  @CsvSource({
    "patient_waiting, supplies,        PT5M,  PT15M,  PT1H",
    "this_shift,      supplies,        PT15M, PT2H,   PT8H",
    "slows_care,      supplies,        PT8H,  PT48H,  PT120H",
    "improvement,     supplies,        PT24H, PT336H, PT1080H",
    "patient_waiting, medication,      PT5M,  PT15M,  PT30M",
    "patient_waiting, safety_violence, PT2M,  PT15M,  PT1H",
    "improvement,     facilities,      PT24H, PT336H, PT2160H",
    "improvement,     policy_admin,    PT24H, PT336H, PT2160H",
  })
  void each_impact_and_category_has_its_promises(
      String impact, String category, Duration acknowledge, Duration update, Duration resolve) {
    var filed = nina.open(aNeedOf(impact, category));

    var received = Instant.parse(filed.getString("receivedAt"));
    assertThat(dueAt(filed, "acknowledge")).isEqualTo(received.plus(acknowledge));
    assertThat(dueAt(filed, "update")).isEqualTo(received.plus(update));
    assertThat(dueAt(filed, "resolve")).isEqualTo(received.plus(resolve));
  }

  @Test
  void clocks_start_when_the_service_heard_of_it_not_when_the_phone_says() {
    var filed =
        nina.open(
            aNeedOf("this_shift", "supplies")
                .with("askedAt", time.instant().minus(Duration.ofHours(3)).toString()));

    assertThat(dueAt(filed, "acknowledge"))
        .isEqualTo(Instant.parse(filed.getString("receivedAt")).plus(Duration.ofMinutes(15)));
  }

  @Test
  void a_raised_impact_shortens_promises_to_what_is_left_from_here() {
    var filed = nina.open(aNeedOf("this_shift", "supplies"));
    var id = filed.getString("id");
    time.pass(Duration.ofMinutes(2));

    var raised = nina.changeImpact(id, "patient_waiting");

    var at = Instant.parse(raised.getString("updatedAt"));
    assertThat(raised.getString("impact")).isEqualTo("patient_waiting");
    assertThat(dueAt(raised, "acknowledge")).isEqualTo(at.plus(Duration.ofMinutes(5)));
    assertThat(dueAt(raised, "update")).isEqualTo(at.plus(Duration.ofMinutes(15)));
    assertThat(dueAt(raised, "resolve")).isEqualTo(at.plus(Duration.ofHours(1)));
  }

  @Test
  void raising_the_impact_never_lengthens_a_promise() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(13));
    var before = dueAt(nina.get(id), "acknowledge");

    var raised = nina.changeImpact(id, "patient_waiting");

    assertThat(dueAt(raised, "acknowledge")).isEqualTo(before);
  }

  @Test
  void what_was_settled_before_the_impact_changed_stays_under_the_impact_it_was_promised_for() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);

    nina.changeImpact(id, "patient_waiting");

    var clocks = nina.clocks(id);
    var acknowledge = "clocks.find { it.kind == 'acknowledge' }.";
    assertThat(clocks.getString(acknowledge + "impact")).isEqualTo("this_shift");
    assertThat(clocks.getString(acknowledge + "policy.code")).isEqualTo("this-shift");
    assertThat(clocks.getString("clocks.find { it.kind == 'resolve' }.impact"))
        .isEqualTo("patient_waiting");
  }

  @Test
  void what_is_settled_is_due_no_more_however_late_it_was() {
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(61));
    assertThat(nina.get(id).getString("dueAt")).isNotNull();

    var resolved = omar.resolve(id);

    assertThat(resolved.getString("dueAt")).isNull();
  }

  @Test
  void a_lowered_impact_lengthens_promises_counted_from_when_it_was_received() {
    var filed = nina.open(aNeedOf("patient_waiting", "supplies"));
    var id = filed.getString("id");
    var received = Instant.parse(filed.getString("receivedAt"));
    time.pass(Duration.ofMinutes(2));

    var lowered = nina.changeImpact(id, "slows_care");

    assertThat(dueAt(lowered, "acknowledge")).isEqualTo(received.plus(Duration.ofHours(8)));
    assertThat(dueAt(lowered, "resolve")).isEqualTo(received.plus(Duration.ofDays(5)));
  }

  @Test
  void a_breach_is_for_ever() {
    var filed = nina.open(aNeedOf("patient_waiting", "supplies"));
    var id = filed.getString("id");
    var due = Instant.parse(filed.getString("receivedAt")).plus(Duration.ofMinutes(5));
    time.pass(Duration.ofMinutes(6));
    assertBreached(nina.get(id), due, "missed_open");

    assertBreached(nina.changeImpact(id, "improvement"), due, "missed_open");
    assertBreached(nina.changeImpact(id, "patient_waiting"), due, "missed_open");
    assertBreached(omar.acknowledge(id), due, "missed");
    assertBreached(omar.decline(id), due, "missed");
    assertBreached(nina.reopen(id), due, "missed");
    assertBreached(omar.resolve(id), due, "missed");
    assertBreached(nina.confirm(id), due, "missed");
  }

  @Test
  void a_need_declined_in_time_is_answered_and_not_met() {
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    omar.acknowledge(id);

    var declined = omar.decline(id);

    assertThat(verdicts(declined)).contains("acknowledge met", "resolve declined");
    assertThat(verdicts(nina.clocks(id))).contains("acknowledge met", "resolve declined");
  }

  @Test
  void a_need_declined_late_is_missed() {
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    omar.acknowledge(id);
    time.pass(Duration.ofMinutes(61));

    assertThat(verdicts(omar.decline(id))).contains("resolve missed");
  }

  @Test
  void a_late_heartbeat_gives_the_same_verdict_and_instant_as_an_early_one() {
    var filed = nina.open(aNeedOf("patient_waiting", "supplies"));
    var id = filed.getString("id");
    time.sleep(Duration.ofMinutes(50));

    var acknowledged = omar.acknowledge(id);

    var due = Instant.parse(filed.getString("receivedAt")).plus(Duration.ofMinutes(5));
    assertBreached(acknowledged, due, "missed");
    assertThat(nina.history(id))
        .filteredOn(event -> event.get("type").equals("promise_missed"))
        .extracting(event -> event.get("at"))
        .first()
        .isEqualTo(due.toString());
  }

  @Test
  void a_resolve_promise_breached_before_it_was_stopped_stays_breached_when_it_is_reopened() {
    var filed = nina.open(aNeedOf("patient_waiting", "medication"));
    var id = filed.getString("id");
    time.pass(Duration.ofMinutes(31));
    omar.resolve(id);

    var reopened = nina.reopen(id);

    assertThat(clock(reopened, "resolve"))
        .containsEntry("verdict", "missed_open")
        .containsEntry(
            "breachedAt",
            Instant.parse(filed.getString("receivedAt")).plus(Duration.ofMinutes(30)).toString());
  }

  @Test
  void waiting_for_the_caregiver_cannot_breach_a_promise() {
    var id = nina.files(aNeedOf("patient_waiting", "medication"));
    omar.ask(id);
    time.pass(Duration.ofHours(20));

    assertThat(clock(nina.get(id), "resolve"))
        .containsEntry("state", "paused")
        .containsEntry("verdict", "pending");
    assertThat(nina.happened(id)).containsExactly("opened", "asked");
  }

  @Test
  void a_clock_explains_itself() {
    var filed = nina.open(aNeedOf("patient_waiting", "medication"));
    var id = filed.getString("id");
    omar.ask(id);
    time.pass(Duration.ofMinutes(10));
    nina.answer(id);

    var clocks = nina.clocks(id);

    Map<String, Object> resolve = clocks.getMap("clocks.find { it.kind == 'resolve' }");
    assertThat(resolve)
        .containsEntry("policy", Map.of("code", "medication-now", "version", 1))
        .containsEntry("calendar", Map.of("code", "around-the-clock", "version", 1))
        .containsEntry("target", "PT30M")
        .containsEntry("startedAt", filed.getString("receivedAt"));
    var elapsed = Duration.parse((String) resolve.get("elapsed"));
    var gross = Duration.parse((String) resolve.get("gross"));
    var pause =
        Duration.between(
            Instant.parse(clocks.getString("clocks.find { it.kind == 'resolve' }.pauses[0].from")),
            Instant.parse(
                clocks.getString("clocks.find { it.kind == 'resolve' }.pauses[0].until")));
    assertThat(elapsed.plus(pause)).isEqualTo(gross);
    assertThat(Instant.parse((String) resolve.get("dueAt")))
        .isEqualTo(
            Instant.parse(filed.getString("receivedAt")).plus(Duration.ofMinutes(30)).plus(pause));
  }

  @Test
  void the_periods_of_a_clock_add_up_to_the_elapsed_time_and_say_who_and_why() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(3));
    omar.ask(id);
    time.pass(Duration.ofMinutes(10));
    nina.answer(id);
    time.pass(Duration.ofMinutes(20));
    omar.resolve(id);
    time.pass(Duration.ofMinutes(30));
    nina.reopen(id);
    time.pass(Duration.ofMinutes(40));

    var resolve = explained(nina, id, "resolve");
    var stretches = list(resolve, "stretches");

    assertThat(stretches)
        .extracting(it -> it.get("state") + " " + it.get("event") + " " + name(it))
        .containsExactly(
            "running opened Nina Patel",
            "paused asked Omar Ortiz",
            "running answered Nina Patel",
            "running reopened Nina Patel");
    assertThat(stretches)
        .extracting(it -> it.get("words"))
        .containsExactly(null, "Straight or winged?", "Winged, please", "The box was empty");
    assertThat(
            stretches.stream()
                .filter(it -> it.get("state").equals("running"))
                .map(it -> Duration.parse((String) it.get("openTime")))
                .reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.parse((String) resolve.get("elapsed")));
    assertThat((String) resolve.get("because"))
        .matches(
            "Due .*: 8 hours from .*, leaving out 10 minutes.* of waiting for the caregiver\\.");
  }

  @Test
  void a_target_says_how_it_came_about_and_steps_when_they_will_be_reached() {
    var filed = nina.open(aNeedOf("this_shift", "supplies"));
    var id = filed.getString("id");
    time.pass(Duration.ofMinutes(2));
    nina.does("impact", id, Map.of("impact", "patient_waiting", "reason", "He is in pain"));

    var acknowledge = explained(nina, id, "acknowledge");

    assertThat(list(acknowledge, "targets"))
        .extracting(
            it -> it.get("event") + " " + it.get("impact") + " " + name(it) + " " + it.get("words"))
        .containsExactly(
            "opened this_shift Nina Patel null",
            "impact_changed patient_waiting Nina Patel He is in pain");
    assertThat(list(acknowledge, "targets").getLast())
        .containsEntry("target", acknowledge.get("target"));
    assertThat(list(acknowledge, "stepsToCome"))
        .extracting(it -> it.get("percent"))
        .containsExactly(75, 100, 200);
    assertThat(list(acknowledge, "stepsToCome").get(1))
        .containsEntry("at", acknowledge.get("dueAt"));
    assertThat((String) acknowledge.get("policyBecause"))
        .isEqualTo("This policy is made for this impact; no other one promises anything here.");
  }

  @Test
  void an_explanation_names_no_anonymous_asker_and_tells_no_internal_note() {
    var id = nina.files(aNeedOf("this_shift", "supplies").with("visibility", "anonymous"));
    omar.does("messages", id, Map.of("words", "Them again", "audience", "internal"));
    omar.acknowledge(id);
    nina.does("impact", id, Map.of("impact", "patient_waiting"));
    nina.withdraw(id);

    assertThat(omar.clocks(id).prettify())
        .doesNotContain("Nina", "Them again")
        .contains("withdrawn");
    assertThat(nina.clocks(id).prettify()).contains("Nina Patel").doesNotContain("Them again");
  }

  private static Map<String, Object> explained(Api who, String id, String kind) {
    return who.clocks(id)
        .<Map<String, Object>>getList("clocks.findAll { it.kind == '" + kind + "' }")
        .getLast();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> object, String name) {
    return (List<Map<String, Object>>) object.get(name);
  }

  private static Object name(Map<String, Object> object) {
    return object.get("by") instanceof Map<?, ?> by ? by.get("name") : "nobody";
  }

  private static void assertBreached(JsonPath request, Instant at, String verdict) {
    assertThat(clock(request, "acknowledge"))
        .containsEntry("breachedAt", at.toString())
        .containsEntry("dueAt", at.toString())
        .containsEntry("verdict", verdict);
  }

  private static List<String> verdicts(JsonPath request) {
    return request.<Map<String, Object>>getList("clocks").stream()
        .map(clock -> clock.get("kind") + " " + clock.get("verdict"))
        .toList();
  }

  private static Instant dueAt(JsonPath request, String kind) {
    return Instant.parse((String) clock(request, kind).get("dueAt"));
  }

  /** Returns the clock of this kind; of update clocks the current cycle. */
  private static Map<String, Object> clock(JsonPath request, String kind) {
    return request
        .<Map<String, Object>>getList("clocks.findAll { it.kind == '" + kind + "' }")
        .getLast();
  }
}
