package care.andon.telling;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.demo.Outbox;
import care.andon.directory.Directory;
import care.andon.history.RequestEvent.NotReachedBecause;
import care.andon.history.RequestEvent.PersonNotReached;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import care.andon.request.Requests;
import care.andon.support.Api;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import care.andon.support.WireTap;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People whom no message reaches, and who is told in their place. */
@QuarkusTest
class NotReachedTest {
  private static final String CONTACTS = "/api/v1/me/contacts";
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String SWITCHBOARD = "switchboard@example.org";
  private static final String OPERATORS = "operators@example.org";

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");
  private final Api helen = Api.as("helen.brandt");

  @Inject TimeMachine time;
  @Inject Telling telling;
  @Inject Outbox outbox;
  @Inject Directory directory;
  @Inject DataSource database;
  @Inject Requests requests;

  /** Filled by the test database. */
  WireTap wire;

  private String id = "";

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
    tell();
  }

  @AfterEach
  void without_contacts() {
    for (var person : List.of(grace, helen, omar, nina)) {
      for (var contact : person.all(CONTACTS)) {
        person.calls().delete(CONTACTS + "/" + contact.get("id")).then().statusCode(204);
      }
    }
    nina.withdraw(id);
    // A channel that was down is tried again.
    time.pass(Duration.ofHours(1));
    tell();
  }

  @Test
  void a_person_without_a_contact_is_not_reached_and_the_next_tier_is_called_at_once() {
    escalated();
    assertThat(grace.ladder(id)).hasSize(1);

    tell();

    assertThat(events("person_not_reached").getFirst())
        .extracting("data")
        .asString()
        .contains("number=1", "because=no_contact");
    var ladder = grace.ladder(id);
    assertThat(ladder.getFirst()).containsEntry("state", "climbed");
    assertThat(ladder.getFirst().get("notReached")).asString().contains("Grace Kim");
    assertThat(ladder.get(1)).containsEntry("cause", "not_reached").containsEntry("follows", 1);
    assertThat(ladder.get(1).get("at")).isEqualTo(ladder.getFirst().get("endedAt"));
    assertThat(notices().toString()).contains("state=no_contact");
  }

  @Test
  void it_is_said_once_of_a_person() {
    contact(grace, "pager", "000077");
    contact(helen, "pager", "7712");
    try (var onCall = OnCallRows.takenAway(database, directory)) {
      onCall.add(2, "grace.kim");
      onCall.add(2, "helen.brandt");
      escalated();
      for (var i = 0; i < 4; i++) {
        pass(Duration.ofSeconds(31));
      }

      var called = grace.ladder(id).getFirst();
      assertThat(called).containsEntry("state", "open");
      assertThat(called.get("people")).asString().contains("Grace Kim", "Helen Brandt");
      assertThat(called.get("notReached")).asString().contains("Grace Kim").doesNotContain("Helen");
      assertThat(events("person_not_reached")).hasSize(1);
      assertThat(to("000077").size()).isGreaterThan(2);

      // The page goes on, and no request is locked to say what its history says already.
      var pages = to("000077").size();
      time.pass(Duration.ofSeconds(31));
      var again = wire.during(this::tell);
      assertThat(to("000077")).hasSize(pages + 1);
      assertThat(again.statements()).noneMatch(NotReachedTest::locksRequest);

      // A second replica may have found it out at the same time.
      requests.personNotReached(
          new RequestId(UUID.fromString(id)),
          new PersonNotReached(1, grace(), NotReachedBecause.FAILED));
      assertThat(events("person_not_reached")).hasSize(1);
    }
  }

  @Test
  void while_a_channel_is_down_no_request_is_locked_to_say_once_more_who_is_not_reached() {
    contact(grace, "pager", "111177");
    contact(grace, "pager", "111178");
    contact(helen, "email", "helen.down@example.org");
    try (var onCall = OnCallRows.takenAway(database, directory)) {
      onCall.add(2, "grace.kim");
      onCall.add(2, "helen.brandt");
      escalated();
      for (var i = 0; i < 3; i++) {
        pass(Duration.ofSeconds(31));
      }
      assertThat(events("person_not_reached")).hasSize(1);

      // The turn of the second pager has come, and no pager is tried again at once.
      var pages = to("111178").size();
      var looked = wire.during(this::tell);
      assertThat(to("111178")).hasSize(pages);
      assertThat(looked.statements()).anyMatch(sql -> sql.contains("from contact"));
      assertThat(looked.statements()).noneMatch(NotReachedTest::locksRequest);
    }
  }

  @Test
  void a_person_all_of_whose_contacts_refuse_is_not_reached() {
    contact(grace, "pager", "000077");
    contact(grace, "pager", "000078");
    escalated();

    tell();
    assertThat(grace.ladder(id)).hasSize(1);
    tell();

    assertThat(events("person_not_reached").getFirst())
        .extracting("data")
        .asString()
        .contains("because=failed");
    assertThat(grace.ladder(id).get(1)).containsEntry("cause", "not_reached");
    assertThat(grace.all(CONTACTS).getFirst()).containsKey("failingSince");
  }

  @Test
  void a_person_one_of_whose_contacts_accepts_is_reached() {
    contact(grace, "pager", "000077");
    contact(grace, "email", "grace.reached@example.org");
    escalated();
    tell();
    tell();
    pass(Duration.ofMinutes(5).minusSeconds(31));

    assertThat(textsTo("grace.reached@example.org")).isNotEmpty();
    assertThat(events("person_not_reached").toString()).doesNotContain("number=1,");
    assertThat(grace.ladder(id)).hasSize(1);
  }

  @Test
  void while_a_channel_is_down_pages_go_to_the_next_contact_and_the_operators_are_told_once() {
    contact(grace, "pager", "111177");
    contact(grace, "pager", "111178");
    contact(grace, "pager", "111179");
    contact(grace, "email", "grace.mail@example.org");
    var before = to(OPERATORS).size();
    escalated();
    tell();
    tell();
    tell();
    assertThat(textsTo("grace.mail@example.org")).isEmpty();
    assertThat(to(OPERATORS)).hasSize(before + 1);
    assertThat(to(OPERATORS).getFirst()).contains("cannot send messages by pager");
    tell();
    assertThat(textsTo("grace.mail@example.org")).hasSize(1);
    nina.withdraw(id);
    tell();

    // Known to be down: the pager is not even tried.
    escalated();
    pass(Duration.ofMinutes(1));
    assertThat(to(OPERATORS)).hasSize(before + 1);
  }

  @Test
  void what_still_waits_when_a_channel_works_again_is_one_message() {
    contact(omar, "pager", "111188");
    contact(nina, "pager", "111189");
    var first = nina.files(aNeedOf("this_shift", "supplies"));
    var second = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(first);
    tell();
    pass(Duration.ofMinutes(10));
    // Known to be down: one message in 30 s tries the channel, although two people wait.
    for (var i = 0; i < 4; i++) {
      var tries = tries();
      pass(Duration.ofMinutes(10));
      assertThat(tries()).isEqualTo(tries + 1);
    }
    for (var contact : omar.all(CONTACTS)) {
      omar.calls().delete(CONTACTS + "/" + contact.get("id"));
    }
    contact(omar, "email", "omar.again@example.org");
    var settled = nina.files(aNeedOf("this_shift", "supplies"));
    nina.withdraw(settled);
    id = second;
    pass(Duration.ofMinutes(1));

    var sent = to("omar.again@example.org");
    assertThat(sent.stream().filter(it -> it.contains(nina.get(second).getString("reference"))))
        .hasSize(1);
    assertThat(sent.getFirst())
        .contains(nina.get(first).getString("reference"))
        .doesNotContain(nina.get(settled).getString("reference"));
    nina.withdraw(first);
  }

  @Test
  void the_switchboard_is_told_when_an_escalation_ends_without_an_answer_until_a_person_acts() {
    escalated();
    for (var i = 0; i < 8; i++) {
      tell();
    }
    assertThat(grace.ladder(id).getLast()).containsEntry("state", "unanswered");
    assertThat(textsTo(SWITCHBOARD))
        .hasSize(1)
        .first()
        .asString()
        .contains("an escalation ended without an answer", "4 West")
        .doesNotContain("/t#");

    pass(Duration.ofMinutes(5));
    assertThat(textsTo(SWITCHBOARD)).hasSize(2);
    nina.message(id, "Still nothing");
    pass(Duration.ofMinutes(5));
    assertThat(textsTo(SWITCHBOARD)).hasSize(3);

    omar.acknowledge(id);
    pass(Duration.ofMinutes(1));
    assertThat(textsTo(SWITCHBOARD).getFirst()).contains("you need not act any more");
    pass(Duration.ofMinutes(30));
    assertThat(textsTo(SWITCHBOARD)).hasSize(4);
  }

  @Test
  void who_is_on_call_without_a_working_contact_can_be_seen() {
    id = nina.files(aNeedOf("this_shift", "supplies"));
    contact(omar, "email", "omar.seen@example.org");

    var onCall = omar.all("/api/v1/on-call").toString();
    assertThat(onCall)
        .containsPattern("name=Omar Ortiz[^}]*noWorkingContact=false")
        .containsPattern("name=Grace Kim[^}]*noWorkingContact=true");
    var unreachable = omar.all("/api/v1/on-call/unreachable");
    assertThat(unreachable).extracting("name").contains("Grace Kim").doesNotContain("Omar Ortiz");
    assertThat(unreachable.getFirst()).doesNotContainKey("dutyFrom");
    assertThat(unreachable.getLast()).containsKey("dutyFrom");
  }

  // ---

  /** The lead of the team is called, fifteen minutes after the need was filed. */
  private void escalated() {
    id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
  }

  private static boolean locksRequest(String sql) {
    return sql.contains("from support_request") && sql.contains("for no key update");
  }

  private PersonId grace() {
    return directory.personByUsername("grace.kim").orElseThrow().id();
  }

  private void pass(Duration duration) {
    time.pass(duration);
    tell();
  }

  private void tell() {
    telling.tellDue().await().atMost(PATIENCE);
  }

  private List<Map<String, Object>> events(String type) {
    return grace.all("/api/v1/requests/" + id + "/history").stream()
        .filter(event -> event.get("type").equals(type))
        .toList();
  }

  private List<Map<String, Object>> notices() {
    return grace.all("/api/v1/requests/" + id + "/notices");
  }

  private void contact(Api person, String kind, String address) {
    String contact =
        person.sends(Map.of("kind", kind, "address", address)).post(CONTACTS).path("id");
    var digits = Pattern.compile("\\d{6}").matcher(to(address).getFirst());
    assertThat(digits.find()).isTrue();
    person
        .sends(Map.of("code", digits.group()))
        .post(CONTACTS + "/" + contact + "/verify")
        .then()
        .statusCode(200);
  }

  private int tries() {
    return to("111188").size() + to("111189").size();
  }

  private List<String> to(String address) {
    return outbox.sent().stream()
        .filter(it -> it.address().equals(address))
        .map(Outbox.Sent::text)
        .toList();
  }

  /** The texts to an address that name the request, the newest first. */
  private List<String> textsTo(String address) {
    var reference = nina.get(id).getString("reference");
    return to(address).stream().filter(text -> text.contains(reference)).toList();
  }
}
