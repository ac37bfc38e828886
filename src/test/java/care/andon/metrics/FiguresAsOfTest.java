package care.andon.metrics;

import static care.andon.metrics.RandomActs.IMPACTS;
import static care.andon.metrics.RandomActs.TEAMS;
import static care.andon.metrics.RandomActs.acts;
import static care.andon.metrics.RandomActs.pass;
import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.metrics.promise.DayClosing;
import care.andon.support.Api;
import care.andon.support.Body;
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
import java.util.stream.Stream;
import javax.sql.DataSource;
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

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;
  @Inject DataSource database;
  @Inject DayClosing closing;
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
}
