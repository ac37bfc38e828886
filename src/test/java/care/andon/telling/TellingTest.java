package care.andon.telling;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import care.andon.demo.Outbox;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People are told what happened, by their contacts. */
@QuarkusTest
class TellingTest {
  private static final String CONTACTS = "/api/v1/me/contacts";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");

  @Inject TimeMachine time;
  @Inject Telling sender;
  @Inject Outbox outbox;
  @Inject NoticePlanner planner;
  @Inject DueNotices due;
  @Inject NoticeClaims claims;
  @Inject DataSource database;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
    tell();
    contact(nina, "email", "nina@example.org");
    contact(omar, "email", "omar@example.org");
    contact(grace, "email", "grace@example.org");
  }

  @AfterEach
  void without_contacts() {
    for (var person : List.of(nina, omar, grace)) {
      for (var contact : person.all(CONTACTS)) {
        person.calls().delete(CONTACTS + "/" + contact.get("id")).then().statusCode(204);
      }
    }
  }

  // --- Who is told

  @Test
  void the_assignee_of_a_new_request_is_told_and_its_asker_when_there_is_an_answer() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    tell();

    assertThat(lastTo("omar@example.org").text())
        .contains("I can't finish my care this shift, supplies, 4 West", "you are responsible.")
        .contains(reference(id));
    assertThat(textsTo("nina@example.org", id)).isEmpty();

    omar.acknowledge(id);
    tell();
    assertThat(textsTo("nina@example.org", id))
        .hasSize(1)
        .first()
        .asString()
        .contains("a person has your request");
    assertThat(textsTo("omar@example.org", id)).hasSize(1);

    pass(Duration.ofMinutes(2));
    nina.message(id, "Still nothing");
    tell();
    assertThat(textsTo("omar@example.org", id))
        .hasSize(2)
        .first()
        .asString()
        .contains("the caregiver wrote");
    nina.withdraw(id);
  }

  @Test
  void a_person_who_is_called_is_paged_every_five_minutes_until_a_person_has_it() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    tell();
    assertThat(textsTo("grace@example.org", id))
        .hasSize(1)
        .first()
        .asString()
        .contains("you are called.", "answer by");

    tell();
    pass(Duration.ofMinutes(4));
    assertThat(textsTo("grace@example.org", id)).hasSize(1);
    pass(Duration.ofMinutes(2));
    assertThat(textsTo("grace@example.org", id)).hasSize(2);

    omar.acknowledge(id);
    pass(Duration.ofMinutes(1));
    assertThat(textsTo("grace@example.org", id))
        .hasSize(3)
        .first()
        .asString()
        .contains("you need not act any more");

    pass(Duration.ofMinutes(20));
    assertThat(textsTo("grace@example.org", id)).hasSize(3);
    nina.withdraw(id);
  }

  @Test
  void a_person_who_takes_an_escalation_is_not_told_to_stand_down() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    tell();
    grace.takes(id, 1, Map.of()).then().statusCode(200);
    pass(Duration.ofMinutes(6));

    assertThat(textsTo("grace@example.org", id)).hasSize(1);
    nina.withdraw(id);
  }

  @Test
  void a_page_goes_to_the_next_contact_in_turn_and_at_once_after_a_failure() {
    contact(grace, "pager", "5512");
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    tell();
    assertThat(textsTo("5512", id)).isEmpty();
    pass(Duration.ofMinutes(5));
    assertThat(textsTo("5512", id)).hasSize(1);

    grace.takes(id, 1, Map.of());
    nina.withdraw(id);
  }

  @Test
  void after_a_failure_the_next_contact_is_tried_at_once() {
    for (var contact : grace.all(CONTACTS)) {
      grace.calls().delete(CONTACTS + "/" + contact.get("id"));
    }
    contact(grace, "pager", "000012");
    contact(grace, "email", "grace@example.org");
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    tell();
    tell();

    assertThat(textsTo("000012", id)).hasSize(1);
    assertThat(textsTo("grace@example.org", id)).hasSize(1);
    nina.withdraw(id);
  }

  /** It was claimed and not sent: its replica was killed, or is frozen. */
  @Test
  void a_page_that_was_lost_with_its_replica_goes_out_after_thirty_seconds() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    planner.plan();
    due.byAddressee().forEach(claims::claim);
    assertThat(textsTo("grace@example.org", id)).isEmpty();

    pass(Duration.ofSeconds(20));
    assertThat(textsTo("grace@example.org", id)).isEmpty();
    pass(Duration.ofSeconds(11));
    assertThat(textsTo("grace@example.org", id)).hasSize(1);

    pass(Duration.ofMinutes(4));
    assertThat(textsTo("grace@example.org", id)).hasSize(1);
    nina.withdraw(id);
  }

  @Test
  void a_burst_is_one_message_at_once_and_one_a_minute_later() {
    var first = nina.files(aNeedOf("this_shift", "supplies"));
    tell();
    var second = nina.files(aNeedOf("this_shift", "supplies"));
    var third = nina.files(aNeedOf("this_shift", "supplies"));
    tell();
    assertThat(textsTo("omar@example.org", first)).hasSize(1);
    assertThat(textsTo("omar@example.org", second)).isEmpty();

    pass(Duration.ofMinutes(1));
    assertThat(textsTo("omar@example.org", second)).hasSize(1);
    assertThat(textsTo("omar@example.org", third)).isEqualTo(textsTo("omar@example.org", second));
    List.of(first, second, third).forEach(nina::withdraw);
  }

  @Test
  void an_anonymous_asker_is_told_nothing() {
    var id = nina.files(aNeedOf("this_shift", "supplies").with("visibility", "anonymous"));
    omar.acknowledge(id);
    omar.message(id, "We are looking");
    tell();

    assertThat(textsTo("nina@example.org", id)).isEmpty();
    nina.withdraw(id);
  }

  @Test
  void what_is_no_longer_needed_is_not_sent() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    nina.withdraw(id);
    tell();

    assertThat(textsTo("omar@example.org", id)).isEmpty();
    assertThat(notices(omar, id).getFirst()).containsEntry("state", "over");
  }

  @Test
  void an_open_transaction_elsewhere_keeps_no_message_back() throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("select pg_current_xact_id()");
      }
      var id = nina.files(aNeedOf("this_shift", "supplies"));
      tell();
      assertThat(textsTo("omar@example.org", id)).hasSize(1);
      connection.rollback();
      nina.withdraw(id);
    }
  }

  @Test
  void messages_say_nothing_that_people_wrote_and_of_confidential_requests_no_place() {
    var id =
        nina.files(
            aNeedOf("this_shift", "supplies")
                .with("need", "canary-need")
                .with("item", "canary-item")
                .with("room", "canary-room")
                .with("visibility", "confidential"));
    time.pass(Duration.ofMinutes(16));
    tell();
    omar.tries("messages", id, Map.of("audience", "caregiver", "words", "canary-words"));
    pass(Duration.ofMinutes(2));

    var texts = outbox.sent().stream().map(it -> it.subject() + it.text()).toList();
    assertThat(texts).noneMatch(text -> text.contains("canary"));
    assertThat(texts).noneMatch(text -> text.contains("Nina"));
    assertThat(textsAbout(id))
        .isNotEmpty()
        .noneMatch(text -> text.contains("4 West") || text.contains("supplies"));
    nina.withdraw(id);
  }

  // --- Who was told

  @Test
  void who_was_told_can_be_read() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    var version = omar.get(id).getInt("version");
    tell();

    var told = notices(omar, id).getFirst();
    assertThat(told)
        .containsEntry("occasion", "assigned")
        .containsEntry("state", "told")
        .containsEntry("reference", reference(id));
    assertThat(told.get("person")).asString().contains("Omar Ortiz");
    assertThat(told.get("tries")).asString().contains("accepted", "email").doesNotContain("@");
    assertThat(notices(nina, id).getFirst()).doesNotContainKey("tries").containsKey("person");
    assertThat(omar.get(id).getInt("version")).isEqualTo(version);
    assertThat(omar.all("/api/v1/me/notices").getFirst()).containsEntry("reference", reference(id));
    nina.withdraw(id);
  }

  @Test
  void who_has_no_contact_is_told_nothing_and_it_is_seen() {
    without_contacts();
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    tell();

    assertThat(notices(omar, id).getFirst()).containsEntry("state", "no_contact");
    nina.withdraw(id);
  }

  // --- Contacts

  @Test
  void a_contact_is_used_once_its_owner_has_sent_the_code() {
    String id =
        grace
            .sends(Map.of("kind", "pager", "address", "7788"))
            .post(CONTACTS)
            .then()
            .statusCode(201)
            .body("address", equalTo("7788"))
            .body("verifiedAt", nullValue())
            .extract()
            .path("id");

    grace
        .sends(Map.of("code", wrong(code("7788"))))
        .post(CONTACTS + "/" + id + "/verify")
        .then()
        .statusCode(400)
        .body("errors[0].code", equalTo("wrong_code"));
    omar.sends(Map.of("code", code("7788")))
        .post(CONTACTS + "/" + id + "/verify")
        .then()
        .statusCode(404);
    omar.calls().delete(CONTACTS + "/" + id).then().statusCode(404);
    grace
        .sends(Map.of("code", code("7788")))
        .post(CONTACTS + "/" + id + "/verify")
        .then()
        .statusCode(200)
        .body("verifiedAt", notNullValue());
  }

  @Test
  void after_five_wrong_codes_the_right_one_is_refused_too() {
    String id = grace.sends(Map.of("kind", "pager", "address", "7799")).post(CONTACTS).path("id");
    var right = code("7799");
    for (var i = 0; i < 5; i++) {
      grace.sends(Map.of("code", wrong(right))).post(CONTACTS + "/" + id + "/verify");
    }
    grace.sends(Map.of("code", right)).post(CONTACTS + "/" + id + "/verify").then().statusCode(400);
  }

  @Test
  void at_most_three_codes_an_hour_are_sent() {
    var before = outbox.sent().stream().filter(it -> it.address().equals("8800")).count();
    for (var i = 0; i < 5; i++) {
      grace.sends(Map.of("kind", "pager", "address", "8800")).post(CONTACTS).then().statusCode(201);
    }
    assertThat(outbox.sent().stream().filter(it -> it.address().equals("8800")).count())
        .isEqualTo(before + 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          carrier_pigeon | x                | /kind    | unknown_kind
          email          | not an address   | /address | format
          email          | a@b@example.org  | /address | format
          pager          | 12               | /address | format
          """)
  void a_contact_that_makes_no_sense_is_refused(
      String kind, String address, String pointer, String code) {
    grace
        .sends(Map.of("kind", kind, "address", address))
        .post(CONTACTS)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo(pointer))
        .body("errors[0].code", equalTo(code));
  }

  // ---

  private void pass(Duration duration) {
    time.pass(duration);
    tell();
  }

  private void tell() {
    sender.tellDue().await().atMost(PATIENCE);
  }

  private void contact(Api person, String kind, String address) {
    String id =
        person
            .sends(Map.of("kind", kind, "address", address))
            .post(CONTACTS)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    person
        .sends(Map.of("code", code(address)))
        .post(CONTACTS + "/" + id + "/verify")
        .then()
        .statusCode(200);
  }

  private String code(String address) {
    var digits = Pattern.compile("\\d{6}").matcher(lastTo(address).text());
    assertThat(digits.find()).isTrue();
    return digits.group();
  }

  private static String wrong(String code) {
    return code.startsWith("1") ? "2" + code.substring(1) : "1" + code.substring(1);
  }

  private Outbox.Sent lastTo(String address) {
    return outbox.sent().stream()
        .filter(it -> it.address().equals(address))
        .findFirst()
        .orElseThrow();
  }

  /** The texts to an address that name a request, the newest first. */
  private List<String> textsTo(String address, String id) {
    var reference = reference(id);
    return outbox.sent().stream()
        .filter(it -> it.address().equals(address))
        .map(Outbox.Sent::text)
        .filter(text -> text.contains(reference))
        .toList();
  }

  private List<String> textsAbout(String id) {
    var reference = reference(id);
    return outbox.sent().stream()
        .map(Outbox.Sent::text)
        .filter(text -> text.contains(reference))
        .toList();
  }

  private String reference(String id) {
    return nina.get(id).getString("reference");
  }

  private static List<Map<String, Object>> notices(Api reader, String id) {
    return reader.all("/api/v1/requests/" + id + "/notices");
  }
}
