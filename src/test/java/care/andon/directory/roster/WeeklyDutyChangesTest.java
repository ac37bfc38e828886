package care.andon.directory.roster;

import static care.andon.directory.roster.AddedDuties.DUTIES;
import static care.andon.directory.roster.AddedDuties.TEAM;
import static care.andon.directory.roster.AddedDuties.change;
import static care.andon.directory.roster.AddedDuties.changes;
import static care.andon.directory.roster.AddedDuties.onCallNames;
import static care.andon.directory.roster.AddedDuties.weekly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Duties of every week that are still to come are changed and removed. */
@QuarkusTest
class WeeklyDutyChangesTest {
  private static final AtomicInteger WEEKS = new AtomicInteger();

  @Inject DataSource database;
  @Inject Directory directory;

  private final Api grace = Api.as("grace.kim");
  private final Api nina = Api.as("nina.patel");

  /** A Monday nobody else uses. */
  private final LocalDate monday =
      LocalDate.of(2143, 6, 3).plusWeeks(12L * WEEKS.getAndIncrement());

  private final AddedDuties duties = new AddedDuties(monday);
  private final String why = duties.why();

  /** Other tests are about who the demo hospital has on call. */
  @AfterEach
  void forget() throws SQLException {
    duties.forget(database, directory);
  }

  @Test
  void what_is_still_to_come_can_become_anything_and_the_same_again_is_no_change() {
    String id =
        add(grace, duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).extract().path("id");
    var other =
        exclusive("ana.ortiz", "22:00", "04:00", DayOfWeek.TUESDAY)
            .with("timeZone", "Europe/Berlin")
            .with("endsOn", monday.plusDays(50) + "")
            .with("reason", why + " again");

    for (int i = 0; i < 2; i++) {
      change(grace, id, other)
          .statusCode(200)
          .body("id", equalTo(id))
          .body("person.name", equalTo("Ana Ortiz"))
          .body("timeZone", equalTo("Europe/Berlin"));
    }

    assertThat(changes("items.findAll { it.reason == '" + why + " again' }.act"))
        .isEqualTo(List.of("weekly_changed"));
    assertThat(onCallNames(monday, "21:00")).doesNotContain("Omar Ortiz");
    assertThat(onCallNames(monday.plusDays(1), "15:00")).contains("Ana Ortiz");
  }

  @Test
  void a_duty_is_not_replaced_blindly() {
    var duty = duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY);
    String id = add(grace, duty).extract().path("id");

    grace.sends(duty.copy().with("to", "22:00")).put(DUTIES + id).then().statusCode(428);

    nina.calls().get(DUTIES + id).then().body("to", equalTo("23:00"));
  }

  @Test
  void a_duty_is_replaced_by_whoever_has_seen_it_as_it_is() {
    var duty = duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY);
    var answer = add(grace, duty).extract();
    String id = answer.path("id");
    String first = answer.path("etag");
    var other = duty.copy().with("to", "22:00").with("reason", why + " changed");

    String second =
        change(grace, id, other, first)
            .statusCode(200)
            .header("ETag", not(equalTo(first)))
            .extract()
            .path("etag");

    // A retry whose answer was lost, and a caller who has not seen the change.
    change(grace, id, other, first).statusCode(200).header("ETag", equalTo(second));
    change(grace, id, duty.copy().with("to", "21:00"), first)
        .statusCode(412)
        .body("code", equalTo("stale"));
    assertThat(changes("items.findAll { it.reason == '" + why + " changed' }.act"))
        .isEqualTo(List.of("weekly_changed"));
    nina.calls()
        .get(DUTIES + id)
        .then()
        .statusCode(200)
        .header("ETag", equalTo(second))
        .body("to", equalTo("22:00"));
    change(grace, id, duty.copy().with("to", "21:00"), second).statusCode(200);
  }

  @Test
  void a_duty_has_the_same_tag_wherever_it_is_shown_until_it_changes() {
    String id =
        add(grace, duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).extract().path("id");
    String tag = nina.calls().get(DUTIES + id).then().statusCode(200).extract().header("ETag");

    nina.calls()
        .get(TEAM + "/roster")
        .then()
        .body("weekly.find { it.id == '" + id + "' }.etag", equalTo(tag));
    nina.calls().header("If-None-Match", tag).get(DUTIES + id).then().statusCode(304);
    change(grace, id, exclusive("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).statusCode(200);
    nina.calls().header("If-None-Match", tag).get(DUTIES + id).then().statusCode(200);
    nina.calls().get(DUTIES + UUID.randomUUID()).then().statusCode(404);
  }

  @Test
  void a_duty_to_come_is_gone_when_it_is_removed_and_who_did_so_is_kept() {
    String id =
        add(grace, duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).extract().path("id");

    Api.as("omar.ortiz").calls().delete(DUTIES + id).then().statusCode(403);
    grace
        .calls()
        .queryParam("reason", "x".repeat(2_001))
        .delete(DUTIES + id)
        .then()
        .statusCode(400);
    grace.calls().queryParam("reason", why + " off").delete(DUTIES + id).then().statusCode(204);
    grace.calls().delete(DUTIES + id).then().statusCode(404);
    grace.calls().delete(DUTIES + "nonsense").then().statusCode(404);

    assertThat(weekly(TEAM)).doesNotContain(id);
    assertThat(onCallNames(monday, "21:00")).doesNotContain("Omar Ortiz");
    assertThat(changes("items.find { it.reason == '" + why + " off' }.act"))
        .isEqualTo("weekly_removed");
  }

  // --- What people send ---

  private Body duty(String person, String from, String to, DayOfWeek... days) {
    return duties.duty(person, from, to, days);
  }

  private Body exclusive(String person, String from, String to, DayOfWeek... days) {
    return duties.exclusive(person, from, to, days);
  }

  private ValidatableResponse add(Api by, Body duty) {
    return duties.add(by, duty);
  }
}
