package care.andon.directory.roster;

import static care.andon.directory.roster.SupplyChainRoster.CHICAGO;
import static care.andon.directory.roster.SupplyChainRoster.TEAM;
import static care.andon.directory.roster.SupplyChainRoster.half;
import static care.andon.directory.roster.SupplyChainRoster.onCallNames;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Stand-ins and swaps as people seldom make them: of shifts that have begun, by two clocks, or
 * twice. Every test has a week of its own, in years to come.
 */
@QuarkusTest
class StandInEdgesTest {
  private static final String GAPS = "/api/v1/on-call/gaps";
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String LEFT = "00000000-0000-7000-8000-00000000aa02";
  private static final AtomicInteger WEEKS = new AtomicInteger();

  @Inject DataSource database;
  @Inject Directory directory;
  @Inject TimeMachine time;

  private final Api grace = Api.as("grace.kim");
  private final Api nina = Api.as("nina.patel");

  /** Nobody else's. */
  private final String why = "Because " + UUID.randomUUID();

  /** A Monday nobody else uses, in a summer. */
  private final LocalDate monday = LocalDate.of(2134, 6, 7).plusWeeks(WEEKS.getAndIncrement());

  /** Other tests expect the people on call of the demo hospital. */
  @AfterEach
  void forget() throws SQLException {
    rows().forget();
  }

  @Test
  void who_stands_in_for_somebody_s_two_shifts_has_both_and_not_the_time_between() {
    shift("luis.romero", monday.atTime(8, 0), monday.atTime(10, 0), CHICAGO);
    shift("luis.romero", monday.atTime(12, 0), monday.atTime(14, 0), CHICAGO);

    standIn("ana.ortiz", "luis.romero", at("09:00"), at("13:00")).statusCode(201);

    assertThat(onCall(at("08:59"))).contains("Luis Romero").doesNotContain("Ana Ortiz");
    assertThat(onCall(at("09:30"))).contains("Ana Ortiz").doesNotContain("Luis Romero");
    assertThat(onCall(at("11:00"))).doesNotContain("Ana Ortiz", "Luis Romero");
    assertThat(onCall(at("12:30"))).contains("Ana Ortiz").doesNotContain("Luis Romero");
    assertThat(onCall(at("13:00"))).contains("Luis Romero").doesNotContain("Ana Ortiz");
  }

  @Test
  void who_stands_in_and_leaves_leaves_a_gap() throws SQLException {
    leaver(true);
    standIn("left.since", "luis.romero", at("19:00"), at("23:00")).statusCode(201);
    assertThat(onCall(at("20:00"))).containsExactly("Left Since");

    sql("update membership set left_at = now() where person_id = '" + LEFT + "'");
    directory.refresh();

    assertThat(onCall(at("20:00"))).isEmpty();
    gaps("&team=supply-chain")
        .body("items.from", contains(at("19:00").toString()))
        .body("items.to", contains(at("23:00").toString()));
  }

  @Test
  void when_the_first_of_two_stand_ins_is_called_off_the_second_has_nothing_to_stand_in_for() {
    String first =
        standIn("omar.ortiz", "luis.romero", at("19:00"), at("23:00")).extract().path("id");
    standIn("ana.ortiz", "omar.ortiz", at("19:00"), at("23:00")).statusCode(201);
    assertThat(onCall(at("20:00"))).containsExactly("Ana Ortiz");

    callOff(first).statusCode(200);

    assertThat(onCall(at("20:00"))).containsExactly("Luis Romero");
  }

  @Test
  void what_is_said_twice_is_kept_once() {
    var ids =
        List.of(
            standIn("omar.ortiz", "luis.romero", at("19:00"), at("23:00")).extract().path("id"),
            standIn("omar.ortiz", "luis.romero", at("19:00"), at("23:00")).extract().path("id"));
    assertThat(ids.get(0)).isEqualTo(ids.get(1));
    callOff(ids.get(0).toString()).statusCode(200);
    callOff(ids.get(0).toString()).statusCode(200);
    for (int i = 0; i < 2; i++) {
      swap(
              half("luis.romero", at("19:00"), at("21:00")),
              half("omar.ortiz", at("10:00"), at("12:00")))
          .statusCode(201);
    }

    assertThat(changes()).containsExactly("swap", "swap", "called_off", "stand_in");
  }

  @Test
  void what_was_called_off_can_be_said_again() {
    String id = standIn("omar.ortiz", "luis.romero", at("19:00"), at("23:00")).extract().path("id");
    callOff(id).statusCode(200);

    standIn("omar.ortiz", "luis.romero", at("19:00"), at("23:00")).statusCode(201);

    assertThat(onCall(at("20:00"))).containsExactly("Omar Ortiz");
    assertThat(changes()).containsExactly("stand_in", "called_off", "stand_in");
  }

  @Test
  void a_shift_that_has_begun_is_swapped_for_one_to_come_and_one_that_is_over_is_not()
      throws SQLException {
    var now = clockNow();
    begun("ana.ortiz", now.minusHours(2), now.plusHours(2));
    shift("luis.romero", monday.atTime(8, 0), monday.atTime(10, 0), CHICAGO);
    var begun =
        half("ana.ortiz", instant(now.minusHours(2), CHICAGO), instant(now.plusHours(2), CHICAGO));
    // Exactly as long as the shift: weekly duties of others may be right before or after it.
    var toCome = half("luis.romero", at("08:00"), at("10:00"));

    swap(begun, toCome).statusCode(201).body("items", hasSize(2));
    assertThat(onCall(time.instant())).contains("Luis Romero").doesNotContain("Ana Ortiz");
    assertThat(onCall(at("09:00"))).contains("Ana Ortiz").doesNotContain("Luis Romero");

    var over =
        half("ana.ortiz", instant(now.minusHours(9), CHICAGO), instant(now.minusHours(8), CHICAGO));
    swap(over, toCome)
        .statusCode(400)
        .body("errors.pointer", contains("/one/endsAt"))
        .body("errors.code", contains("in_the_past"));
  }

  @Test
  void a_stand_in_said_in_the_middle_of_a_shift_begins_then_and_what_was_stays() throws Exception {
    leaver(true);
    var now = clockNow();
    begun("left.since", now.minusHours(2), now.plusHours(2));
    var from = instant(now.minusHours(2), CHICAGO);
    var said = time.instant();

    var answers =
        List.of(
            standIn("luis.romero", "left.since", from, from.plus(Duration.ofHours(4)))
                .statusCode(201)
                .extract(),
            standIn("luis.romero", "left.since", from, from.plus(Duration.ofHours(4)))
                .statusCode(201)
                .extract(),
            standIn("luis.romero", "left.since", said, from.plus(Duration.ofHours(4)))
                .statusCode(201)
                .extract());

    assertThat(answers).extracting(it -> it.<String>path("id")).containsOnly(id(answers));
    assertThat(Instant.parse(answers.getFirst().path("startsAt"))).isAfterOrEqualTo(said);
    assertThat(onCall(said.minusSeconds(60))).contains("Left Since");
    assertThat(onCall(time.instant())).doesNotContain("Left Since").contains("Luis Romero");
    assertThat(changes()).containsExactly("stand_in");
  }

  private static String id(List<? extends ExtractableResponse<?>> answers) {
    return answers.getFirst().path("id");
  }

  @Test
  void nobody_stands_in_for_what_is_over_of_a_time() throws SQLException {
    leaver(true);
    var now = clockNow();
    begun("left.since", now.minusHours(3), now.minusHours(1));

    standIn(
            "luis.romero",
            "left.since",
            instant(now.minusHours(3), CHICAGO),
            instant(now.plusHours(1), CHICAGO))
        .statusCode(400)
        .body("errors.pointer", contains("/insteadOf"))
        .body("errors.code", contains("not_on_call"));
  }

  @Test
  void of_a_swap_that_is_said_again_there_is_one_though_a_duty_of_it_has_begun()
      throws SQLException {
    leaver(true);
    var now = clockNow();
    begun("left.since", now.minusHours(2), now.plusHours(2));
    shift("luis.romero", monday.atTime(8, 0), monday.atTime(10, 0), CHICAGO);
    var begun =
        half("left.since", instant(now.minusHours(2), CHICAGO), instant(now.plusHours(2), CHICAGO));
    var toCome = half("luis.romero", at("08:00"), at("10:00"));

    for (int i = 0; i < 2; i++) {
      swap(begun, toCome).statusCode(201).body("items", hasSize(2));
    }

    assertThat(onCall(time.instant().minusSeconds(60))).contains("Left Since");
    assertThat(changes()).containsExactly("swap", "swap");
  }

  @Test
  void shifts_by_two_clocks_are_swapped() {
    shift("ana.ortiz", monday.atTime(8, 0), monday.atTime(10, 0), BERLIN);
    shift("luis.romero", monday.atTime(8, 0), monday.atTime(10, 0), CHICAGO);
    var inBerlin = instant(monday.atTime(8, 0), BERLIN);

    swap(
            half("ana.ortiz", inBerlin, inBerlin.plus(Duration.ofHours(2))),
            half("luis.romero", at("08:00"), at("10:00")))
        .statusCode(201);

    assertThat(onCall(at("09:00"))).contains("Ana Ortiz").doesNotContain("Luis Romero");
    // 01:00 in Chicago, where Luis has the night already.
    assertThat(onCall(inBerlin)).contains("Luis Romero").doesNotContain("Ana Ortiz");
  }

  // --- What people send ---

  private Instant at(String clock) {
    return instant(monday.atTime(LocalTime.parse(clock)), CHICAGO);
  }

  private LocalDateTime clockNow() {
    return LocalDateTime.ofInstant(time.instant(), CHICAGO).truncatedTo(ChronoUnit.MINUTES);
  }

  private static Instant instant(LocalDateTime clock, ZoneId zone) {
    return clock.atZone(zone).toInstant();
  }

  private void shift(String person, LocalDateTime from, LocalDateTime to, ZoneId zone) {
    SupplyChainRoster.add(grace, SupplyChainRoster.shift(person, from, to, zone)).statusCode(201);
  }

  private String begun(String person, LocalDateTime from, LocalDateTime to) throws SQLException {
    return rows().shift(person, from, to);
  }

  private ValidatableResponse standIn(String person, String instead, Instant from, Instant to) {
    return SupplyChainRoster.standIn(grace, person, instead, from, to, why);
  }

  private ValidatableResponse swap(Body one, Body other) {
    return grace
        .sends(Body.of("one", one).with("other", other).with("reason", why))
        .post(TEAM + "/swaps")
        .then();
  }

  private ValidatableResponse callOff(String id) {
    return grace.calls().post("/api/v1/stand-ins/" + id + "/call-off").then();
  }

  private void leaver(boolean stillHere) throws SQLException {
    rows().leaver(stillHere);
  }

  private void sql(String statement) throws SQLException {
    rows().sql(statement);
  }

  private RosterRows rows() {
    return new RosterRows(database, directory, LEFT);
  }

  // --- What people see ---

  private static List<String> onCall(Instant at) {
    return onCallNames(at.toString());
  }

  private String week() {
    return "from=" + at("00:00") + "&to=" + at("00:00").plus(Duration.ofDays(7));
  }

  private ValidatableResponse gaps(String filter) {
    return nina.calls().get(GAPS + "?limit=200&" + week() + filter).then().statusCode(200);
  }

  private List<String> changes() {
    return nina.calls()
        .get(TEAM + "/roster/changes?limit=50")
        .then()
        .extract()
        .path("items.findAll { it.reason == '" + why + "' }.act");
  }
}
