package care.andon.metrics;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
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
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlQuery;
import care.andon.support.Api;
import care.andon.support.AtOnce;
import care.andon.support.Body;
import care.andon.support.Given;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same question about a past instant has the same answer, whatever happens afterwards. */
@QuarkusTest
class FiguresAsOfTest {
  private static final int REQUESTS = 12;
  private static final int ROUNDS = 6;
  private static final int THOUSAND = 1_000;
  private static final List<String> FIGURES =
      List.of(
          "kept",
          "waits",
          "declines",
          "transfers",
          "held",
          "unrouted",
          "handling",
          "integrity",
          "silence");
  private static final List<String> IMPACTS =
      List.of("patient_waiting", "this_shift", "slows_care", "improvement");
  private static final List<String> TEAMS =
      List.of("clinical-it", "clinical-engineering", "supply-chain");

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
  void the_answer_is_the_live_one_of_that_instant_for_ever() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var ids = new ArrayList<String>();
    for (int i = 0; i < REQUESTS; i++) {
      ids.add(nina.files(aNeedOf(IMPACTS.get(i % 4), i % 2 == 0 ? "transport_flow" : "supplies")));
    }
    var live = new LinkedHashMap<String, String>();
    for (int i = 0; i < ROUNDS; i++) {
      ids.forEach(id -> acts(random, id));
      // A moment of its own: what is recorded in the microsecond of a question may miss it.
      time.sleep(ofSeconds(1));
      questions(random).forEach(question -> remember(question, live));
      time.sleep(ofSeconds(1));
      if (random.nextBoolean()) {
        time.pass(pass(random));
      } else {
        time.sleep(pass(random));
      }
    }
    time.pass(ofDays(20));

    assertThat(live).hasSize(ROUNDS * FIGURES.size() * 4);
    live.forEach(
        (question, answer) ->
            assertThat(answer(question)).as("seed %d, %s", seed, question).isEqualTo(answer));
  }

  @Test
  void the_same_question_has_the_same_bytes_around_many_acts() {
    var random = new Random(3);
    var ids = new ArrayList<String>();
    for (int i = 0; i < REQUESTS; i++) {
      ids.add(nina.files(aNeedOf(IMPACTS.get(i % 4), "transport_flow")));
      acts(random, ids.getLast());
    }
    time.pass(ofHours(3));
    var asOf = time.instant();
    time.pass(ofMinutes(1));
    var questions =
        Stream.concat(
                Stream.concat(FIGURES.stream(), Stream.of("voice")),
                Stream.of("promises", "requests", "events").map(it -> "../exports/" + it))
            .map(it -> it + "?from=" + begin + "&to=" + asOf.plus(ofDays(3)) + "&asOf=" + asOf)
            .toList();
    var first = questions.stream().map(it -> ask(it).then().statusCode(200).extract()).toList();

    for (int tries = 0; tries < THOUSAND; tries += ids.size()) {
      ids.forEach(id -> acts(random, id));
      if (random.nextInt(12) == 0) {
        time.pass(pass(random));
      }
    }
    ids.forEach(this::redact);
    closing.closeDays();

    for (int i = 0; i < questions.size(); i++) {
      var again = ask(questions.get(i)).then().statusCode(200).extract();
      assertThat(again.asByteArray()).as(questions.get(i)).isEqualTo(first.get(i).asByteArray());
      assertThat(again.header("ETag")).isEqualTo(first.get(i).header("ETag"));
    }
  }

  private void redact(String id) {
    Api.as("petra.voss")
        .sends(Body.of("seq", 1).with("path", "/need").with("kind", "other"))
        .post(Api.REQUESTS + "/" + id + "/redactions")
        .then()
        .statusCode(200);
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
    var lakeside = directory.facility("LAKESIDE").orElseThrow().id().value();
    var windows =
        List.of(
            new Window(from, to, SqlCondition.of("request.facility_id <> ?", lakeside)),
            new Window(
                from.plus(ofHours(13)),
                to.plus(ofHours(13)),
                SqlCondition.of("request.facility_id = ?", lakeside)));
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
        List.of(new Window(from, to, SqlCondition.ALWAYS)),
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

  @ParameterizedTest
  @ValueSource(strings = {"kept", "waits", "declines", "transfers", "held", "unrouted"})
  void an_instant_that_is_not_settled_or_has_no_figures_is_refused(String figure) {
    ask(figure).then().statusCode(200).body("settled", equalTo(false));
    ask(figure + "?asOf=" + time.instant().minus(ofMinutes(1)))
        .then()
        .statusCode(200)
        .body("settled", equalTo(true));

    var problem =
        ask(figure + "?asOf=" + time.instant().minus(ofSeconds(5)))
            .then()
            .statusCode(400)
            .body("code", equalTo("not-settled-yet"))
            .extract()
            .jsonPath();
    assertThat(Instant.parse(problem.getString("settledThrough")))
        .isBefore(time.instant().minus(ofSeconds(29)));
    refused(figure, time.instant().plus(ofDays(1)).toString(), "in_the_future");
    refused(figure, "2001-01-01T00:00:00Z", "before_the_first");
    refused(figure, "yesterday", "not_an_instant");
  }

  @Test
  void figures_are_not_settled_while_an_earlier_act_is_being_saved() throws Exception {
    nina.files(aNeedOf("this_shift", "transport_flow"));
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select pg_current_xact_id()");
      var began = time.instant();
      time.sleep(ofMinutes(2));
      // The clock of the service is ahead of the database's, so only the margin counts here.
      var through = Instant.parse(notSettled().getString("settledThrough"));
      connection.rollback();
      assertThat(Duration.between(through, Instant.parse(notSettled().getString("settledThrough"))))
          .isPositive();
      assertThat(began).isBefore(through);
    }
  }

  private io.restassured.path.json.JsonPath notSettled() {
    return ask("kept?asOf=" + time.instant()).then().statusCode(400).extract().jsonPath();
  }

  private void refused(String figure, String asOf, String code) {
    ask(figure + "?asOf=" + asOf)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"))
        .body("errors[0].pointer", equalTo("asOf"))
        .body("errors[0].code", equalTo(code));
  }

  private List<String> questions(Random random) {
    var from = begin.minus(ofHours(random.nextInt(10)));
    var to = begin.plus(ofHours(1 + random.nextInt(300)));
    var team = TEAMS.get(random.nextInt(TEAMS.size()));
    return FIGURES.stream()
        .map(it -> it + "?from=" + from + "&to=" + to)
        .flatMap(
            it -> Stream.of(it, it + "&by=impact", it + "&by=team", it + "&unit=4W&team=" + team))
        .toList();
  }

  private void remember(String question, Map<String, String> live) {
    var answer = ask(question).then().statusCode(200).extract();
    live.put(
        question + "&asOf=" + answer.jsonPath().getString("asOf"),
        answer.asString().replace("\"settled\":false", "\"settled\":true"));
  }

  private String answer(String question) {
    return ask(question).then().statusCode(200).extract().asString();
  }

  private Response ask(String question) {
    return omar.calls()
        .urlEncodingEnabled(false)
        .accept("*/*")
        .get(
            question.startsWith("../")
                ? question.replace("../", "/api/v1/")
                : "/api/v1/metrics/" + question);
  }

  private void acts(Random random, String id) {
    switch (random.nextInt(12)) {
      case 0 -> omar.tries("acknowledge", id, Given.anAcknowledgement());
      case 1 -> omar.tries("assign", id, Given.anAssignment(TEAMS.get(random.nextInt(3))));
      case 2 -> omar.tries("ask", id, Given.aQuestion());
      case 3 -> nina.tries("answer", id, Given.words("Winged"));
      case 4 -> nina.tries("impact", id, Given.anImpact(IMPACTS.get(random.nextInt(4))));
      case 5, 6 -> omar.tries("resolve", id, Given.words("Done"));
      case 7 -> omar.tries("decline", id, Given.aRefusal());
      case 8, 9 -> nina.tries("reopen", id, Given.aReopening().with("why", why(random)));
      case 10 -> nina.tries("confirm", id, Given.words("Thank you"));
      default -> {
        if (random.nextInt(4) == 0) {
          nina.tries("withdraw", id, Given.words("Thank you"));
        }
      }
    }
  }

  private static String why(Random random) {
    return List.of("not_fixed", "came_back", "still_needed").get(random.nextInt(3));
  }

  private static Duration pass(Random random) {
    return List.of(ofMinutes(3), ofMinutes(40), ofHours(5), ofHours(26)).get(random.nextInt(4));
  }
}
