package care.andon.request;

import static care.andon.support.Given.aNeedOf;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.OnCallRows;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work is shared out fairly, however many ask at once. */
@QuarkusTest
class BalanceTest {
  private static final List<String> TEAM = List.of("omar.ortiz", "grace.kim", "luis.romero");
  private static final int AT_ONCE = 8;

  private final Api conrad = Api.as("conrad.vance");
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final String code = "balance-" + UUID.randomUUID();

  @Inject DataSource database;
  @Inject Directory directory;

  private OnCallRows onCall;

  @BeforeEach
  void only_these() {
    onCall = OnCallRows.takenAway(database, directory);
    // A team of its own within the hospital, without any work from other tests.
    onCall.add("education", TEAM);
  }

  @AfterEach
  void everybody() {
    conrad.calls().post("/api/v1/routing-rules/{code}/retire", code);
    open().forEach(id -> nina.does("withdraw", id));
    onCall.close();
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
                .with("team", "education")
                .with("choose", choose))
        .post("/api/v1/routing-rules")
        .then()
        .statusCode(201);
  }

  private void filesAtOnce(int many) throws Exception {
    var barrier = new CyclicBarrier(many);
    try (var threads = Executors.newFixedThreadPool(many)) {
      var running =
          IntStream.range(0, many)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            barrier.await(30, SECONDS);
                            return nina.files(aNeedOf("slows_care", "training").with("unit", "OR"));
                          }))
              .toList();
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
    return omar.all(Api.REQUESTS + "?team=education&status=open&unit=OR&limit=200");
  }

  private static String assignee(Map<String, Object> request) {
    return (String) ((Map<?, ?>) request.get("assignee")).get("name");
  }
}
