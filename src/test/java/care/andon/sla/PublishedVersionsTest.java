package care.andon.sla;

import static care.andon.sla.ClinicPolicies.CALENDARS;
import static care.andon.sla.ClinicPolicies.POLICIES;
import static care.andon.sla.ClinicPolicies.aCalendar;
import static care.andon.sla.ClinicPolicies.aCode;
import static care.andon.sla.ClinicPolicies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import care.andon.support.Api;
import care.andon.support.Body;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of calendars and policies follow each other, and none that was published changes. */
@QuarkusTest
class PublishedVersionsTest {
  private static final AtomicInteger CODES = new AtomicInteger();

  private final Api conrad = Api.as("conrad.vance");
  private final Api omar = Api.as("omar.ortiz");
  private final List<String> toRetire = new ArrayList<>();

  @Inject DataSource database;
  @Inject Promises promises;

  @AfterEach
  void retire() {
    toRetire.forEach(code -> conrad.calls().post(POLICIES + "/{code}/retire", code));
  }

  @Test
  void a_calendar_is_published_read_changed_and_retired() {
    var code = aCode();
    var created = conrad.sends(aCalendar(code)).post(CALENDARS);
    created
        .then()
        .statusCode(201)
        .header("Location", endsWith("/calendars/" + code))
        .header("ETag", equalTo("\"1\""))
        .body("version", equalTo(1))
        .body("inForce", equalTo(true))
        .body("publishedBy", equalTo("conrad.vance"));

    conrad
        .sends(aCalendar(code).with("timeZone", "UTC"))
        .header("If-Match", "\"1\"")
        .put(CALENDARS + "/{code}", code)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("timeZone", equalTo("UTC"));

    omar.calls()
        .get(CALENDARS + "/{code}/versions", code)
        .then()
        .body("items.version", contains(1, 2))
        .body("items.inForce", contains(false, true))
        .body("items[0].endedAt", notNullValue())
        .body("items[0].timeZone", equalTo("America/Chicago"));
    omar.calls()
        .get(CALENDARS + "/{code}/versions/1", code)
        .then()
        .statusCode(200)
        .body("timeZone", equalTo("America/Chicago"));
    omar.calls()
        .header("If-None-Match", "\"2\"")
        .get(CALENDARS + "/{code}", code)
        .then()
        .statusCode(304);

    conrad
        .calls()
        .header("If-Match", "\"2\"")
        .post(CALENDARS + "/{code}/retire", code)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2-ended\""))
        .body("inForce", equalTo(false))
        .body("endedBy", equalTo("conrad.vance"));
    conrad.calls().post(CALENDARS + "/{code}/retire", code).then().statusCode(200);
    conrad
        .sends(aCalendar(code))
        .header("If-Match", "*")
        .put(CALENDARS + "/{code}", code)
        .then()
        .statusCode(409)
        .body("code", equalTo("retired"));
    assertThat(omar.all(CALENDARS)).extracting(it -> it.get("code")).contains(code);
  }

  @Test
  void a_document_is_replaced_by_whoever_has_seen_it() {
    var code = publishes(aPolicy());

    conrad
        .sends(aPolicy().with("code", code))
        .put(POLICIES + "/{code}", code)
        .then()
        .statusCode(428);
    conrad
        .sends(aPolicy().with("code", code))
        .header("If-Match", "\"7\"")
        .put(POLICIES + "/{code}", code)
        .then()
        .statusCode(412)
        .body("code", equalTo("stale"));
    conrad
        .calls()
        .header("If-Match", "\"7\"")
        .post(POLICIES + "/{code}/retire", code)
        .then()
        .statusCode(412);
    conrad
        .sends(aPolicy().with("code", "another"))
        .header("If-Match", "*")
        .put(POLICIES + "/{code}", code)
        .then()
        .statusCode(400)
        .body("errors.code", contains("other_code"));
  }

  @Test
  void the_same_document_again_changes_nothing() {
    var policy = aPolicy();
    var code = publishes(policy);
    var revision = promises.current().revision();

    conrad
        .sends(policy)
        .header("Idempotency-Key", "again")
        .post(POLICIES)
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", equalTo("true"))
        .header("Location", endsWith("/sla-policies/" + code))
        .body("version", equalTo(1));
    conrad
        .sends(policy)
        .header("If-Match", "\"1\"")
        .put(POLICIES + "/{code}", code)
        .then()
        .statusCode(200)
        .body("version", equalTo(1));

    assertThat(promises.current().revision()).isEqualTo(revision);
    conrad
        .sends(policy.with("name", "Another"))
        .post(POLICIES)
        .then()
        .statusCode(409)
        .body("code", equalTo("code-taken"));
  }

  @Test
  void of_two_who_publish_at_once_the_second_is_told_that_it_has_changed() throws Exception {
    var code = publishes(aPolicy());
    Callable<Response> publish =
        () ->
            conrad
                .sends(aPolicy().with("code", code).with("name", "Name " + CODES.incrementAndGet()))
                .header("If-Match", "\"1\"")
                .put(POLICIES + "/{code}", code);

    try (var two = Executors.newFixedThreadPool(2)) {
      var answers = two.invokeAll(List.of(publish, publish));
      assertThat(List.of(answers.get(0).get().statusCode(), answers.get(1).get().statusCode()))
          .containsExactlyInAnyOrder(200, 412);
    }
    omar.calls()
        .get(POLICIES + "/{code}/versions", code)
        .then()
        .body("items.version", contains(1, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update policy_version set definition = '{}' where policy = 'this-shift'",
        "update policy_version set name = 'Other' where policy = 'this-shift'",
        "update policy_version set until_revision = 999 where policy = 'default'",
        "delete from policy_version where policy = 'this-shift'",
        "truncate policy_version",
        "update calendar_version set definition = '{}' where calendar = 'around-the-clock'",
        "delete from calendar_version where calendar = 'around-the-clock'",
        "truncate calendar_version",
      })
  void the_database_refuses_to_change_what_was_published(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var sql = connection.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement))
          .hasMessageContaining("Versions are never changed");
    }
  }

  @Test
  void what_is_not_there_is_not_found() {
    for (var path :
        List.of(
            "/nothing",
            "/nothing/versions",
            "/this-shift/versions/2",
            "/this-shift/versions/x",
            "/this-shift/versions/99999999999",
            "/default")) {
      omar.calls().get(POLICIES + path).then().statusCode(404);
    }
    conrad.calls().post(POLICIES + "/nothing/retire").then().statusCode(404);
    conrad
        .sends(aPolicy())
        .header("If-Match", "*")
        .put(POLICIES + "/nothing")
        .then()
        .statusCode(404);
  }

  private String publishes(Body policy) {
    toRetire.addFirst(ClinicPolicies.published(policy));
    return toRetire.getFirst();
  }
}
