package care.andon.metrics.wait;

import static care.andon.metrics.RandomActs.IMPACTS;
import static care.andon.metrics.RandomActs.acts;
import static care.andon.metrics.RandomActs.pass;
import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.kernel.Category;
import care.andon.kernel.WireNames;
import care.andon.metrics.asof.SettledTime;
import care.andon.metrics.form.Facilities;
import care.andon.metrics.form.FigureBase;
import care.andon.metrics.form.FigureGroup;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Period;
import care.andon.metrics.form.Window;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept in memory and what is read from the database are one picture. */
@QuarkusTest
class AskedRequestsTest {
  private static final int REQUESTS = 16;
  private static final int ROUNDS = 8;

  private final Api nina = Api.as("nina.patel");

  @Inject TimeMachine time;
  @Inject DataSource database;
  @Inject Directory directory;
  @Inject AskedRequestRepository repository;
  @Inject SettledTime settled;

  @Test
  void weeks_in_memory_and_what_changed_since_are_the_requests_of_the_database() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    time.passUntil(MONDAY, "10:00");
    var begin = time.instant();
    var memory = new AskedRequests(repository, settled);
    var ids = new ArrayList<String>();
    var instants = new ArrayList<Instant>();
    for (int i = 0; i < ROUNDS; i++) {
      for (int j = 0; j < REQUESTS / ROUNDS; j++) {
        ids.add(files(random, j));
      }
      ids.forEach(id -> acts(random, id));
      time.sleep(ofHours(1));
      instants.add(time.instant());
      assertSame(memory, seed, begin, instants);
      time.pass(pass(random).multipliedBy(3));
    }
    instants.add(time.instant());
    assertSame(memory, seed, begin, instants);
    time.pass(ofDays(19));
    instants.add(time.instant());
    assertSame(memory, seed, begin, instants);
    assertSame(new AskedRequests(repository, settled), seed, begin, instants);
  }

  private String files(Random random, int number) {
    var category = number % 2 == 0 ? "transport_flow" : "staffing";
    var need = aNeedOf(IMPACTS.get(random.nextInt(4)), category);
    return nina.files(random.nextBoolean() ? need : need.with("minutesLost", random.nextInt(60)));
  }

  private void assertSame(AskedRequests memory, long seed, Instant begin, List<Instant> instants) {
    for (var asOf : instants) {
      for (var scope : scopes(begin, asOf)) {
        var alwaysRead = WaitsOfRows.requests(database, Instant.EPOCH);
        assertThat(waits(memory, scope, asOf))
            .as("seed %d, %s as of %s", seed, scope, asOf)
            .isEqualTo(waits(alwaysRead, scope, asOf));
      }
    }
  }

  /** The time of the last act says only whether a request has to be read again. */
  private static Set<AskedRequest> waits(AskedRequests requests, FigureScope scope, Instant asOf) {
    var found = new HashSet<AskedRequest>();
    requests.read(
        scope,
        asOf,
        it ->
            assertThat(
                    found.add(
                        new AskedRequest(
                            it.id(),
                            it.facility(),
                            it.unit(),
                            it.team(),
                            it.category(),
                            it.impact(),
                            it.isConfidential(),
                            it.minutesLost(),
                            0,
                            it.waited())))
                .as("%s comes once", it)
                .isTrue());
    return found;
  }

  private List<FigureScope> scopes(Instant begin, Instant asOf) {
    var lakeside = List.of(directory.facility("LAKESIDE").orElseThrow().id());
    var whole = List.of(new Window(begin, asOf, Facilities.ALL));
    var ofTwoZones =
        List.of(
            new Window(begin, asOf, Facilities.allBut(lakeside)),
            new Window(begin.plus(ofHours(13)), asOf.plus(ofHours(13)), Facilities.only(lakeside)));
    var early = List.of(new Window(begin, begin.plus(ofHours(30)), Facilities.ALL));
    return Stream.of(whole, ofTwoZones, early)
        .flatMap(
            windows ->
                Stream.of(
                    scope(windows, FigureBase.ALL, null, null),
                    scope(windows, FigureBase.OPEN, "clinical-it", null),
                    scope(windows, FigureBase.ALL, null, Category.STAFFING)))
        .toList();
  }

  private FigureScope scope(
      List<Window> windows, FigureBase base, @Nullable String team, @Nullable Category category) {
    var period = new Period(null, windows.getFirst().from(), windows.getFirst().to(), List.of());
    return new FigureScope(
        period,
        windows,
        null,
        null,
        team == null ? null : directory.team(team).orElseThrow(),
        category,
        base,
        null);
  }

  @ParameterizedTest
  @EnumSource(FigureGroup.class)
  void the_groups_are_those_of_other_figures(FigureGroup by) {
    time.passUntil(MONDAY, "15:00");
    var begin = time.instant();
    for (int i = 0; i < 4; i++) {
      var need = aNeedOf(IMPACTS.get(i), i % 2 == 0 ? "transport_flow" : "supplies");
      nina.files(i == 3 ? need.with("unit", "CLINIC") : need);
      time.sleep(ofDays(i));
      time.sleep(ofHours(5));
    }
    var question = "?by=" + WireNames.of(by) + "&from=" + begin;
    assertThat(numbers("waits", question)).isEqualTo(numbers("transfers", question));
  }

  private Map<String, Integer> numbers(String figure, String question) {
    List<Map<String, Object>> rows =
        nina.calls()
            .get("/api/v1/metrics/" + figure + question)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("figures");
    return rows.stream()
        .filter(it -> it.getOrDefault("figure", "timeToAcknowledge").equals("timeToAcknowledge"))
        .filter(it -> !it.get("n").equals(0))
        .collect(
            toMap(
                it -> String.valueOf(it.get("group")), it -> (Integer) it.get("n"), Integer::sum));
  }
}
