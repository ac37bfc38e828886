package care.andon.metrics;

import static care.andon.metrics.RandomActs.IMPACTS;
import static care.andon.metrics.RandomActs.acts;
import static care.andon.metrics.RandomActs.pass;
import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.metrics.form.Facilities;
import care.andon.metrics.form.FigureBase;
import care.andon.metrics.form.FigureGroup;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Period;
import care.andon.metrics.form.Window;
import care.andon.metrics.promise.DayClosing;
import care.andon.metrics.promise.FigureJournal;
import care.andon.metrics.promise.FigurePlace;
import care.andon.metrics.promise.JudgedPromises;
import care.andon.metrics.promise.PromiseCount;
import care.andon.platform.sql.SqlQuery;
import care.andon.support.Api;
import care.andon.support.AtOnce;
import care.andon.support.Given;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A day is closed once, the sums of closed days are the verdicts on every promise, and what changes
 * later is listed as a correction.
 */
@QuarkusTest
class ClosedDaysTest {
  private static final int ROUNDS = 6;

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;
  @Inject DataSource database;
  @Inject FigureJournal journal;
  @Inject DayClosing closing;
  @Inject FiguresRepository repository;
  @Inject Directory directory;
  private Instant begin;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
    begin = time.instant();
  }

  @Test
  void a_day_is_closed_by_one_of_several_replicas() {
    nina.files(aNeedOf("patient_waiting", "transport_flow"));
    closing.closeDays();
    time.pass(ofDays(3));
    var asOf = time.instant().minus(ofMinutes(2));

    var closed = AtOnce.call(3, closing::closeDays);

    assertThat(closed.stream().mapToInt(it -> it).sum()).isEqualTo(3);
    assertSumsAreVerdicts(0, new Random(0), List.of(asOf));
  }

  @Test
  void sums_of_closed_days_and_what_came_since_are_the_verdicts_on_every_promise() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var ids = new ArrayList<String>();
    var instants = new ArrayList<Instant>();
    for (int i = 0; i < ROUNDS * 2; i++) {
      if (i < ROUNDS) {
        for (int j = 0; j < 3; j++) {
          ids.add(nina.files(aNeedOf(IMPACTS.get((i + j) % 4), "transport_flow")));
        }
      }
      ids.forEach(id -> acts(random, id));
      instants.add(time.instant());
      time.sleep(pass(random).multipliedBy(2));
      if (random.nextBoolean()) {
        time.beat();
        closing.closeDays();
      }
    }
    instants.add(time.instant());
    time.pass(ofDays(19));
    instants.add(time.instant().minus(ofHours(30)));
    instants.add(time.instant().minus(ofMinutes(2)));

    assertSumsAreVerdicts(seed, random, instants);
    assertThat(closing.closeDays()).isPositive();
    assertThat(closing.closeDays()).isZero();
    assertSumsAreVerdicts(seed, random, instants);
    assertThat(rowsOf("select from figure_day where due_day < known_day")).isPositive();
  }

  @Test
  void what_changes_after_a_day_is_closed_is_listed_as_a_correction() {
    var id = nina.files(aNeedOf("patient_waiting", "transport_flow"));
    omar.resolve(id);
    time.pass(ofDays(2));
    closing.closeDays();
    var reported = time.instant();
    time.pass(ofMinutes(1));
    var question = "kept?unit=4W&from=" + begin + "&to=" + reported + "&asOf=" + reported;
    var before = answer(question);
    var corrections = "corrections?unit=4W&from=" + begin.plus(ofDays(1));
    ask(corrections).then().statusCode(200).body("figures", equalTo(List.of()));

    nina.does("reopen", id, Given.aReopening().with("why", "not_fixed"));
    time.pass(ofDays(2));
    closing.closeDays();

    assertThat(answer(question)).isEqualTo(before);
    var found = ask(corrections).then().statusCode(200).extract().jsonPath();
    assertThat(found.getList("figures.clock")).containsExactly("resolve");
    assertThat(found.getMap("figures[0]"))
        .containsEntry("knownOn", reported.toString().substring(0, 10))
        .containsEntry("dueOn", begin.toString().substring(0, 10))
        .containsEntry("group", "4W")
        .containsEntry("impact", "patient_waiting")
        .containsEntry("met", -1)
        .containsEntry("missedOpen", 1)
        .containsEntry("open", -1);
    omar.resolve(id);
    ask("corrections?unit=4W&category=supplies&from=" + begin)
        .then()
        .statusCode(400)
        .body("errors[0].code", equalTo("no_corrections"));
    refuses("update figure_day set met = 7", "A closed day does not change");
    refuses("delete from figure_close", "A closed day does not change");
  }

  private void refuses(String sql, String because) {
    assertThatThrownBy(
            () -> {
              try (var connection = database.getConnection();
                  var statement = connection.createStatement()) {
                statement.execute(sql);
              }
            })
        .hasMessageContaining(because);
  }

  private void assertSumsAreVerdicts(long seed, Random random, List<Instant> instants) {
    for (var asOf : instants) {
      var from = begin.minus(ofHours(random.nextInt(30)));
      for (var to : List.of(asOf, asOf.plus(ofDays(9)), from.plus(ofDays(random.nextInt(9) + 1)))) {
        for (var place : places(from, to)) {
          assertThat(sorted(journal.counts(place, asOf)))
              .as("seed %d, %s as of %s", seed, place, asOf)
              .isEqualTo(
                  sorted(
                      JudgedPromises.in(from, to, asOf, place.scope().requests(), place.team())
                          .counted(database)));
        }
        for (var scope : Stream.concat(ofTwoZones(from, to), grouped(from, to)).toList()) {
          var place = FigurePlace.of(scope).orElseThrow();
          assertThat(sorted(journal.counts(place, asOf)))
              .as("seed %d, %s as of %s", seed, place, asOf)
              .isEqualTo(sorted(repository.promises(scope, asOf)));
        }
      }
    }
  }

  private List<FigurePlace> places(Instant from, Instant to) {
    var unit = directory.unit("4W").orElseThrow();
    var team = directory.team("clinical-it").orElseThrow();
    return Stream.of(
            scope(from, to, null, null, null, FigureBase.ALL),
            scope(from, to, unit, null, null, FigureBase.OPEN),
            scope(from, to, null, team, null, FigureBase.ALL),
            scope(from, to, null, null, Category.TRANSPORT_FLOW, FigureBase.OPEN))
        .map(it -> FigurePlace.of(it).orElseThrow())
        .toList();
  }

  /** The period begins and ends thirteen hours later in one of the facilities. */
  private Stream<FigureScope> ofTwoZones(Instant from, Instant to) {
    var lakeside = directory.facility("LAKESIDE").orElseThrow().id();
    var windows =
        List.of(
            new Window(from, to, Facilities.allBut(List.of(lakeside))),
            new Window(
                from.plus(ofHours(13)), to.plus(ofHours(13)), Facilities.only(List.of(lakeside))));
    var team = directory.team("clinical-it").orElseThrow();
    return Stream.of(
            scope(from, to, null, null, null, FigureBase.OPEN),
            scope(from, to, null, team, null, FigureBase.ALL),
            scope(from, to, null, null, Category.TRANSPORT_FLOW, FigureBase.ALL))
        .map(
            it ->
                new FigureScope(
                    it.period(), windows, null, null, it.team(), it.category(), it.base(), null));
  }

  private Stream<FigureScope> grouped(Instant from, Instant to) {
    var all = scope(from, to, null, null, null, FigureBase.ALL);
    var lakeside = directory.facility("LAKESIDE").orElseThrow();
    var empty =
        new Facility(new FacilityId(UUID.randomUUID()), "EMPTY", "Empty", lakeside.timeZone());
    return Stream.of(
        all.by(FigureGroup.FACILITY),
        all.by(FigureGroup.UNIT),
        all.by(FigureGroup.TEAM),
        all.by(FigureGroup.CATEGORY),
        unitsOf(lakeside, all),
        unitsOf(empty, all));
  }

  private static FigureScope unitsOf(Facility facility, FigureScope all) {
    return new FigureScope(
        all.period(), all.windows(), facility, null, null, null, FigureBase.OPEN, FigureGroup.UNIT);
  }

  private static FigureScope scope(
      Instant from,
      Instant to,
      @Nullable Unit unit,
      @Nullable Team team,
      @Nullable Category category,
      FigureBase base) {
    return new FigureScope(
        new Period(null, from, to, List.of()),
        List.of(new Window(from, to, Facilities.ALL)),
        null,
        unit,
        team,
        category,
        base,
        null);
  }

  private static List<PromiseCount> sorted(List<PromiseCount> counts) {
    return counts.stream().sorted(PromiseCount.ORDER).toList();
  }

  private int rowsOf(String sql) {
    return new SqlQuery().add(sql).rows(database, row -> 1).size();
  }

  private String answer(String question) {
    return ask(question).then().statusCode(200).extract().asString();
  }

  private Response ask(String question) {
    return omar.calls().urlEncodingEnabled(false).accept("*/*").get("/api/v1/metrics/" + question);
  }
}
