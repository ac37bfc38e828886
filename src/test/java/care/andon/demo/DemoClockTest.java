package care.andon.demo;

import static care.andon.support.Given.aNeedOf;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.platform.time.Time;
import care.andon.support.Api;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever tries the service out need not wait for what falls due. */
@QuarkusTest
class DemoClockTest {
  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");

  private final Api nina = Api.as("nina.patel");

  @Inject Time time;
  @Inject AgroalDataSource database;

  @Test
  void an_hour_later_the_promise_is_missed_and_escalated() {
    moved(Map.of("to", "Tuesday 10:00"));
    var filed = nina.open(aNeedOf("patient_waiting", "supplies"));
    var before = now();

    var moved = moved(Map.of("forward", "PT1H1M"));

    assertThat(Duration.between(before, Instant.parse(moved.getString("now"))))
        .isBetween(Duration.ofMinutes(61), Duration.ofMinutes(62));
    assertThat(moved.getInt("happened.warned")).isGreaterThanOrEqualTo(3);
    assertThat(moved.getInt("happened.promise_missed")).isGreaterThanOrEqualTo(3);
    assertThat(moved.getInt("happened.escalated")).isGreaterThanOrEqualTo(4);
    assertThat(nina.happened(filed.getString("id")))
        .containsSubsequence("opened", "warned", "promise_missed", "escalated");
    assertThat(nina.get(filed.getString("id")).getInt("escalatedTier")).isEqualTo(4);
  }

  @Test
  void to_a_weekday_is_the_next_time_the_hospitals_clocks_show_it() {
    var first = Instant.parse(moved(Map.of("to", "Monday 08:00")).getString("now"));
    var second = Instant.parse(moved(Map.of("to", "monday 08:00")).getString("now"));

    assertThat(first.atZone(HOSPITAL).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
    assertThat(first.atZone(HOSPITAL).toLocalTime())
        .isBetween(LocalTime.of(8, 0), LocalTime.of(8, 1));
    assertThat(second.atZone(HOSPITAL).toLocalDate())
        .isEqualTo(first.atZone(HOSPITAL).toLocalDate().plusWeeks(1));
  }

  @Test
  void to_an_instant() {
    var then = now().plus(Duration.ofMinutes(90));

    var moved = moved(Map.of("to", then.toString()));

    assertThat(Instant.parse(moved.getString("now")))
        .isBetween(then, then.plus(Duration.ofMinutes(1)));
  }

  @Test
  void it_says_how_far_ahead_of_the_database_it_is() {
    var before = Duration.parse(get("/dev/clock").jsonPath().getString("ahead"));

    var moved = moved(Map.of("forward", "PT2H"));

    assertThat(Duration.parse(moved.getString("ahead"))).isEqualTo(before.plusHours(2));
    assertThat(Duration.between(time.now(), now()))
        .isBetween(before.plusHours(2), before.plusHours(2).plusMinutes(1));
  }

  /** What was recorded in the future stays in the past. */
  @Test
  void the_next_start_goes_on_from_here() {
    moved(Map.of("forward", "PT3H"));
    var next = new DemoClock(time, database);

    next.load();

    assertThat(next.instant()).isBetween(now().minusSeconds(1), now().plusSeconds(1));
  }

  @Test
  void two_weeks_ahead_one_is_still_signed_in() {
    var token = nina.token();

    moved(Map.of("forward", "P14D"));

    given().auth().oauth2(token).get("/api/v1/requests").then().statusCode(200);
    var fresh = get("/dev/tokens/nina.patel").asString();
    given().auth().oauth2(fresh).get("/api/v1/requests").then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                            | ''       | one_of",
        "{\"forward\":\"PT1H\",\"to\":\"Monday 08:00\"}| ''       | one_of",
        "{\"forward\":\"an hour\"}                     | /forward | not_forward",
        "{\"forward\":\"PT0S\"}                        | /forward | not_forward",
        "{\"forward\":\"-PT1H\"}                       | /forward | not_forward",
        "{\"forward\":\"P367D\"}                       | /forward | not_forward",
        "{\"forward\":\"P99999999999D\"}               | /forward | not_forward",
        "{\"forward\":1}                               | /forward | wrong_type",
        "{\"to\":\"Moonday 08:00\"}                    | /to      | not_forward",
        "{\"to\":\"Monday 25:00\"}                     | /to      | not_forward",
        "{\"to\":\"2020-01-01T00:00:00Z\"}             | /to      | not_forward",
        "{\"to\":\"2199-01-01T00:00:00Z\"}             | /to      | not_forward",
        "{\"backward\":\"PT1H\"}                       | ''       | unknown_property",
      })
  void what_is_no_way_forward_is_refused_by_name(String body, String pointer, String code) {
    var before = get("/dev/clock").jsonPath().getString("ahead");

    var refused = move(body).then().statusCode(400).contentType("application/problem+json");

    if (!code.equals("unknown_property")) {
      refused.body("errors[0].pointer", equalTo(pointer));
    }
    refused.body("errors[0].code", equalTo(code));
    assertThat(get("/dev/clock").jsonPath().getString("ahead")).isEqualTo(before);
  }

  @Test
  void no_body_at_all_is_refused() {
    given().contentType("application/json").post("/dev/clock").then().statusCode(400);
  }

  private static JsonPath moved(Map<String, String> body) {
    return move(body).then().statusCode(200).extract().jsonPath();
  }

  private static Response move(Object body) {
    return given().contentType("application/json").body(body).post("/dev/clock");
  }

  private static Instant now() {
    return Instant.parse(get("/dev/clock").jsonPath().getString("now"));
  }
}
