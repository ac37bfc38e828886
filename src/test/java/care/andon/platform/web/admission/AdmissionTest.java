package care.andon.platform.web.admission;

import static care.andon.support.Given.aMessage;
import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import care.andon.support.Api;
import care.andon.support.AtOnce;
import care.andon.support.LogCapture;
import care.andon.support.RawHttp;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls when there are more than can be answered. The test takes the places of the others. */
@QuarkusTest
class AdmissionTest {
  private static final Api NINA = Api.as("nina.patel");
  private static final String UNITS = "/api/v1/units";

  @Inject Admission bean;
  @Inject DataSource database;

  private Admission admission;
  private int taken;

  @BeforeEach
  void unwrap() {
    admission = ClientProxy.unwrap(bean);
    await(() -> admission.queue.running() == 0);
  }

  @AfterEach
  void leave() {
    for (; taken > 0; taken--) {
      admission.queue.leave();
    }
    await(this::isIdle);
  }

  /** Takes all places but those for urgent calls. */
  private void takePlaces() {
    while (admission.queue.enterAtOnce()) {
      taken++;
    }
  }

  private boolean isIdle() {
    return admission.queue.running() == 0
        && admission.queue.waiting() == 0
        && admission.tokens.keys() == 0
        && admission.rows.keys() == 0;
  }

  private boolean isOneWaitingForALock() {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var answer =
            statement.executeQuery(
                "select exists (select from pg_stat_activity where wait_event_type = 'Lock')")) {
      return answer.next() && answer.getBoolean(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void await(BooleanSupplier condition) {
    var end = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("It did not happen in 20 s").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static void assertRefused(Response answer, int status, String code) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .header("Retry-After", "1")
        .body("code", equalTo(code))
        .body("traceId", notNullValue());
  }

  @Test
  void a_call_that_cannot_be_answered_is_refused_with_a_line_in_the_log() {
    takePlaces();

    try (var log = new LogCapture()) {
      var refused = NINA.calls().get(UNITS);

      assertRefused(refused, 503, "unavailable");
      assertThat(log.text()).contains("answered with 503, trace " + refused.path("traceId"));
    }
  }

  @Test
  void a_call_waits_until_another_has_ended() {
    takePlaces();
    var call = CompletableFuture.supplyAsync(() -> NINA.calls().get(UNITS).statusCode());
    await(() -> admission.queue.waiting() == 1);

    admission.queue.leave();
    taken--;

    assertThat(call.join()).isEqualTo(200);
  }

  @Test
  void a_patient_who_waits_goes_first() {
    takePlaces();

    var urgent = NINA.files(aNeedOf("patient_waiting", "supplies"));
    assertThat(urgent).isNotNull();
    assertRefused(
        NINA.sends(aNeedOf("this_shift", "supplies")).post(Api.REQUESTS), 503, "unavailable");
    assertRefused(
        NINA.tries("messages", urgent, aMessage("\"impact\":\"patient_waiting\"")),
        503,
        "unavailable");
  }

  @Test
  void a_raised_impact_goes_first() {
    var request = NINA.files(aNeedOf("this_shift", "supplies"));
    takePlaces();

    NINA.changeImpact(request, "patient_waiting");
  }

  @Test
  void health_and_metrics_do_not_wait() {
    takePlaces();

    NINA.calls().get("/q/health/live").then().statusCode(200);
    NINA.calls().get("/q/health/ready").then().statusCode(200);
    NINA.calls().get("/q/metrics").then().statusCode(200);
  }

  @Test
  void without_a_token_the_answer_does_not_wait() {
    takePlaces();

    RestAssured.get(UNITS).then().statusCode(401);
  }

  @Test
  void a_caller_who_hangs_up_waits_no_longer() throws Exception {
    takePlaces();

    RawHttp.hangUp(RawHttp.head("GET " + UNITS, NINA));

    await(() -> admission.queue.waiting() == 0 && admission.tokens.keys() == 0);
    assertThat(admission.queue.running()).isEqualTo(taken);
  }

  @Test
  void one_caller_may_make_only_so_many_calls_at_once() {
    var token = "Bearer " + NINA.token();
    var calls = 0;
    while (admission.tokens.begin(token)) {
      calls++;
    }
    try {
      assertThat(calls).isEqualTo(64);
      assertRefused(NINA.calls().get(UNITS), 429, "too-many-calls");
      Api.as("omar.ortiz").calls().get(UNITS).then().statusCode(200);
    } finally {
      for (; calls > 0; calls--) {
        admission.tokens.end(token);
      }
    }
    NINA.calls().get(UNITS).then().statusCode(200);
  }

  @Test
  void only_so_many_calls_wait_for_one_request() throws SQLException {
    var locked = NINA.files(aNeedOf("this_shift", "supplies"));
    var other = NINA.files(aNeedOf("this_shift", "supplies"));
    var most = admission.rows.most();
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute("select id from support_request where id = '" + locked + "' for update");
      var writers =
          CompletableFuture.supplyAsync(
              () ->
                  AtOnce.call(
                      most, () -> NINA.tries("messages", locked, aMessage("x")).statusCode()));
      await(() -> admission.queue.running() == most);

      assertRefused(NINA.tries("messages", locked, aMessage("x")), 409, "conflict");
      NINA.message(other, "x");
      NINA.calls().get(Api.REQUESTS + "/" + locked).then().statusCode(200);
      connection.rollback();
      assertThat(writers.join()).containsOnly(200);
    }
  }

  @Test
  void a_call_keeps_its_place_while_it_is_worked_on_though_its_caller_is_gone() throws Exception {
    var locked = NINA.files(aNeedOf("this_shift", "supplies"));
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute("select id from support_request where id = '" + locked + "' for update");
      var body = "{\"words\":\"x\"}";

      RawHttp.hangUp(
          RawHttp.head(
                  "POST " + Api.REQUESTS + "/" + locked + "/messages",
                  NINA,
                  "Content-Type: application/json",
                  "Content-Length: " + body.length())
              + body,
          () -> await(this::isOneWaitingForALock));
      // So long the service may take to notice.
      Thread.sleep(300);

      assertThat(admission.queue.running()).isEqualTo(1);
      connection.rollback();
    }
    await(this::isIdle);
  }

  static Stream<Runnable> calls() {
    return Stream.of(
        () -> NINA.calls().get(UNITS).then().statusCode(200),
        () -> NINA.calls().head(UNITS).then().statusCode(200),
        () -> NINA.calls().options(UNITS).then().statusCode(200),
        () -> NINA.calls().delete(UNITS).then().statusCode(405),
        () -> NINA.calls().get("/api/v1/nothing").then().statusCode(404),
        () -> NINA.calls().get(UNITS + "?x=1").then().statusCode(400),
        () -> NINA.sends("{").post(Api.REQUESTS).then().statusCode(400),
        () -> NINA.sends("x".repeat(70_000)).post(Api.REQUESTS).then().statusCode(413),
        () -> NINA.calls().get("/api/v1/directory/imports").then().statusCode(403),
        () -> NINA.calls().auth().oauth2("x").get(UNITS).then().statusCode(401));
  }

  @ParameterizedTest
  @MethodSource
  void calls(Runnable call) {
    call.run();

    await(this::isIdle);
  }
}
