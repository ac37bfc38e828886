package care.andon.telling;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.demo.Outbox;
import care.andon.support.Api;
import care.andon.support.Calls;
import care.andon.support.Contract;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Others see by which kind of contact a person was told, and never the address. */
@QuarkusTest
class ContactPrivacyTest {
  private static final String CONTACTS = "/api/v1/me/contacts";
  private static final String ADDRESS = "grace.of.her.own@example.org";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");

  @Inject TimeMachine time;
  @Inject Telling telling;
  @Inject Outbox outbox;

  @AfterEach
  void without_contacts() {
    for (var contact : grace.all(CONTACTS)) {
      grace.calls().delete(CONTACTS + "/" + contact.get("id")).then().statusCode(204);
    }
  }

  @Test
  void a_person_sees_their_own_address_in_full_and_others_the_kind() {
    var id = paged();

    assertThat(grace.all(CONTACTS).toString()).contains(ADDRESS);
    var notices = omar.all("/api/v1/requests/" + id + "/notices").toString();
    assertThat(notices).contains("Grace Kim", "kind=email").doesNotContain(ADDRESS);
    nina.withdraw(id);
  }

  /** Whatever can be read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nina.patel",
        "omar.ortiz",
        "helen.brandt",
        "edith.lowe",
        "intranet",
        "conrad.vance",
        "petra.voss"
      })
  void no_operation_shows_others_the_address(String reader) {
    var id = paged();

    for (var operation : Contract.committed().operations()) {
      if (operation.method().equalsIgnoreCase("get")) {
        var answer =
            Calls.example(operation, id)
                .auth()
                .oauth2(Api.as(reader).token())
                .request(operation.method(), operation.path());
        assertThat(answer.asString()).as(operation.id()).doesNotContain(ADDRESS);
      }
    }
    nina.withdraw(id);
  }

  /** Grace was paged at this address. */
  private String paged() {
    time.passUntil(MONDAY, "10:00");
    tell();
    String contact =
        grace.sends(Map.of("kind", "email", "address", ADDRESS)).post(CONTACTS).path("id");
    var code = Pattern.compile("\\d{6}").matcher(toGrace());
    assertThat(code.find()).isTrue();
    grace
        .sends(Map.of("code", code.group()))
        .post(CONTACTS + "/" + contact + "/verify")
        .then()
        .statusCode(200);
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    tell();
    assertThat(toGrace()).contains("you are called");
    return id;
  }

  private String toGrace() {
    return outbox.sent().stream()
        .filter(it -> it.address().equals(ADDRESS))
        .map(Outbox.Sent::text)
        .findFirst()
        .orElseThrow();
  }

  private void tell() {
    telling.tellDue().await().atMost(PATIENCE);
  }
}
