package care.andon.telling;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.demo.Outbox;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import care.andon.support.WireTap;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In quiet hours people are told only what cannot wait. */
@QuarkusTest
class HeldMessagesTest {
  private static final String CONTACTS = "/api/v1/me/contacts";
  private static final String TELLING = "/api/v1/me/telling";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");

  @Inject TimeMachine time;
  @Inject Telling telling;
  @Inject Outbox outbox;
  @Inject DueNotices due;
  @Inject NoticePlanner planner;
  @Inject NoticeClaims claims;

  /** Filled by the test database. */
  WireTap wire;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
    tell();
    contact(nina, "nina@example.org");
    contact(omar, "omar@example.org");
    contact(grace, "grace@example.org");
  }

  @AfterEach
  void without_contacts_and_quiet_hours() {
    for (var person : List.of(nina, omar, grace)) {
      put(person, List.of()).then().statusCode(200);
      for (var contact : person.all(CONTACTS)) {
        person.calls().delete(CONTACTS + "/" + contact.get("id")).then().statusCode(204);
      }
    }
  }

  // --- What is held

  @Test
  void an_asker_hears_at_the_end_of_the_quiet_hours_in_one_message() {
    quiet(nina, "09:00", "12:00");
    var first = nina.files(aNeedOf("this_shift", "supplies"));
    var second = nina.files(aNeedOf("slows_care", "supplies"));
    omar.acknowledge(first);
    omar.acknowledge(second);
    pass(Duration.ofMinutes(119));
    assertThat(textsTo("nina@example.org", first)).isEmpty();
    assertThat(textsTo("nina@example.org", second)).isEmpty();

    pass(Duration.ofMinutes(1));
    assertThat(textsTo("nina@example.org", first)).hasSize(1);
    assertThat(textsTo("nina@example.org", second)).isEqualTo(textsTo("nina@example.org", first));
    List.of(first, second).forEach(nina::withdraw);
  }

  @Test
  void what_is_no_longer_needed_at_their_end_is_not_sent() {
    quiet(omar, "09:00", "12:00");
    var id = nina.files(aNeedOf("slows_care", "supplies"));
    tell();
    nina.withdraw(id);
    pass(Duration.ofHours(2));

    assertThat(textsTo("omar@example.org", id)).isEmpty();
    assertThat(notices(id).getFirst()).containsEntry("state", "over");
  }

  @Test
  void what_is_held_for_more_than_a_day_is_still_said() {
    put(
        nina,
        List.of(Map.of("days", List.of("MONDAY", "TUESDAY"), "from", "00:00", "to", "00:00")));
    var id = nina.files(aNeedOf("slows_care", "supplies"));
    omar.acknowledge(id);
    tell();
    time.passUntil(WEDNESDAY, "00:00");
    tell();

    assertThat(textsTo("nina@example.org", id)).isNotEmpty();
    nina.withdraw(id);
  }

  @Test
  void a_person_on_call_hears_of_this_shift_and_not_of_slower_care() {
    quiet(omar, "09:00", "12:00");
    var slower = nina.files(aNeedOf("slows_care", "supplies"));
    tell();
    assertThat(textsTo("omar@example.org", slower)).isEmpty();
    assertThat(notices(slower).getFirst()).containsEntry("state", "waiting");

    var shift = nina.files(aNeedOf("this_shift", "supplies"));
    tell();
    assertThat(textsTo("omar@example.org", shift)).hasSize(1);
    List.of(slower, shift).forEach(nina::withdraw);
  }

  @Test
  void an_asker_hears_at_once_when_a_patient_waits() {
    quiet(nina, "09:00", "12:00");
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    omar.acknowledge(id);
    tell();

    assertThat(textsTo("nina@example.org", id)).hasSize(1);
    nina.withdraw(id);
  }

  @Test
  void a_person_who_is_called_is_paged_as_without_quiet_hours() {
    quiet(grace, "09:00", "18:00");
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    tell();
    assertThat(textsTo("grace@example.org", id)).hasSize(1);
    pass(Duration.ofMinutes(5));
    assertThat(textsTo("grace@example.org", id)).hasSize(2);

    omar.acknowledge(id);
    pass(Duration.ofMinutes(1));
    assertThat(textsTo("grace@example.org", id).getFirst()).contains("you need not act any more");
    nina.withdraw(id);
  }

  // --- What ends the wait

  @Test
  void quiet_hours_are_read_when_a_message_is_claimed() {
    var id = nina.files(aNeedOf("slows_care", "supplies"));
    omar.acknowledge(id);
    planner.plan();
    quiet(nina, "09:00", "12:00");
    tell();
    assertThat(textsTo("nina@example.org", id)).isEmpty();

    quiet(nina, "09:00", "11:00");
    pass(Duration.ofMinutes(59));
    assertThat(textsTo("nina@example.org", id)).isEmpty();
    pass(Duration.ofMinutes(1));
    assertThat(textsTo("nina@example.org", id)).hasSize(1);
    nina.withdraw(id);
  }

  @Test
  void without_quiet_hours_what_was_held_is_said_at_once() {
    quiet(nina, "09:00", "12:00");
    var id = nina.files(aNeedOf("slows_care", "supplies"));
    omar.acknowledge(id);
    tell();
    put(nina, List.of()).then().statusCode(200);
    tell();

    assertThat(textsTo("nina@example.org", id)).hasSize(1);
    nina.withdraw(id);
  }

  @Test
  void what_was_held_is_said_when_a_patient_waits_now() {
    quiet(omar, "09:00", "12:00");
    var id = nina.files(aNeedOf("slows_care", "supplies"));
    tell();
    nina.tries("impact", id, Map.of("impact", "patient_waiting", "reason", "Now a patient waits"));
    pass(Duration.ofMinutes(1));

    assertThat(textsTo("omar@example.org", id))
        .hasSize(1)
        .first()
        .asString()
        .contains("you are responsible.", "the caregiver raised the impact.");
    nina.withdraw(id);
  }

  // --- What it costs

  @Test
  void a_claim_that_holds_costs_no_round_trip_more_than_one_that_ends_a_notice() {
    var over = nina.files(aNeedOf("slows_care", "supplies"));
    planner.plan();
    nina.withdraw(over);
    planner.plan();
    var ends = wire.during(() -> due.byAddressee().forEach(claims::claim));
    quiet(omar, "09:00", "12:00");
    var id = nina.files(aNeedOf("slows_care", "supplies"));
    planner.plan();
    var holds = wire.during(() -> due.byAddressee().forEach(claims::claim));

    assertThat(holds.statements().toString()).contains("held_until = ");
    assertThat(holds.roundTrips()).hasSameSizeAs(ends.roundTrips());
    var again = wire.during(() -> due.byAddressee().forEach(claims::claim));
    assertThat(again.roundTrips()).hasSize(1);
    nina.withdraw(id);
  }

  // --- Setting them

  @Test
  void quiet_hours_are_read_and_set_with_the_tag_that_was_seen() {
    var none = grace.calls().get(TELLING);
    none.then().statusCode(200).body("quiet.size()", equalTo(0));
    var body = Map.of("quiet", List.of(span("22:00", "06:30")));

    grace.sends(body).put(TELLING).then().statusCode(428);
    var set = grace.sends(body).header("If-Match", none.header("ETag")).put(TELLING);
    set.then().statusCode(200).body("quiet[0].from", equalTo("22:00"));
    var seen = grace.calls().get(TELLING);
    seen.then().body("quiet[0].to", equalTo("06:30"));
    assertThat(seen.header("ETag")).isEqualTo(set.header("ETag"));
    grace.calls().header("If-None-Match", seen.header("ETag")).get(TELLING).then().statusCode(304);

    // A retry changes nothing, and a change of what was not seen is refused.
    grace
        .sends(body)
        .header("If-Match", none.header("ETag"))
        .put(TELLING)
        .then()
        .statusCode(200)
        .header("ETag", set.header("ETag"));
    grace
        .sends(Map.of("quiet", List.of()))
        .header("If-Match", none.header("ETag"))
        .put(TELLING)
        .then()
        .statusCode(412);
    omar.calls().get(TELLING).then().body("quiet.size()", equalTo(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                                   | /quiet          | required
          {"quiet":[null]}                                                     | /quiet/0        | required
          {"quiet":[{"from":"22:00","to":"06:00"}]}                            | /quiet/0/days   | required
          {"quiet":[{"days":[],"from":"22:00","to":"06:00"}]}                  | /quiet/0/days   | not_valid
          {"quiet":[{"days":["MONDAY","mon"],"from":"22:00","to":"06:00"}]}    | /quiet/0/days/1 | not_valid
          {"quiet":[{"days":["MONDAY"],"from":"24:00","to":"06:00"}]}          | /quiet/0/from   | not_valid
          {"quiet":[{"days":["MONDAY"],"from":"22:00"}]}                       | /quiet/0/to     | required
          {"quiet":[{"days":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"],"from":"09:00","to":"09:00"}]} | /quiet | never_ends
          """)
  void quiet_hours_that_make_no_sense_are_refused(String body, String pointer, String code) {
    grace
        .sends(body)
        .header("If-Match", "*")
        .put(TELLING)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo(pointer))
        .body("errors[0].code", equalTo(code));
  }

  // ---

  /** Sets quiet hours on Mondays. */
  private static void quiet(Api person, String from, String to) {
    put(person, List.of(span(from, to))).then().statusCode(200);
  }

  private static Map<String, Object> span(String from, String to) {
    return Map.of("days", List.of("MONDAY"), "from", from, "to", to);
  }

  private static Response put(Api person, List<Map<String, Object>> quiet) {
    return person.sends(Map.of("quiet", quiet)).header("If-Match", "*").put(TELLING);
  }

  private void pass(Duration duration) {
    time.pass(duration);
    tell();
  }

  private void tell() {
    telling.tellDue().await().atMost(PATIENCE);
  }

  private void contact(Api person, String address) {
    String id = person.sends(Map.of("kind", "email", "address", address)).post(CONTACTS).path("id");
    var code = Pattern.compile("\\d{6}").matcher(textsTo(address).getFirst());
    assertThat(code.find()).isTrue();
    person
        .sends(Map.of("code", code.group()))
        .post(CONTACTS + "/" + id + "/verify")
        .then()
        .statusCode(200);
  }

  private List<String> textsTo(String address) {
    return outbox.sent().stream()
        .filter(it -> it.address().equals(address))
        .map(Outbox.Sent::text)
        .toList();
  }

  /** The texts to an address that name a request, the newest first. */
  private List<String> textsTo(String address, String id) {
    var reference = nina.get(id).getString("reference");
    return textsTo(address).stream().filter(text -> text.contains(reference)).toList();
  }

  private List<Map<String, Object>> notices(String id) {
    return omar.all("/api/v1/requests/" + id + "/notices");
  }
}
