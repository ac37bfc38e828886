package care.andon.api;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.bodyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import care.andon.support.Api;
import care.andon.support.WireTap;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The connection to the database breaks during a commit. Whether it was committed is unknown: the
 * caller tries again with the same key, and it has happened once.
 */
@QuarkusTest
class BrokenCommitTest {
  private static final String KEY = "insert into idempotency_key";

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api conrad = Api.as("conrad.vance");
  private final String key = UUID.randomUUID().toString();

  /** Filled by the test database. */
  WireTap wire;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_need_is_filed_once(boolean isCommitted) {
    var need = aNeed().with("need", "Blankets " + key);

    var filed = settled(isCommitted, 201, () -> nina.open(need, key));

    assertThat(nina.happened(filed.path("id"))).containsExactly("opened");
    assertThat(nina.all(Api.REQUESTS + "?limit=200&q=" + key)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_act_is_done_once(boolean isCommitted) {
    var id = nina.files(aNeed());

    settled(isCommitted, 200, () -> omar.tries("acknowledge", id, bodyOf("acknowledge"), key));

    assertThat(nina.happened(id)).containsOnlyOnce("acknowledged");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_version_is_published_once(boolean isCommitted) {
    var code = "broken-" + isCommitted;
    var calendar =
        Map.of(
            "code",
            code,
            "name",
            code,
            "timeZone",
            "America/Chicago",
            "weekly",
            Map.of("MONDAY", List.of("08:00-12:00")));

    settled(
        isCommitted,
        201,
        () -> conrad.sends(calendar).header("Idempotency-Key", key).post("/api/v1/calendars"));

    conrad
        .calls()
        .get("/api/v1/calendars/{code}/versions", code)
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(1));
  }

  /** The first attempt is unknown, the second says what is true. */
  private Response settled(boolean isCommitted, int status, Supplier<Response> attempt) {
    if (isCommitted) {
      wire.cutAfterCommitOf(KEY);
    } else {
      wire.cutBeforeCommitOf(KEY);
    }
    var unknown = attempt.get();
    assertThat(wire.isUncut()).isFalse();
    unknown
        .then()
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("type", equalTo("/api/v1/problems/unavailable"))
        .body("detail", containsString("unknown"));

    var known = attempt.get();
    known.then().statusCode(status);
    assertThat(known.header("Idempotency-Replayed")).isEqualTo(isCommitted ? "true" : null);
    return known;
  }
}
