package care.andon.directory.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import care.andon.support.WireTap;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people do to a roster seldom. Every test has a week of its own, in years to come. */
@QuarkusTest
class RosterEdgesTest {
  private static final String TEAM = "/api/v1/teams/supply-chain";
  private static final String FILE = TEAM + "/roster.ics";
  private static final String GAPS = "/api/v1/on-call/gaps";
  private static final Path GOLDEN = Path.of("src/test/resources/golden/problems");
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String LEFT = "00000000-0000-7000-8000-00000000aa02";
  private static final AtomicInteger WEEKS = new AtomicInteger();

  @Inject DataSource database;
  @Inject Directory directory;
  @Inject TimeMachine time;
  @Inject ObjectMapper json;
  WireTap wire;

  private final Api grace = Api.as("grace.kim");
  private final Api nina = Api.as("nina.patel");

  /** Nobody else's. */
  private final String why = "Because " + UUID.randomUUID();

  /** A Monday nobody else uses, in a summer. */
  private final LocalDate monday = LocalDate.of(2131, 6, 4).plusWeeks(WEEKS.getAndIncrement());

  @AfterEach
  void forget() throws SQLException {
    // Other tests expect the people on call of the demo hospital.
    sql("delete from stand_in");
    sql("delete from shift where facility_id = (select id from facility where code = 'LAKESIDE')");
    sql("delete from on_call where id::text like '0198aaaa-%'");
    sql("delete from roster_change where '" + LEFT + "' in (person_id, instead_of)");
    sql("delete from membership where person_id = '" + LEFT + "'");
    sql("delete from person where id = '" + LEFT + "'");
    directory.refresh();
  }

  // --- Stand-ins and swaps ---

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

  // --- Calendars ---

  @Test
  void shifts_of_another_system_and_of_who_has_left_are_recognized() throws SQLException {
    leaver(false);
    sql(shiftOf("omar.ortiz", "08:00", "10:00", "'hr', 'S-" + why + "'"));
    sql(shiftOf("left.since", "10:00", "12:00", "null, null"));
    directory.refresh();

    var exported = export();

    assertThat(exported).contains("X-ANDON-PERSON:left.since").doesNotContain("S-" + why);
    read(exported, true)
        .body("added", empty())
        .body("changed", empty())
        .body("removed", empty())
        .body("unchanged", equalTo(2));
  }

  @Test
  void a_stand_in_is_ended_here_and_not_by_a_calendar() {
    standIn("omar.ortiz", "luis.romero", at("19:00"), at("20:00")).statusCode(201);

    grace
        .calls()
        .contentType("text/calendar")
        .body(cancelled(export()).getBytes(StandardCharsets.UTF_8))
        .post(FILE)
        .then()
        .statusCode(400)
        .body("errors.code", contains("not_supported"));
  }

  @Test
  void a_calendar_is_no_backup_of_stand_ins() throws SQLException {
    standIn("omar.ortiz", "luis.romero", at("19:00"), at("20:00")).statusCode(201);
    var calendar = export();
    sql("delete from stand_in");
    directory.refresh();

    assertThat(calendar).contains("stands in for").doesNotContain("X-ANDON-SAID");
    read(calendar, true)
        .body("added", empty())
        .body(
            "skipped",
            equalTo(
                (int)
                    calendar.lines().filter(it -> it.matches("UID:(stand-in|weekly)-.*")).count()));
    assertThat(export()).doesNotContain("stands in for");
  }

  private static String cancelled(String calendar) {
    return calendar.replaceAll("(UID:stand-in-[^\r]*\r\n)", "$1STATUS:CANCELLED\r\n");
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

  private LocalDateTime clockNow() {
    return LocalDateTime.ofInstant(time.instant(), CHICAGO).truncatedTo(ChronoUnit.MINUTES);
  }

  private static Instant instant(LocalDateTime clock, ZoneId zone) {
    return clock.atZone(zone).toInstant();
  }

  private void shift(String person, LocalDateTime from, LocalDateTime to, ZoneId zone) {
    var shift =
        Body.of("person", person)
            .with("starts", from.toString())
            .with("ends", to.toString())
            .with("timeZone", zone.getId());
    send(shift).statusCode(201);
  }

  /** A shift that was entered before it began. */
  private String begun(String person, LocalDateTime from, LocalDateTime to) throws SQLException {
    var id = UUID.randomUUID().toString();
    sql(
        """
        insert into shift (id, facility_id, team_id, person_id, starts, ends, time_zone)
        select '%s', team.facility_id, team.id, person.id, '%s', '%s', 'America/Chicago'
        from team, person
        where team.code = 'supply-chain' and person.username = '%s'
        """
            .formatted(id, from, to, person));
    directory.refresh();
    return id;
  }

  private ValidatableResponse exclusive(String person, String from, String to) {
    return send(
        Body.of("person", person).with("starts", from).with("ends", to).with("exclusive", true));
  }

  private ValidatableResponse send(Body shift) {
    return grace.sends(Map.of("shifts", List.of(shift))).post(TEAM + "/shifts").then();
  }

  private ValidatableResponse standIn(String person, String instead, Instant from, Instant to) {
    return grace
        .sends(half(person, from, to).with("insteadOf", instead).with("reason", why))
        .post(TEAM + "/stand-ins")
        .then();
  }

  private static Body half(String person, Instant from, Instant to) {
    return Body.of("person", person)
        .with("startsAt", from.toString())
        .with("endsAt", to.toString());
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

  private ValidatableResponse read(String calendar, boolean apply) {
    return grace
        .calls()
        .contentType("text/calendar")
        .body(calendar.getBytes(StandardCharsets.UTF_8))
        .queryParam("apply", apply)
        .post(FILE)
        .then()
        .statusCode(200);
  }

  private void leaver(boolean stillHere) throws SQLException {
    sql(
        """
        insert into person (id, username, name, title)
        values ('%s', 'left.since', 'Left Since', 'T')
        """
            .formatted(LEFT));
    sql(
        """
        insert into membership (team_id, person_id, left_at)
        select id, '%s', %s
        from team where code = 'supply-chain'
        """
            .formatted(LEFT, stillHere ? "null" : "now()"));
    directory.refresh();
  }

  private String shiftOf(String person, String from, String to, String source) {
    return """
        insert into shift
          (id, facility_id, team_id, person_id, starts, ends, time_zone, source, external_id)
        select gen_random_uuid(), team.facility_id, team.id, person.id, '%1$s %2$s', '%1$s %3$s',
          'America/Chicago', %4$s
        from team, person
        where team.code = 'supply-chain' and person.username = '%5$s'
        """
        .formatted(monday, from, to, source, person);
  }

  // --- What people see ---

  private List<String> onCall(Instant at) {
    return nina.calls()
        .queryParam("at", at.toString())
        .get("/api/v1/on-call")
        .then()
        .statusCode(200)
        .extract()
        .path("items.teams.flatten().find { it.team.code == 'supply-chain' }.people.name");
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

  private String export() {
    return grace.calls().get(FILE + "?" + week()).then().statusCode(200).extract().asString();
  }

  private List<String> changes() {
    return nina.calls()
        .get(TEAM + "/roster/changes?limit=50")
        .then()
        .extract()
        .path("items.findAll { it.reason == '" + why + "' }.act");
  }

  private void sql(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var change = connection.createStatement()) {
      change.execute(statement);
    }
  }
}
