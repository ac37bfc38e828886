package care.andon.directory.roster;

import static care.andon.directory.roster.SupplyChainRoster.CHICAGO;
import static care.andon.directory.roster.SupplyChainRoster.TEAM;
import static care.andon.directory.roster.SupplyChainRoster.add;
import static care.andon.directory.roster.SupplyChainRoster.nextMonday;
import static care.andon.directory.roster.SupplyChainRoster.onCallNames;
import static care.andon.directory.roster.SupplyChainRoster.shift;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shifts that have begun or are over, as people change them: their past stays. */
@QuarkusTest
class ShiftsUnderWayTest {
  private static final String LEFT = "00000000-0000-7000-8000-00000000aa01";

  @Inject DataSource database;
  @Inject Directory directory;
  @Inject TimeMachine time;

  private final Api grace = Api.as("grace.kim");
  private final Api nina = Api.as("nina.patel");
  private final LocalDate monday = nextMonday();

  /** Other tests expect the people on call of the demo hospital. */
  @AfterEach
  void forget() throws SQLException {
    rows().forget();
  }

  @Test
  void a_shift_that_is_over_is_not_added() {
    var now = LocalDateTime.ofInstant(time.instant(), CHICAGO).truncatedTo(ChronoUnit.MINUTES);
    var over =
        Body.of("person", "omar.ortiz")
            .with("starts", now.minusHours(3).toString())
            .with("ends", now.toString());

    var then = time.instant().minus(2, ChronoUnit.HOURS).toString();
    var onCall = onCallNames(then);

    var shifts = List.of(shift("omar.ortiz", monday, "20:00", "23:00"), over);
    grace
        .sends(Map.of("shifts", shifts))
        .post(TEAM + "/shifts")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/shifts/1/ends"))
        .body("errors.code", contains("in_the_past"));

    assertThat(shiftsOf(TEAM)).isEmpty();
    assertThat(onCallNames(then)).isEqualTo(onCall);
  }

  @Test
  void a_shift_that_has_begun_counts_from_now_on_and_what_was_stays() throws SQLException {
    var now = LocalDateTime.ofInstant(time.instant(), CHICAGO).truncatedTo(ChronoUnit.MINUTES);
    leaver();
    var running =
        Body.of("person", "left.since")
            .with("starts", now.minusHours(2).toString())
            .with("ends", now.plusHours(2).toString());
    var said = time.instant().truncatedTo(ChronoUnit.SECONDS);

    var first = add(grace, running).statusCode(201).extract();
    String again = add(grace, running).statusCode(201).extract().path("items[0].id");

    assertThat(first.<String>path("items[0].id")).isEqualTo(again);
    assertThat(Instant.parse(first.path("items[0].startsAt"))).isBetween(said, time.instant());
    assertThat(onCallNames(said.minusSeconds(1).toString())).doesNotContain("Left Since");
    assertThat(onCallNames(time.instant().toString())).contains("Left Since");
  }

  @Test
  void a_shift_is_taken_off_by_whoever_may_and_only_while_it_is_to_come() throws SQLException {
    String id =
        add(grace, shift("omar.ortiz", monday, "20:00", "23:00")).extract().path("items[0].id");

    Api.as("omar.ortiz").calls().delete("/api/v1/shifts/" + id).then().statusCode(403);
    grace.calls().delete("/api/v1/shifts/" + id).then().statusCode(204);
    grace.calls().delete("/api/v1/shifts/" + id).then().statusCode(404);
    assertThat(shiftsOf(TEAM)).isEmpty();

    var over = storedShift("2020-01-06T08:00", "2020-01-06T12:00");
    grace
        .calls()
        .delete("/api/v1/shifts/" + over)
        .then()
        .statusCode(409)
        .body("code", equalTo("roster-past"));
  }

  @Test
  void a_shift_that_has_begun_ends_now_and_what_was_stays() throws SQLException {
    var now = LocalDateTime.ofInstant(time.instant(), CHICAGO).truncatedTo(ChronoUnit.MINUTES);
    var id = storedShift(now.minusHours(2).toString(), now.plusHours(2).toString());

    grace.calls().delete("/api/v1/shifts/" + id).then().statusCode(204);

    List<String> ends =
        nina.calls()
            .queryParam("from", time.instant().minus(1, ChronoUnit.HOURS).toString())
            .get(TEAM + "/roster")
            .then()
            .statusCode(200)
            .extract()
            .path("shifts.findAll { it.id == '" + id + "' }.ends");
    assertThat(ends).hasSize(1).allMatch(end -> end.compareTo(now.plusMinutes(10).toString()) < 0);
  }

  private String storedShift(String starts, String ends) throws SQLException {
    return rows().shift("omar.ortiz", LocalDateTime.parse(starts), LocalDateTime.parse(ends));
  }

  private void leaver() throws SQLException {
    rows().leaver(true);
  }

  private RosterRows rows() {
    return new RosterRows(database, directory, LEFT);
  }

  private List<Object> shiftsOf(String path) {
    return SupplyChainRoster.week(path, monday).extract().path("shifts");
  }
}
