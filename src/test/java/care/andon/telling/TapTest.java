package care.andon.telling;

import static care.andon.support.Given.aNeedOf;
import static io.restassured.RestAssured.given;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import care.andon.demo.Outbox;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The link in a page takes the escalation in the name of the person who was paged. */
@QuarkusTest
class TapTest {
  private static final String CONTACTS = "/api/v1/me/contacts";
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String ADDRESS = "grace.tap@example.org";

  private final Api nina = Api.as("nina.patel");
  private final Api grace = Api.as("grace.kim");

  @Inject TimeMachine time;
  @Inject Telling telling;
  @Inject Outbox outbox;
  @Inject DataSource database;

  private String contact = "";

  @BeforeEach
  void grace_has_a_contact() {
    // Also so that wrong tokens of the test before are forgotten.
    time.passUntil(MONDAY, "10:00");
    tell();
    contact = grace.sends(Map.of("kind", "email", "address", ADDRESS)).post(CONTACTS).path("id");
    grace
        .sends(Map.of("code", found("\\d{6}")))
        .post(CONTACTS + "/" + contact + "/verify")
        .then()
        .statusCode(200);
  }

  @AfterEach
  void without_contacts() {
    grace.calls().delete(CONTACTS + "/" + contact).then().statusCode(204);
  }

  @Test
  void it_shows_and_takes_the_escalation() {
    var id = escalated(false);
    var token = token();

    tap("look", Map.of("token", token))
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(1))
        .body("items[0].reference", equalTo(nina.get(id).getString("reference")))
        .body("items[0].sentence", equalTo("I can't finish my care this shift"))
        .body("items[0].unit", containsString("4 West"))
        .body("items[0].state", equalTo("open"));
    assertThat(grace.ladder(id).getFirst()).containsEntry("state", "open");

    for (var i = 0; i < 2; i++) {
      tap("take", Map.of("token", token, "number", 1))
          .then()
          .statusCode(200)
          .body("state", equalTo("taken"))
          .body("takenBy.name", equalTo("Grace Kim"));
    }
    assertThat(grace.ladder(id).getFirst()).containsEntry("state", "taken");
    assertThat(grace.happened(id)).containsOnlyOnce("escalation_taken");
    assertThat(nina.get(id).getString("latestEscalations[0].takenBy.name")).isEqualTo("Grace Kim");
    nina.withdraw(id);
  }

  @Test
  void it_shows_no_words_and_of_a_confidential_request_no_unit() {
    var id = escalated(true);

    tap("look", Map.of("token", token()))
        .then()
        .statusCode(200)
        .body("items[0].unit", nullValue())
        .body(not(containsString("canary")))
        .body(not(containsString("Nina")));
    tap("take", Map.of("token", token(), "number", 1)).then().statusCode(200);
    nina.withdraw(id);
  }

  @Test
  void if_another_person_has_it_it_says_so() {
    var id = escalated(false);
    var token = token();
    Api.as("omar.ortiz").takes(id, 1, Map.of()).then().statusCode(200);

    tap("take", Map.of("token", token, "number", 1))
        .then()
        .statusCode(409)
        .body("code", equalTo("escalation-is-over"))
        .body("takenBy.name", equalTo("Omar Ortiz"));
    nina.withdraw(id);
  }

  @Test
  void opening_the_page_takes_nothing() {
    var id = escalated(false);
    for (var path : new String[] {"/t", "/t/tap.js", "/t/tap.css"}) {
      given().get(path).then().statusCode(200);
      given().head(path).then().statusCode(200);
    }
    given()
        .get("/t")
        .then()
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("Referrer-Policy", equalTo("no-referrer"))
        .body(not(containsString("<script>")));
    given().get("/taps/take").then().statusCode(405);

    assertThat(grace.ladder(id).getFirst()).containsEntry("state", "open");
    nina.withdraw(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAA"})
  void an_unknown_token_opens_nothing(String token) {
    tap("look", Map.of("token", token)).then().statusCode(404);
    tap("take", Map.of("token", token, "number", 1)).then().statusCode(404);
  }

  @Test
  void many_unknown_tokens_from_one_address_get_429_and_a_valid_one_still_works() {
    var id = escalated(false);
    Map<String, Object> unknown = Map.of("token", "AAAAAAAAAAAAAAAAAAAAAA");
    var statuses = new ArrayList<Integer>();
    // One more is allowed each second, so a slow machine needs more calls.
    for (var i = 0; i < 60 && !statuses.contains(429); i++) {
      statuses.add(tap("look", unknown).statusCode());
    }
    assertThat(statuses).hasSizeGreaterThan(10).endsWith(404, 429);
    tap("take", Map.of("token", "AAAAAAAAAAAAAAAAAAAAAA", "number", 1))
        .then()
        .statusCode(429)
        .header("Retry-After", "1")
        .body("code", equalTo("too-many-calls"));
    tap("look", Map.of("token", token())).then().statusCode(200);

    time.pass(Duration.ofSeconds(2));
    tap("look", unknown).then().statusCode(404);
    nina.withdraw(id);
  }

  @Test
  void a_link_is_valid_for_a_day_and_for_its_escalations_only() {
    var id = escalated(false);
    var token = token();
    tap("take", Map.of("token", token, "number", 2)).then().statusCode(404);
    tap("take", Map.of("token", token, "number", 21)).then().statusCode(400);

    time.pass(Duration.ofHours(24));
    tap("look", Map.of("token", token)).then().statusCode(404);
    nina.withdraw(id);
  }

  @Test
  void the_token_is_not_stored() throws Exception {
    var id = escalated(false);
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select count(*) from tap where tap::text like '%' || ? || '%'")) {
      statement.setString(1, token());
      try (var row = statement.executeQuery()) {
        row.next();
        assertThat(row.getInt(1)).isZero();
      }
    }
    nina.withdraw(id);
  }

  private String escalated(boolean confidential) {
    var need = aNeedOf("this_shift", "supplies").with("need", "canary-need");
    var id = nina.files(confidential ? need.with("visibility", "confidential") : need);
    time.pass(Duration.ofMinutes(16));
    tell();
    return id;
  }

  private static Response tap(String what, Map<String, Object> body) {
    return given().contentType("application/json").body(body).post("/taps/" + what);
  }

  private void tell() {
    telling.tellDue().await().atMost(PATIENCE);
  }

  private String token() {
    return found("/t#([A-Za-z0-9_-]{22})").substring(3);
  }

  /** The newest match in the messages to Grace. */
  private String found(String pattern) {
    return outbox.sent().stream()
        .filter(it -> it.address().equals(ADDRESS))
        .map(it -> Pattern.compile(pattern).matcher(it.text()))
        .filter(it -> it.find())
        .map(it -> it.group())
        .findFirst()
        .orElseThrow();
  }
}
