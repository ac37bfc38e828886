package care.andon.directory.roster;

import static care.andon.directory.roster.SupplyChainRoster.CHICAGO;
import static care.andon.directory.roster.SupplyChainRoster.TEAM;
import static care.andon.directory.roster.SupplyChainRoster.onCallNames;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.WireTap;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What people do to a roster seldom, and what they ask about its gaps. Every test has a week of its
 * own, in years to come.
 */
@QuarkusTest
class RosterEdgesTest {
  private static final String GAPS = "/api/v1/on-call/gaps";
  private static final Path GOLDEN = Path.of("src/test/resources/golden/problems");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String LEFT = "00000000-0000-7000-8000-00000000aa02";
  private static final AtomicInteger WEEKS = new AtomicInteger();

  @Inject DataSource database;
  @Inject Directory directory;
  @Inject ObjectMapper json;
  WireTap wire;

  private final Api grace = Api.as("grace.kim");
  private final Api nina = Api.as("nina.patel");

  /** A Monday nobody else uses, in a summer. */
  private final LocalDate monday = LocalDate.of(2131, 6, 4).plusWeeks(WEEKS.getAndIncrement());

  /** Other tests expect the people on call of the demo hospital. */
  @AfterEach
  void forget() throws SQLException {
    rows().forget();
  }

  // --- The database ---

  @Test
  void two_hundred_shifts_take_as_many_round_trips_as_one() {
    var one = wire.during(() -> add(1, monday.plusYears(1)).statusCode(201));
    var many = wire.during(() -> add(200, monday.plusYears(2)).statusCode(201));

    assertThat(many.roundTrips()).hasSameSizeAs(one.roundTrips());
  }

  private ValidatableResponse add(int count, LocalDate first) {
    var shifts =
        java.util.stream.IntStream.range(0, count)
            .mapToObj(
                i ->
                    Body.of("person", "ana.ortiz")
                        .with("starts", first.plusDays(i) + "T03:00")
                        .with("ends", first.plusDays(i) + "T04:00"))
            .toList();
    return grace.sends(Map.of("shifts", shifts)).post(TEAM + "/shifts").then();
  }

  @Test
  void a_wall_clock_may_show_what_the_clock_of_the_machine_skips() {
    var skipped = CHICAGO.getRules().nextTransition(at("08:00")).getDateTimeBefore();
    var skippedInSpring =
        skipped.getMonthValue() < 7
            ? skipped
            : CHICAGO
                .getRules()
                .nextTransition(skipped.atZone(CHICAGO).toInstant().plusSeconds(9_000))
                .getDateTimeBefore();
    var usual = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(CHICAGO));
    try {
      shift("ana.ortiz", skippedInSpring.plusMinutes(10), skippedInSpring.plusHours(3), BERLIN);
    } finally {
      TimeZone.setDefault(usual);
    }

    var start = instant(skippedInSpring.plusMinutes(10), BERLIN);
    assertThat(onCall(start)).contains("Ana Ortiz");
    assertThat(onCall(start.minusSeconds(1))).doesNotContain("Ana Ortiz");
  }

  // --- Gaps ---

  @Test
  void gaps_of_eight_weeks_of_all_rosters_come_from_memory() {
    var from = instant(monday.atStartOfDay(), CHICAGO);
    var address = GAPS + "?limit=200&from=" + from + "&to=" + from.plus(Duration.ofDays(56));
    nina.calls().get(address).then().statusCode(200);

    var asked = wire.during(() -> nina.calls().get(address).then().statusCode(200));

    assertThat(asked.statements())
        .noneMatch(it -> it.matches("(?s).*(on_call|shift|stand_in|person|membership).*"));
  }

  @Test
  void gaps_are_asked_about_for_92_days_and_no_longer() {
    var from = instant(monday.atStartOfDay(), CHICAGO);

    nina.calls()
        .get(GAPS + "?from=" + from + "&to=" + from.plus(Duration.ofDays(92)))
        .then()
        .statusCode(200);
    nina.calls()
        .get(GAPS + "?from=" + from + "&to=" + from.plus(Duration.ofDays(92)).plusSeconds(1))
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("to"))
        .body("errors.code", contains("too_long"))
        .body("errors.message", contains("Ask for at most 92 days at once"));
  }

  @Test
  void a_gap_of_the_whole_time_asked_about_begins_and_ends_with_it() throws SQLException {
    var from = at("07:30");
    gaps("", from, from.plusSeconds(60))
        .body("items.findAll { it.team != null && it.tier != null }", empty())
        .body("items.from.unique()", contains(from.toString()))
        .body("items.to.unique()", contains(from.plusSeconds(60).toString()));
  }

  @Test
  void a_team_that_is_retired_is_not_asked_about() throws SQLException {
    var team = UUID.randomUUID();
    var code = team.toString().substring(0, 8);
    sql(
        """
        insert into team (id, facility_id, code, name)
        select '%1$s', id, 'gaps-%2$s', 'Retired'
        from facility where code = 'LAKESIDE'
        """
            .formatted(team, code));
    directory.refresh();
    gaps("&team=" + team).body("items", hasSize(1));

    sql("update team set gone_at = now() where id = '" + team + "'");
    directory.refresh();

    assertThat(gaps("").extract().<List<String>>path("items.team.code"))
        .doesNotContain("gaps-" + code);
    nina.calls()
        .get(GAPS + "?team=" + team)
        .then()
        .statusCode(400)
        .body("errors.code", contains("unknown_team"));
  }

  // --- Problems ---

  @Test
  void refusals_look_as_they_always_have() throws IOException, SQLException {
    exclusive("omar.ortiz", "2131-01-01T08:00", "2131-01-01T12:00").statusCode(201);
    golden(exclusive("ana.ortiz", "2131-01-01T11:00", "2131-01-01T15:00"), "roster-conflict");

    var over =
        begun(
            "omar.ortiz", LocalDateTime.of(2020, 1, 6, 8, 0), LocalDateTime.of(2020, 1, 6, 12, 0));
    golden(grace.calls().delete("/api/v1/shifts/" + over).then(), "roster-past");
  }

  private void golden(ValidatableResponse answer, String code) throws IOException {
    var body = new TreeMap<String, Object>(answer.extract().jsonPath().getMap("$"));
    body.replace("traceId", "…");
    body.replace("instance", "…");
    var text = json.writerWithDefaultPrettyPrinter().writeValueAsString(body) + "\n";
    var file = GOLDEN.resolve(code + ".json");
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  // --- What people send ---

  private Instant at(String clock) {
    return instant(monday.atTime(LocalTime.parse(clock)), CHICAGO);
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

  private ValidatableResponse exclusive(String person, String from, String to) {
    return SupplyChainRoster.add(
        grace,
        Body.of("person", person).with("starts", from).with("ends", to).with("exclusive", true));
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

  private ValidatableResponse gaps(String filter, Instant from, Instant to) {
    return nina.calls()
        .get(GAPS + "?limit=200&from=" + from + "&to=" + to + filter)
        .then()
        .statusCode(200);
  }
}
