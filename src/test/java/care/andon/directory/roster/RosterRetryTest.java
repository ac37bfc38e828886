package care.andon.directory.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change of a roster whose answer was lost is sent again under its key. */
@QuarkusTest
class RosterRetryTest {
  private static final String TEAM = "/api/v1/teams/supply-chain";
  private static final String TIER = "/api/v1/facilities/LAKESIDE/tiers/2";
  private static final String LEADS =
      " where person_id = (select id from person where username = 'grace.kim')"
          + " and team_id = (select id from team where code = 'supply-chain')";

  @Inject DataSource database;
  @Inject Directory directory;

  private final Api grace = Api.as("grace.kim");
  private final Api conrad = Api.as("conrad.vance");
  private final String key = UUID.randomUUID().toString();

  @AfterEach
  void forget() throws SQLException {
    sql("delete from stand_in");
    sql("delete from shift where facility_id = (select id from facility where code = 'LAKESIDE')");
    sql("update membership set lead = true" + LEADS);
    directory.refresh();
  }

  @Test
  void a_shift_that_was_taken_off_since_does_not_come_back() {
    var first = addShift(grace, TEAM, 1);
    String id = first.path("items[0].id");
    grace.calls().delete("/api/v1/shifts/" + id).then().statusCode(204);

    isReplayOf(first, addShift(grace, TEAM, 1));
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(shifts()).isZero();
  }

  @Test
  void the_same_change_addressed_by_id_is_a_retry() {
    for (var place : List.of(TEAM, TIER)) {
      var under = UUID.randomUUID().toString();
      var shift =
          Body.of("person", "ana.ortiz")
              .with("starts", "2153-06-01T08:00")
              .with("ends", "2153-06-01T10:00");
      var shifts = Map.of("shifts", List.of(shift));
      var first = send(conrad, place + "/shifts", shifts, under);
      first.then().statusCode(201);

      isReplayOf(first, send(conrad, byId(place) + "/shifts", shifts, under));
    }
  }

  private String byId(String place) {
    return place
        .replace(
            "supply-chain", directory.team("supply-chain").orElseThrow().id().value().toString())
        .replace("LAKESIDE", directory.facility("LAKESIDE").orElseThrow().id().value().toString());
  }

  @Test
  void a_key_belongs_to_one_roster_and_one_body() {
    addShift(conrad, TEAM, 1).then().statusCode(201);

    for (var other : List.of(addShift(conrad, TEAM, 2), addShift(conrad, TIER, 1))) {
      other.then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
    }
    assertThat(shifts()).isEqualTo(1);
  }

  @Test
  void what_was_refused_may_be_mended_under_the_same_key_and_somebody_elses_is_another() {
    send(grace, TEAM + "/shifts", Map.of("shifts", List.of())).then().statusCode(400);

    assertThat(addShift(grace, TEAM, 1).header("Idempotency-Replayed")).isNull();
    assertThat(addShift(conrad, TEAM, 1).header("Idempotency-Replayed")).isNull();
  }

  @Test
  void a_stand_in_and_its_end_are_answered_as_the_first_time() {
    for (var place : List.of(TEAM, TIER)) {
      var standIn =
          Body.of("person", "ana.ortiz")
              .with("startsAt", "2153-06-01T08:00:00Z")
              .with("endsAt", "2153-06-01T10:00:00Z")
              .with("reason", "Luis called in sick");
      var said = UUID.randomUUID().toString();
      var first = send(conrad, place + "/stand-ins", standIn, said);
      var off = "/api/v1/stand-ins/" + first.path("id") + "/call-off";
      var end = UUID.randomUUID().toString();
      var ended = callOff(off, end);

      first.then().statusCode(201);
      ended.then().statusCode(200);
      isReplayOf(first, send(conrad, place + "/stand-ins", standIn, said));
      isReplayOf(ended, callOff(off, end));
    }
  }

  @Test
  void a_duty_of_every_week_that_was_taken_off_since_does_not_come_back() {
    var duty =
        Body.of("person", "ana.ortiz")
            .with("days", List.of("MONDAY"))
            .with("from", "03:00")
            .with("to", "04:00")
            .with("startsOn", "2153-06-01")
            .with("reason", "Nobody was there on Mondays");
    for (var place : List.of(TEAM, TIER)) {
      var under = UUID.randomUUID().toString();
      var first = send(conrad, place + "/weekly-duties", duty, under);
      first.then().statusCode(201);
      conrad.calls().delete("/api/v1/weekly-duties/" + first.path("id")).then().statusCode(204);

      isReplayOf(first, send(conrad, place + "/weekly-duties", duty, under));
    }
  }

  @Test
  void a_swap_is_made_once() {
    addShift(conrad, TEAM, 1).then().statusCode(201);
    var shift =
        Body.of("person", "luis.romero")
            .with("starts", "2153-06-02T08:00")
            .with("ends", "2153-06-02T10:00");
    send(conrad, TEAM + "/shifts", Map.of("shifts", List.of(shift)), UUID.randomUUID().toString())
        .then()
        .statusCode(201);
    var swap =
        Map.of(
            "one", duty("ana.ortiz", 1),
            "other", duty("luis.romero", 2),
            "reason", "Family matter");
    var under = UUID.randomUUID().toString();
    var first = send(conrad, TEAM + "/swaps", swap, under);
    first.then().statusCode(201);
    callOff(
            "/api/v1/stand-ins/" + first.path("items[0].id") + "/call-off",
            UUID.randomUUID().toString())
        .then()
        .statusCode(200);

    isReplayOf(first, send(conrad, TEAM + "/swaps", swap, under));
  }

  private static Map<String, Object> duty(String person, int day) {
    return Map.of(
        "person", person,
        "startsAt", "2153-06-%02dT13:00:00Z".formatted(day),
        "endsAt", "2153-06-%02dT15:00:00Z".formatted(day));
  }

  @Test
  void a_calendar_is_read_once() {
    for (var place : List.of(TEAM, TIER)) {
      var file =
          """
          BEGIN:VCALENDAR
          VERSION:2.0
          PRODID:-//test//EN
          BEGIN:VEVENT
          UID:retry-%s
          DTSTAMP:21530101T000000Z
          DTSTART:21530601T080000Z
          DTEND:21530601T100000Z
          X-ANDON-PERSON:ana.ortiz
          END:VEVENT
          END:VCALENDAR
          """
              .formatted(key)
              .replace("\n", "\r\n");
      var one = UUID.randomUUID().toString();
      var first = calendar(place, file, one, "true");

      first.then().statusCode(200).body("added.size()", equalTo(1));
      isReplayOf(first, calendar(place, file, one, "true"));
      calendar(place, file, one, "false").then().statusCode(422);
    }
  }

  private Response calendar(String place, String file, String under, String apply) {
    return conrad
        .calls()
        .header("Idempotency-Key", under)
        .header("Content-Type", "text/calendar")
        .body(file.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post(place + "/roster.ics?apply=" + apply);
  }

  @Test
  void who_may_not_change_the_roster_any_more_does_not_get_the_answer_either() throws SQLException {
    addShift(grace, TEAM, 1).then().statusCode(201);
    sql("update membership set lead = false" + LEADS);
    directory.refresh();

    addShift(grace, TEAM, 1).then().statusCode(403);
  }

  @Test
  void of_many_at_once_one_adds_and_all_are_answered_alike() throws Exception {
    var many = 6;
    grace.token();
    var start = new CyclicBarrier(many);
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var running =
          IntStream.range(0, many)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            start.await(30, TimeUnit.SECONDS);
                            return addShift(grace, TEAM, 1);
                          }))
              .toList();
      var bodies = new java.util.HashSet<String>();
      var replayed = 0;
      for (var one : running) {
        var answer = one.get(60, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(201);
        bodies.add(answer.asString());
        replayed += answer.header("Idempotency-Replayed") == null ? 0 : 1;
      }

      assertThat(bodies).hasSize(1);
      assertThat(replayed).isEqualTo(many - 1);
      assertThat(shifts()).isEqualTo(1);
    }
  }

  private Response addShift(Api by, String place, int day) {
    var shift =
        Body.of("person", "ana.ortiz")
            .with("starts", "2153-06-%02dT08:00".formatted(day))
            .with("ends", "2153-06-%02dT10:00".formatted(day));
    return send(by, place + "/shifts", Map.of("shifts", List.of(shift)));
  }

  private Response send(Api by, String path, Object body) {
    return send(by, path, body, key);
  }

  private static Response send(Api by, String path, Object body, String under) {
    return by.sends(body).header("Idempotency-Key", under).post(path);
  }

  private Response callOff(String path, String under) {
    return conrad.calls().header("Idempotency-Key", under).post(path);
  }

  private int shifts() {
    return conrad
        .calls()
        .get(TEAM + "/roster?from=2153-06-01T00:00:00Z&to=2153-06-30T00:00:00Z")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("shifts")
        .size();
  }

  private static void isReplayOf(Response first, Response retry) {
    assertThat(retry.statusCode()).isEqualTo(first.statusCode());
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(retry.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(retry.asString()).isEqualTo(first.asString());
  }

  private void sql(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
