package care.andon.benchmark;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aWord;
import static care.andon.support.Given.anAssignment;
import static care.andon.support.Given.bodyOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.history.RequestEvent.NotReachedBecause;
import care.andon.history.RequestEvent.PersonNotReached;
import care.andon.kernel.RequestId;
import care.andon.request.Deadlines;
import care.andon.request.Requests;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import care.andon.support.WireTap;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operation costs the database, seen on the wire; rows come and go, this does not. */
@QuarkusTest
class StatementsPerOperationTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  /** Filled by the test database. */
  WireTap wire;

  @Inject TimeMachine time;
  @Inject Deadlines deadlines;
  @Inject DataSource database;
  @Inject Directory directory;
  @Inject Requests requests;

  @Test
  void filing_a_need_is_one_round_trip_with_its_commit() {
    var filed = wire.during(() -> nina.open(aNeed(), aKey()).then().statusCode(201));

    assertThat(filed.roundTrips()).hasSize(1);
    // The request, its asker, its three clocks, its first event, the key.
    assertThat(filed.statements())
        .satisfiesExactly(
            sql -> assertThat(sql.strip()).startsWith("insert into support_request"),
            sql -> assertThat(sql.strip()).startsWith("insert into request_asker"),
            sql -> assertThat(sql.strip()).startsWith("insert into request_clock"),
            sql -> assertThat(sql.strip()).startsWith("insert into request_event"),
            sql -> assertThat(sql.strip()).startsWith("insert into idempotency_key"));
  }

  /** The load benchmark compares the service with the same statements by plain JDBC. */
  @Test
  void the_benchmark_writes_the_columns_that_filing_writes() throws SQLException {
    var id = new AtomicReference<String>();
    var filed =
        wire.during(
            () -> id.set(nina.open(aNeed(), aKey()).then().extract().jsonPath().getString("id")));

    try (var connection = database.getConnection()) {
      var like = FiledRequest.read(connection, UUID.fromString(id.get()));

      assertThat(columns(like.sql())).isEqualTo(columns(String.join("\n", filed.statements())));
      connection.setAutoCommit(false);
      try (var statement = connection.prepareStatement(like.sql())) {
        like.bind(statement, UUID.randomUUID(), 7_777_777, aKey());
        statement.execute();
      } finally {
        connection.rollback();
      }
    }
  }

  /** The columns that statements insert, by table. */
  private static Map<String, Set<String>> columns(String statements) {
    return Pattern.compile("insert into (\\w+)\\s*\\(([^)]*)\\)")
        .matcher(statements)
        .results()
        .collect(
            Collectors.toMap(it -> it.group(1), it -> Set.of(it.group(2).strip().split(",\\s*"))));
  }

  @Test
  void filing_by_a_rule_that_balances_holds_and_reads_the_loads_first() {
    whileTheTriageDeskSharesItsWork(
        _ -> {
          var need = aNeedOf("this_shift", "other").with("unit", "LD");
          nina.files(need);

          var filed = wire.during(() -> nina.open(need, aKey()).then().statusCode(201));

          // The lock with the loads; the request with all of its rows; the commit.
          assertThat(filed.roundTrips()).hasSize(3);
          assertThat(filed.statements())
              .filteredOn(sql -> sql.contains("pg_advisory_xact_lock"))
              .hasSize(1);
        });
  }

  /** What comes from labor and delivery goes to whoever of the two has least. */
  private void whileTheTriageDeskSharesItsWork(Consumer<OnCallRows> act) {
    var conrad = Api.as("conrad.vance");
    var rule = "balance-" + aKey();
    conrad
        .sends(
            Body.of("code", rule)
                .with("name", "Shared")
                .with("match", Map.of("categories", List.of("other"), "units", List.of("LD")))
                .with("team", "triage-desk")
                .with("choose", "least_open"))
        .post("/api/v1/routing-rules")
        .then()
        .statusCode(201);
    try (var onCall = OnCallRows.takenAway(database, directory)) {
      onCall.add("triage-desk", List.of("omar.ortiz", "grace.kim"));
      act.accept(onCall);
    } finally {
      conrad.calls().post("/api/v1/routing-rules/{code}/retire", rule);
    }
  }

  @Test
  void acknowledging_costs_the_same_however_much_has_happened() {
    var fresh = nina.files(aNeed());
    var busy = nina.files(aNeed());
    for (int i = 0; i < 5; i++) {
      omar.message(busy, "The box left the store room");
    }

    var acknowledged = wire.during(() -> act("acknowledge", fresh));
    var later = wire.during(() -> act("acknowledge", busy));

    // It is locked and read; its rows, event and key are written; it is committed.
    assertThat(acknowledged.roundTrips()).hasSize(3);
    assertThat(later.roundTrips()).hasSize(3);
  }

  @Test
  void resolving_is_three_round_trips() {
    var id = nina.files(aNeed());
    act("acknowledge", id);

    var resolved = wire.during(() -> act("resolve", id));

    assertThat(resolved.roundTrips()).hasSize(3);
  }

  @Test
  void looking_at_a_request_is_one_statement() {
    var id = nina.files(aNeed());

    var looked = wire.during(() -> omar.get(id));

    assertThat(looked.statements()).hasSize(1);
  }

  @Test
  void a_request_that_has_escalated_costs_one_statement_more_to_act_on_and_none_to_look_at() {
    var escalated = nina.files(aNeed());
    time.pass(Duration.ofMinutes(16));
    act("acknowledge", escalated);
    var another = nina.files(aNeed());
    act("acknowledge", another);

    var looked = wire.during(() -> omar.get(escalated));
    var resolved = wire.during(() -> act("resolve", another));
    var resolvedLater = wire.during(() -> act("resolve", escalated));

    assertThat(looked.statements()).hasSize(1);
    assertThat(resolvedLater.statements()).hasSize(resolved.statements().size() + 1);
    assertThat(omar.ladder(escalated)).hasSize(1);
  }

  @Test
  void those_who_must_act_are_told_by_one_statement() {
    nina.files(aNeed());
    time.pass(Duration.ofMinutes(16));

    var listed = wire.during(() -> omar.calls().get("/api/v1/escalations?mine=false"));

    assertThat(listed.statements()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/me/worklist, 1",
    "/api/v1/teams/supply-chain/worklist, 1",
    "/api/v1/units/4W/board, 1",
    "/api/v1/units/4W/handover, 1",
    "/api/v1/huddles/1?unit=4W, 2",
    "/api/v1/huddles/3, 2"
  })
  void a_view_costs_the_same_statements_however_much_it_shows(String view, int statements) {
    var before = wire.during(() -> omar.calls().get(view).then().statusCode(200));
    for (int i = 0; i < 5; i++) {
      nina.files(aNeedOf("patient_waiting", "supplies"));
    }
    time.pass(Duration.ofMinutes(6));

    var later = wire.during(() -> omar.calls().get(view).then().statusCode(200));

    assertThat(before.statements()).hasSize(statements);
    assertThat(later.statements()).hasSize(statements);
  }

  @Test
  void trying_rules_on_what_has_happened_is_one_statement() {
    nina.files(aNeed());
    var tried = Map.of("days", 1);

    var played =
        wire.during(() -> omar.sends(tried).post("/api/v1/routing/preview").then().statusCode(200));

    assertThat(played.statements()).hasSize(1);
  }

  @Test
  void assigning_to_a_team_that_shares_its_work_out_holds_its_loads_once() {
    whileTheTriageDeskSharesItsWork(
        onCall -> {
          onCall.add("clinical-it", List.of("raj.mehta"));
          var shared = nina.files(aNeed());
          var not = nina.files(aNeed());

          var before = wire.during(() -> omar.does("assign", not, anAssignment("clinical-it")));
          var with = wire.during(() -> omar.does("assign", shared, anAssignment("triage-desk")));

          assertThat(before.statements()).noneMatch(sql -> sql.contains("pg_advisory_xact_lock"));
          assertThat(with.statements())
              .filteredOn(sql -> sql.contains("pg_advisory_xact_lock"))
              .hasSize(1);
          assertThat(with.roundTrips()).hasSize(before.roundTrips().size() + 1);
        });
  }

  @Test
  void what_i_asked_is_one_statement() {
    var mine = wire.during(() -> nina.calls().get("/api/v1/me/requests").then().statusCode(200));

    assertThat(mine.statements()).hasSize(1);
  }

  @Test
  void taking_is_three_round_trips() {
    var id = nina.files(aNeed());

    // Who leads the team is called last, so that it is never hers yet.
    var taken =
        wire.during(
            () ->
                Api.as("grace.kim")
                    .tries("take", id, bodyOf("take"), aKey())
                    .then()
                    .statusCode(200));

    assertThat(taken.roundTrips()).hasSize(3);
  }

  @Test
  void handing_over_twenty_costs_the_same_round_trips_as_handing_over_two() {
    handOver();
    var two = handOver(2);

    var twenty = handOver(20);

    assertThat(twenty.roundTrips()).hasSameSizeAs(two.roundTrips()).hasSizeLessThan(12);
  }

  /**
   * Four for each fifty: they are read; they, their clocks, which say which team held them for how
   * long, and what happened to them are written.
   */
  @Test
  void handing_over_two_hundred_costs_what_four_batches_cost() {
    handOver();
    var twenty = handOver(20);

    var twoHundred = handOver(200);

    assertThat(twoHundred.roundTrips()).hasSize(twenty.roundTrips().size() + 3 * 4);
  }

  /** Four where nothing else is due: they are claimed, read, written and committed. */
  @Test
  void the_end_of_a_shift_does_not_cost_more_round_trips_for_more_requests() {
    var kept = endOfShift(50, "improvement");
    var handedOn = endOfShift(50, "this_shift");

    assertThat(kept.roundTrips()).hasSizeLessThan(10);
    assertThat(handedOn.roundTrips()).hasSizeLessThan(10);
    assertThat(handedOn.statements())
        .filteredOn(sql -> sql.strip().startsWith("insert into request_event"))
        .hasSize(1);
  }

  private WireTap.Traffic endOfShift(int count, String impact) {
    time.passUntil(MONDAY, "18:55");
    for (int i = 0; i < count; i++) {
      nina.files(aNeedOf(impact, "supplies"));
    }
    time.sleep(Duration.ofMinutes(6));
    var looked = wire.during(() -> deadlines.advanceDue(50));
    time.beat();
    return looked;
  }

  private WireTap.Traffic handOver(int count) {
    for (int i = 0; i < count; i++) {
      omar.does("take", nina.files(aNeed()));
    }
    return wire.during(this::handOver);
  }

  private void handOver() {
    omar.handsOver(Map.of("note", "All of it", "team", "clinical-it")).then().statusCode(200);
  }

  @Test
  void a_list_of_fifty_costs_the_same_as_a_list_of_one() {
    var word = aWord();
    nina.files(aNeed().with("need", word));
    var one = wire.during(() -> list(word, 1));
    for (int i = 1; i < 50; i++) {
      nina.files(aNeed().with("need", word));
    }

    var fifty = wire.during(() -> list(word, 50));

    assertThat(fifty.statements()).isEqualTo(one.statements()).hasSize(1);
  }

  @Test
  void a_heartbeat_costs_the_same_round_trips_for_twenty_as_for_a_hundred() {
    time.pass(Duration.ofHours(2));
    fileNeedsThatFallDue(20);
    var twenty = wire.during(() -> deadlines.advanceDue(200));
    // Nobody has answered for the twenty; they have climbed to the end.
    time.pass(Duration.ofHours(2));
    fileNeedsThatFallDue(100);

    var hundred = wire.during(() -> deadlines.advanceDue(200));

    assertThat(ofOurs(hundred)).hasSameSizeAs(ofOurs(twenty)).hasSizeLessThan(10);
    assertThat(hundred.statements())
        .filteredOn(sql -> sql.strip().startsWith("insert into request_event"))
        .hasSize(1);
  }

  /**
   * A beat takes whatever is due: what earlier tests left may climb in these minutes, ours does
   * not.
   */
  private static List<WireTap.RoundTrip> ofOurs(WireTap.Traffic beat) {
    return beat.roundTrips().stream()
        .filter(
            trip ->
                trip.statements().stream()
                    .noneMatch(sql -> sql.strip().startsWith("update request_escalation")))
        .toList();
  }

  private void fileNeedsThatFallDue(int count) {
    for (int i = 0; i < count; i++) {
      nina.files(aNeedOf("patient_waiting", "supplies"));
    }
    time.sleep(Duration.ofMinutes(6));
  }

  /** As for an act: it is locked and read with its escalations, its rows are written, committed. */
  @Test
  void that_a_person_is_not_reached_costs_what_an_act_costs_and_nothing_the_second_time() {
    time.passUntil(MONDAY, "10:00");
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    var grace = directory.personByUsername("grace.kim").orElseThrow().id();
    var event = new PersonNotReached(1, grace, NotReachedBecause.FAILED);

    var said =
        wire.during(() -> requests.personNotReached(new RequestId(UUID.fromString(id)), event));
    var again =
        wire.during(() -> requests.personNotReached(new RequestId(UUID.fromString(id)), event));

    assertThat(omar.happened(id))
        .contains("person_not_reached")
        .containsOnlyOnce("person_not_reached");
    assertThat(said.roundTrips()).hasSize(4);
    assertThat(again.statements()).noneMatch(sql -> sql.contains("insert"));
  }

  private void act(String act, String id) {
    omar.tries(act, id, bodyOf(act), aKey()).then().statusCode(200);
  }

  private void list(String word, int expected) {
    assertThat(omar.calls().get(Api.REQUESTS + "?limit=50&q=" + word).jsonPath().getList("items"))
        .hasSize(expected);
  }

  private static String aKey() {
    return UUID.randomUUID().toString();
  }
}
