package care.andon.request;

import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.anAssignment;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Work is shared out fairly, however many ask at once. */
@QuarkusTest
class BalancedFilingTest {
  private static final List<String> TEAM = List.of("omar.ortiz", "grace.kim", "luis.romero");
  private static final int AT_ONCE = 8;

  /** One more than the team's people: two who do not see each other give the first two each. */
  private static final int HANDED_ON = 4;

  private static final UUID PAT = UUID.fromString("00000000-0000-7000-8000-0000000001eb");

  private final Api conrad = Api.as("conrad.vance");
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final String code = "balance-" + UUID.randomUUID().toString().substring(0, 8);

  @Inject DataSource database;
  @Inject Directory directory;
  @Inject Deadlines deadlines;
  @Inject UnroutedRetry rerouting;
  @Inject LeaverReassignment leavers;
  @Inject TimeMachine time;

  private OnCallRows onCall;

  @BeforeEach
  void only_these() {
    onCall = OnCallRows.takenAway(database, directory);
    // Nobody's work from other tests counts in a team that there was not.
    sql(
        """
        insert into team (id, facility_id, code, name)
        select gen_random_uuid(), facility_id, '%s', 'Balance' from team where code = 'education'
        """
            .formatted(code));
    directory.refresh();
    onCall.add(code, TEAM);
  }

  @AfterEach
  void everybody() {
    conrad.calls().post("/api/v1/routing-rules/{code}/retire", code);
    open().forEach(id -> nina.does("withdraw", id));
    onCall.close();
    sql(
        """
        delete from leaver where person_id = '%1$s';
        delete from membership where person_id = '%1$s';
        update person set gone_at = now() where id = '%1$s';
        update team set gone_at = now() where code = '%2$s'
        """
            .formatted(PAT, code));
    directory.refresh();
  }

  /** Seeds of what is done at once: many ask, some of it is settled meanwhile. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void nobody_gets_two_more_than_the_least_loaded(long seed) throws Exception {
    publishes("least_open");
    var random = new Random(seed);
    for (var round = 0; round < 2; round++) {
      filesAtOnce(AT_ONCE + random.nextInt(AT_ONCE));
      assertThat(spread()).as("seed %d round %d: %s", seed, round, loads()).isLessThan(2);
      settle(random);
    }
  }

  /** What somebody settles makes room: they get more until it is even again. */
  @Test
  void whoever_has_settled_theirs_gets_the_next() throws Exception {
    publishes("least_open");
    filesAtOnce(9);
    var loads = loads();
    var freed = loads.firstKey();
    ofPerson(freed).forEach(id -> nina.does("withdraw", id));

    filesAtOnce(3);

    assertThat(loads()).containsEntry(freed, 3);
    assertThat(spread()).as("%s", loads()).isZero();
  }

  @Test
  void turns_go_round_however_many_ask_at_once() throws Exception {
    publishes("round_robin");

    filesAtOnce(AT_ONCE);
    filesAtOnce(AT_ONCE + 1);

    assertThat(loads()).hasSize(TEAM.size());
    assertThat(spread()).as("%s", loads()).isLessThan(2);
  }

  // --- What is handed on while others ask ---

  /** How something comes to a team beside by being filed. */
  enum Way {
    ASSIGNED,
    GIVEN_BACK,
    HANDED_OVER,
    AT_THE_END_OF_A_SHIFT,
    PICKED_UP,
    FROM_WHO_HAS_LEFT,
    ROUTED_AGAIN
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void what_is_handed_on_is_shared_out_with_what_is_filed(Way way) throws Exception {
    publishes("least_open");

    // One only: more of them would even out what went wrong.
    atOnce(Stream.concat(prepared(way).stream(), filings(1)).toList());

    assertThat(loads()).containsOnlyKeys("Grace Kim", "Luis Romero", "Omar Ortiz");
    assertThat(spread()).as("%s: %s", way, loads()).isLessThan(2);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void what_is_handed_on_takes_turns_with_what_is_filed(Way way) throws Exception {
    publishes("round_robin");

    atOnce(Stream.concat(prepared(way).stream(), filings(1)).toList());

    assertThat(loads()).containsOnlyKeys("Grace Kim", "Luis Romero", "Omar Ortiz");
    assertThat(spread()).as("%s: %s", way, loads()).isLessThan(2);
  }

  /** What somebody is given by name counts for nobody's turn. */
  @Test
  void who_is_named_is_still_to_have_their_turn() throws Exception {
    publishes("round_robin");
    filesAtOnce(TEAM.size());
    var before = loads();
    var ofTasha = heldBy("tasha.reed");

    // She may hold more than this team's; all of it is his now, and some of it brings his team.
    var handedOver =
        Api.as("tasha.reed")
            .handsOver(Map.of("note", "All", "assignee", "luis.romero"))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("handedOver.findAll { it.team.code == '%s' }.id".formatted(code));
    filesAtOnce(TEAM.size());

    assertThat(before.values()).allMatch(it -> it == 1);
    assertThat(handedOver).containsAll(ofTasha);
    assertThat(loads())
        .isEqualTo(Map.of("Grace Kim", 2, "Luis Romero", 2 + handedOver.size(), "Omar Ortiz", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"least_open", "round_robin"})
  void whatever_comes_to_a_team_at_once_is_shared_out(String choose) throws Exception {
    publishes(choose);
    var acts = new ArrayList<Callable<?>>();
    for (var way :
        List.of(Way.ROUTED_AGAIN, Way.ASSIGNED, Way.GIVEN_BACK, Way.AT_THE_END_OF_A_SHIFT)) {
      acts.addAll(prepared(way));
    }

    atOnce(Stream.concat(acts.stream(), filings(AT_ONCE)).toList());

    assertThat(loads()).containsOnlyKeys("Grace Kim", "Luis Romero", "Omar Ortiz");
    assertThat(spread()).as("%s", loads()).isLessThan(2);
  }

  /** What is there to be handed on, and how it is done. */
  private List<Callable<?>> prepared(Way way) {
    return switch (way) {
      case ASSIGNED ->
          filed("supplies", HANDED_ON).stream()
              .<Callable<?>>map(id -> () -> omar.does("assign", id, anAssignment(code)))
              .toList();
      case GIVEN_BACK ->
          heldBy("tasha.reed").stream()
              .<Callable<?>>map(
                  id ->
                      () ->
                          Api.as("tasha.reed").does("give-back", id, Map.of("reason", "Too much")))
              .toList();
      case HANDED_OVER -> {
        heldBy("tasha.reed");
        heldBy("raj.mehta");
        yield List.of(
            () -> Api.as("tasha.reed").handsOver(Map.of("note", "All")).then().statusCode(200),
            () -> Api.as("raj.mehta").handsOver(Map.of("note", "All")).then().statusCode(200));
      }
      case AT_THE_END_OF_A_SHIFT -> {
        comes("pat.present");
        heldBy("pat.present");
        heldBy("pat.present");
        // What others left behind falls due before, so that theirs is what is due.
        time.pass(Duration.ofMinutes(55));
        time.sleep(Duration.ofMinutes(6));
        yield List.of(this::beat, this::beat);
      }
      case PICKED_UP -> {
        comes("pat.present");
        heldBy("pat.present");
        sql(
            "delete from on_call using team where team.id = on_call.team_id and team.code = '%s'"
                .formatted(code));
        directory.refresh();
        time.pass(Duration.ofMinutes(61));
        onCall.add(code, TEAM);
        yield Collections.nCopies(HANDED_ON, () -> rerouting.lookAgain(500));
      }
      case FROM_WHO_HAS_LEFT -> {
        comes("pat.present");
        heldBy("pat.present");
        heldBy("pat.present");
        leaves();
        yield List.of(() -> leavers.handOver(HANDED_ON), () -> leavers.handOver(HANDED_ON));
      }
      case ROUTED_AGAIN -> {
        try (var nobody = OnCallRows.takenAway(database, directory)) {
          filed("training", HANDED_ON);
        }
        yield Collections.nCopies(HANDED_ON, () -> rerouting.lookAgain(100));
      }
    };
  }

  /** The heartbeat of one replica, a few at a time. */
  private boolean beat() {
    while (deadlines.advanceDue(HANDED_ON).moved() == HANDED_ON) {
      continue;
    }
    return true;
  }

  /** A few of the team's, in the hands of somebody who is not on call. */
  private List<String> heldBy(String username) {
    var ids = filed("supplies", HANDED_ON);
    ids.forEach(id -> omar.does("assign", id, anAssignment(code).with("assignee", username)));
    return ids;
  }

  private List<String> filed(String category, int many) {
    return Stream.generate(() -> nina.files(aNeedOf("slows_care", category).with("unit", "OR")))
        .limit(many)
        .toList();
  }

  private Stream<Callable<?>> filings(int many) {
    return Stream.<Callable<?>>generate(
            () -> () -> nina.files(aNeedOf("slows_care", "training").with("unit", "OR")))
        .limit(many);
  }

  /** Somebody is in the team, with a shift that is nearly over. */
  private void comes(String username) {
    var now = LocalDateTime.ofInstant(time.instant(), ZoneOffset.UTC);
    sql(
        """
        insert into person (id, username, name, title)
        values ('%1$s', '%2$s', 'Pat Present', 'Clerk')
        on conflict (id) do update set gone_at = null;
        insert into membership (team_id, person_id)
        select id, '%1$s' from team where code = '%5$s'
        on conflict do nothing;
        insert into shift (id, facility_id, team_id, person_id, starts, ends, time_zone)
        select gen_random_uuid(), facility_id, id, '%1$s', '%3$s', '%4$s', 'UTC'
        from team where code = '%5$s'
        """
            .formatted(PAT, username, now.minusHours(1), now.plusHours(1), code));
    directory.refresh();
  }

  private void leaves() {
    sql(
        """
        delete from shift where person_id = '%1$s';
        update person set gone_at = now() where id = '%1$s';
        insert into leaver (person_id, since) values ('%1$s', '%2$s')
        """
            .formatted(PAT, time.instant()));
    directory.refresh();
  }

  private void sql(String statements) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  /**
   * Some of what is open is settled, the same for everybody, so that the next round begins even.
   */
  private void settle(Random random) {
    var left = random.nextInt(loads().values().stream().mapToInt(it -> it).min().orElseThrow());
    for (var person : loads().keySet()) {
      ofPerson(person).stream().skip(left).forEach(id -> nina.does("withdraw", id));
    }
  }

  private void publishes(String choose) {
    conrad
        .sends(
            Body.of("code", code)
                .with("name", "Training is shared")
                .with("match", Map.of("categories", List.of("training"), "units", List.of("OR")))
                .with("team", code)
                .with("choose", choose))
        .post("/api/v1/routing-rules")
        .then()
        .statusCode(201);
  }

  private void filesAtOnce(int many) throws Exception {
    atOnce(filings(many).toList());
  }

  private static void atOnce(List<? extends Callable<?>> acts) throws Exception {
    var barrier = new CyclicBarrier(acts.size());
    try (var threads = Executors.newFixedThreadPool(acts.size())) {
      var running = new ArrayList<Future<?>>();
      for (var act : acts) {
        running.add(
            threads.submit(
                () -> {
                  barrier.await(30, SECONDS);
                  return act.call();
                }));
      }
      for (var one : running) {
        one.get(60, SECONDS);
      }
    }
  }

  private int spread() {
    var counts = loads().values();
    return counts.stream().mapToInt(it -> it).max().orElseThrow()
        - counts.stream().mapToInt(it -> it).min().orElseThrow();
  }

  private TreeMap<String, Integer> loads() {
    var loads = new TreeMap<String, Integer>();
    requests().forEach(it -> loads.merge(assignee(it), 1, Integer::sum));
    return loads;
  }

  private List<String> ofPerson(String name) {
    return requests().stream()
        .filter(it -> assignee(it).equals(name))
        .map(it -> (String) it.get("id"))
        .toList();
  }

  private List<String> open() {
    var ids = new ArrayList<String>();
    requests().forEach(it -> ids.add((String) it.get("id")));
    return ids;
  }

  private List<Map<String, Object>> requests() {
    return omar.all(Api.REQUESTS + "?team=" + code + "&status=open&limit=200");
  }

  private static String assignee(Map<String, Object> request) {
    return (String) ((Map<?, ?>) request.get("assignee")).get("name");
  }
}
