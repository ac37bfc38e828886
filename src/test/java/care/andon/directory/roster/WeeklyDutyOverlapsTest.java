package care.andon.directory.roster;

import static care.andon.directory.roster.AddedDuties.TEAM;
import static care.andon.directory.roster.AddedDuties.change;
import static care.andon.directory.roster.AddedDuties.instant;
import static care.andon.directory.roster.AddedDuties.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exclusive duties of every week keep out of the time of other people. */
@QuarkusTest
class WeeklyDutyOverlapsTest {
  private static final AtomicInteger WEEKS = new AtomicInteger();

  @Inject DataSource database;
  @Inject Directory directory;

  private final Api grace = Api.as("grace.kim");

  /** A Monday nobody else uses. */
  private final LocalDate monday =
      LocalDate.of(2146, 6, 6).plusWeeks(12L * WEEKS.getAndIncrement());

  private final AddedDuties duties = new AddedDuties(monday);

  /** Other tests are about who the demo hospital has on call. */
  @AfterEach
  void forget() throws SQLException {
    duties.forget(database, directory);
  }

  @ParameterizedTest
  @CsvSource({
    // Within, over midnight, in the other week, and by another clock.
    "MONDAY, 20:00, 22:00, , true",
    "SUNDAY, 22:00, 20:01, , true",
    "MONDAY, 23:30, 01:00, , true",
    "TUESDAY, 00:59, 02:00, , true",
    "TUESDAY, 01:00, 02:00, , false",
    "MONDAY, 18:00, 20:00, , false",
    "TUESDAY, 06:00, 08:00, Europe/Berlin, true",
    // They meet, except in the weeks in which only one of the two zones has changed its clocks.
    "TUESDAY, 02:00, 03:00, Europe/Berlin, true",
    "TUESDAY, 08:00, 09:00, Europe/Berlin, false"
  })
  void exclusive_duties_that_overlap_are_refused_by_name(
      DayOfWeek day, String from, String to, String zone, boolean overlaps) {
    add(grace, exclusive("omar.ortiz", "20:00", "01:00", DayOfWeek.MONDAY)).statusCode(201);
    var other = exclusive("ana.ortiz", from, to, day).with("startsOn", monday.plusDays(35) + "");

    var answer = add(grace, zone == null ? other : other.with("timeZone", zone));

    if (overlaps) {
      answer
          .statusCode(409)
          .body("code", equalTo("roster-conflict"))
          .body("overlaps.person", contains("Omar Ortiz"));
    } else {
      answer.statusCode(201);
    }
  }

  @Test
  void what_is_not_exclusive_is_over_or_is_one_s_own_overlaps_nothing() {
    var duty = exclusive("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY);
    add(grace, duty.with("endsOn", monday.plusDays(14) + "")).statusCode(201);

    add(grace, duty("ana.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).statusCode(201);
    add(grace, exclusive("omar.ortiz", "21:00", "23:30", DayOfWeek.MONDAY)).statusCode(201);
    add(
            grace,
            exclusive("luis.romero", "20:00", "20:59", DayOfWeek.MONDAY)
                .with("startsOn", monday.plusDays(15) + ""))
        .statusCode(201);
  }

  @Test
  void exclusive_shifts_and_exclusive_duties_keep_out_of_each_other_s_time() {
    grace.sends(Map.of("shifts", List.of(shift("omar.ortiz", 21)))).post(TEAM + "/shifts").then();
    add(grace, exclusive("ana.ortiz", "19:00", "21:00", DayOfWeek.MONDAY))
        .statusCode(409)
        .body("overlaps.person", contains("Omar Ortiz"))
        .body("overlaps[0].startsAt", equalTo(instant(monday.plusDays(21), "20:00")));
    add(grace, exclusive("ana.ortiz", "19:00", "21:00", DayOfWeek.TUESDAY)).statusCode(201);

    grace
        .sends(Map.of("shifts", List.of(shift("luis.romero", 22))))
        .post(TEAM + "/shifts")
        .then()
        .statusCode(409)
        .body("overlaps.person", contains("Ana Ortiz"));
  }

  @Test
  void what_is_there_is_compared_by_its_own_clock() {
    add(
            grace,
            exclusive("omar.ortiz", "06:00", "08:00", DayOfWeek.TUESDAY)
                .with("timeZone", "Europe/Berlin"))
        .statusCode(201);

    add(grace, exclusive("ana.ortiz", "23:30", "23:45", DayOfWeek.MONDAY)).statusCode(409);
    add(grace, exclusive("ana.ortiz", "06:00", "08:00", DayOfWeek.TUESDAY)).statusCode(201);
  }

  @Test
  void a_shift_that_is_one_s_own_or_not_exclusive_is_in_nobody_s_way() {
    var shifts =
        List.of(
            shift("ana.ortiz", 21),
            Body.of("person", "omar.ortiz")
                .with("starts", monday.plusDays(21) + "T20:00")
                .with("ends", monday.plusDays(21) + "T23:00"));
    grace.sends(Map.of("shifts", shifts)).post(TEAM + "/shifts").then().statusCode(201);

    add(grace, exclusive("ana.ortiz", "19:00", "21:00", DayOfWeek.MONDAY)).statusCode(201);
  }

  @Test
  void a_duty_round_the_clock_that_is_in_the_way_is_named_without_an_end() {
    add(grace, exclusive("omar.ortiz", "07:00", "07:00", DayOfWeek.values())).statusCode(201);

    grace
        .sends(Map.of("shifts", List.of(shift("luis.romero", 21))))
        .post(TEAM + "/shifts")
        .then()
        .statusCode(409)
        .body("overlaps.person", contains("Omar Ortiz"))
        .body("overlaps[0].startsAt", equalTo(instant(monday, "07:00")))
        .body("overlaps[0].endsAt", nullValue());
    add(grace, exclusive("ana.ortiz", "19:00", "21:00", DayOfWeek.TUESDAY)).statusCode(409);
  }

  @Test
  void a_change_is_refused_where_it_overlaps_somebody_else_but_not_itself() {
    add(grace, exclusive("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).statusCode(201);
    var later = exclusive("ana.ortiz", "20:00", "23:00", DayOfWeek.TUESDAY);
    String id = add(grace, later).extract().path("id");

    change(grace, id, later.with("days", List.of("MONDAY"))).statusCode(409);
    change(grace, id, later.with("days", List.of("TUESDAY", "WEDNESDAY"))).statusCode(200);
  }

  @Test
  void a_duty_to_come_is_not_in_the_way_of_whoever_has_it_instead() {
    var duty = exclusive("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY);
    String id = add(grace, duty).extract().path("id");

    change(grace, id, duty.with("person", "ana.ortiz"))
        .statusCode(200)
        .body("person.name", equalTo("Ana Ortiz"));
  }

  @Test
  void two_at_once_cannot_both_have_the_night_for_themselves() throws Exception {
    var both =
        List.<Callable<ValidatableResponse>>of(
            () -> send(exclusive("ana.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)),
            () -> send(exclusive("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)));
    try (var pool = Executors.newFixedThreadPool(2)) {
      var answers = pool.invokeAll(both).stream().map(Future::resultNow).toList();
      answers.forEach(this::remember);
      assertThat(answers.stream().map(answer -> answer.extract().statusCode()))
          .containsExactlyInAnyOrder(201, 409);
    }
  }

  // --- What people send ---

  private Body duty(String person, String from, String to, DayOfWeek... days) {
    return duties.duty(person, from, to, days);
  }

  private Body exclusive(String person, String from, String to, DayOfWeek... days) {
    return duties.exclusive(person, from, to, days);
  }

  private Map<String, Object> shift(String person, int day) {
    return Body.of("person", person)
        .with("starts", monday.plusDays(day) + "T20:00")
        .with("ends", monday.plusDays(day) + "T23:00")
        .with("exclusive", true);
  }

  private ValidatableResponse add(Api by, Body duty) {
    return duties.add(by, duty);
  }

  private ValidatableResponse remember(ValidatableResponse answer) {
    return duties.remember(answer);
  }
}
