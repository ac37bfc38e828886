package care.andon.retention;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aReopening;
import static care.andon.support.Given.aWord;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.request.WordErasure;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request keeps for a limited time is removed after it, and nothing else. */
@QuarkusTest
class RetentionTest {
  private static final String HOLDS = "/api/v1/legal-holds";

  private static final String UNIT = "CLINIC";

  private static final Duration A_MONTH = Duration.ofDays(31);

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api helen = Api.as("helen.brandt");
  private final Api petra = Api.as("petra.voss");

  @Inject TimeMachine time;
  @Inject DueRequests due;
  @Inject WordErasure erasure;
  @Inject DataSource database;

  private String holdOnEarlierTests = "";

  /** A run takes the requests of all tests that ran before. */
  @BeforeEach
  void keepWhatWasThereBefore() {
    time.pass(Duration.ofSeconds(1));
    holdOnEarlierTests =
        places(Map.of("reason", "Earlier", "askedBefore", time.instant().toString()));
  }

  @AfterEach
  void lift() {
    petra.calls().delete(HOLDS + "/" + holdOnEarlierTests).then().statusCode(204);
  }

  @Test
  void a_request_that_is_over_forgets_who_asked() {
    var named = over(need());
    var anonymous = over(need().with("visibility", "anonymous"));
    var open = nina.files(need());
    assertThat(omar.get(named).getString("requester.name")).isEqualTo("Nina Patel");

    run(true, A_MONTH);

    assertThat(omar.get(named).getMap("requester")).isNull();
    assertThat(omar.get(open).getString("requester.name")).isEqualTo("Nina Patel");
    assertThat(nina.all("/api/v1/me/requests?limit=200"))
        .extracting(it -> it.get("id"))
        .contains(open)
        .doesNotContain(named, anonymous);
    assertThat(omar.happened(named)).contains("opened", "resolved");
    nina.withdraw(open);
  }

  @Test
  void a_request_that_is_over_forgets_its_words() {
    var word = aWord();
    var id = over(need().with("need", word + " is missing").with("room", word));
    var open = nina.files(need().with("need", word + " again"));

    run(true, A_MONTH);

    assertThat(omar.get(id).getString("need")).isEqualTo("[removed: retention]");
    assertThat(omar.get(id).getString("room")).isEqualTo("[removed: retention]");
    assertThat(omar.calls().get("/api/v1/requests/{id}/history", id).asString())
        .doesNotContain(word)
        .contains("[removed: retention]");
    assertThat(omar.all("/api/v1/requests?q=" + word))
        .extracting(it -> it.get("id"))
        .containsExactly(open);
    nina.withdraw(open);
  }

  @Test
  void the_figures_stay_as_they_are() {
    over(need());
    var missed = nina.files(need());
    time.pass(Duration.ofHours(2));
    omar.decline(missed);
    var now = time.instant();
    time.pass(Duration.ofMinutes(1));
    var before = figures(now);
    assertThat(before.getFirst()).contains("\"missed");

    run(true, A_MONTH);

    assertThat(figures(now)).isEqualTo(before);
  }

  @Test
  void it_begins_with_the_last_end() {
    var id = over(need());
    time.pass(Duration.ofDays(9));
    nina.does("reopen", id, aReopening().with("why", "came_back"));
    omar.resolve(id);

    run(true, Duration.ofDays(27));
    assertThat(omar.get(id).getString("requester.name")).isEqualTo("Nina Patel");

    run(true, A_MONTH);
    assertThat(omar.get(id).getMap("requester")).isNull();
  }

  @Test
  void without_the_setting_it_only_reports() {
    var id = over(need());

    var meters = run(false, A_MONTH);

    assertThat(omar.get(id).getString("requester.name")).isEqualTo("Nina Patel");
    assertThat(omar.get(id).getString("need")).doesNotContain("removed");
    assertThat(meters.get("andon.retention.due").tag("what", "askers").gauge().value()).isOne();
    assertThat(meters.get("andon.retention.due").tag("what", "words").gauge().value()).isOne();
  }

  @Test
  void a_hold_on_a_request_a_unit_or_a_period_keeps_both() {
    var id = over(need());
    for (var on :
        List.of(
            Map.of("request", id),
            Map.of("request", omar.get(id).getString("reference")),
            Map.of("unit", UNIT),
            Map.of("askedFrom", time.instant().minus(Duration.ofHours(1)).toString()),
            Map.of("unit", UNIT, "askedBefore", time.instant().plusSeconds(1).toString()))) {
      var hold = places(new HashMap<String, Object>(on));

      run(true, A_MONTH);

      assertThat(omar.get(id).getString("requester.name")).as("%s", on).isEqualTo("Nina Patel");
      assertThat(omar.get(id).getString("need")).as("%s", on).doesNotContain("removed");
      petra.calls().delete(HOLDS + "/" + hold).then().statusCode(204);
    }
  }

  @Test
  void a_hold_on_something_else_keeps_nothing() {
    var other = over(need());
    var id = over(need());
    var holds =
        List.of(
            places(Map.of("reason", "r", "request", other)),
            places(Map.of("reason", "r", "unit", "4W")),
            places(Map.of("reason", "r", "unit", "4W", "request", id)),
            places(Map.of("reason", "r", "askedFrom", time.instant().plusSeconds(60).toString())));

    run(true, A_MONTH);

    assertThat(omar.get(id).getMap("requester")).isNull();
    assertThat(omar.get(other).getString("requester.name")).isEqualTo("Nina Patel");
    holds.forEach(hold -> petra.calls().delete(HOLDS + "/" + hold).then().statusCode(204));
  }

  /** The run at night, so much later. */
  private SimpleMeterRegistry run(boolean applies, Duration later) {
    var meters = new SimpleMeterRegistry();
    var night = time.instant().plus(later);
    new Retention(new Settings(applies), due, erasure, database, () -> night, meters).run();
    return meters;
  }

  private record Settings(boolean apply) implements RetentionConfig {
    @Override
    public Period askers() {
      return Period.ofDays(28);
    }

    @Override
    public Period words() {
      return Period.ofDays(28);
    }

    @Override
    public String at() {
      return "off";
    }
  }

  private static Body need() {
    return aNeed().with("unit", UNIT);
  }

  /** A request that was resolved. */
  private String over(Body need) {
    var id = nina.files(need);
    omar.resolve(id);
    return id;
  }

  private List<String> figures(Instant to) {
    return Stream.of(
            "metrics/kept",
            "metrics/waits",
            "metrics/declines",
            "metrics/held",
            "metrics/handling",
            "metrics/integrity",
            "metrics/voice",
            "exports/promises",
            "exports/requests",
            "exports/events")
        .map(
            figure ->
                helen
                    .calls()
                    .accept("*/*")
                    .get(
                        "/api/v1/%s?unit=%s&from=%s&to=%s&asOf=%s"
                            .formatted(figure, UNIT, to.minus(Duration.ofDays(1)), to, to))
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString())
        .toList();
  }

  private String places(Map<String, Object> hold) {
    var body = new HashMap<>(hold);
    body.putIfAbsent("reason", "Claim");
    return petra.sends(body).post(HOLDS).then().statusCode(201).extract().path("id");
  }
}
