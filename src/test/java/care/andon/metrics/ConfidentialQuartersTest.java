package care.andon.metrics;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.startsWith;

import care.andon.support.Api;
import care.andon.support.AtOnce;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Confidential requests do not vanish from the figures, and no person is found in them. */
@QuarkusTest
class ConfidentialQuartersTest {
  private static final List<String> PEOPLE =
      List.of("nina.patel", "marcus.bell", "hannah.lee", "diego.ramos", "leah.cohen");

  private final Api nina = Api.as("nina.patel");

  private final Map<String, String> askers = new HashMap<>();

  @Inject TimeMachine time;
  @Inject DataSource database;
  @Inject ConfidentialQuarters quarters;

  /** A week before the end of a quarter or later, a promise would fall due in the next. */
  @BeforeEach
  void on_a_monday_morning_in_the_middle_of_a_quarter() {
    time.passUntil(MONDAY, "10:00");
    while (Duration.between(time.instant(), nextQuarter().toInstant()).toDays() < 7) {
      time.passUntil(MONDAY, "10:00");
    }
  }

  @Test
  void a_quarter_is_counted_once_and_only_where_people_cannot_be_found() {
    var quarter = quarter();
    var shown = files(5, 10, "training");
    files(4, 12, "facilities");
    files(5, 9, "policy_admin");
    ask(quarter).then().statusCode(400).body("errors[0].code", equalTo("not_over"));

    time.sleep(Duration.between(time.instant(), nextQuarter().toInstant()).plus(ofDays(1)));
    quarters.close();
    ask(quarter).then().statusCode(400).body("errors[0].code", equalTo("not_counted"));
    time.sleep(ofMinutes(5));
    assertThat(AtOnce.call(3, quarters::close))
        .as("counted by one of three replicas")
        .contains(0, 0);

    var first = ask(quarter).then().statusCode(200).extract();
    var figures = first.jsonPath();
    assertThat(figures.getList("figures.facility")).containsOnly("LAKESIDE");
    assertThat(figures.getList("figures.category"))
        .contains("training")
        .doesNotContain("facilities", "policy_admin");
    assertThat(figures.getList("figures.findAll { it.category == 'training' }.clock"))
        .containsExactly("acknowledge", "update", "resolve");
    List<Map<String, Object>> rows =
        figures.getList("figures.findAll { it.category == 'training' }");
    assertThat(rows)
        .allSatisfy(
            it ->
                assertThat(it)
                    .containsEntry("impact", "patient_waiting")
                    .containsEntry("missedOpen", 10)
                    .containsEntry("met", 0)
                    .containsEntry("kept", 0.0f));
    assertThat(first.asString()).doesNotContain(shown);

    shown.forEach(id -> Api.as(asker(id)).withdraw(id));
    time.pass(ofDays(1));
    assertThat(quarters.close()).isZero();
    var again = ask(quarter).then().statusCode(200).extract();
    assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    refuses("update confidential_figure set met = 7");
    refuses("delete from confidential_quarter");
  }

  private String asker(String id) {
    return askers.get(id);
  }

  private List<String> files(int people, int requests, String category) {
    return IntStream.range(0, requests)
        .mapToObj(
            i -> {
              var asker = PEOPLE.get(i % people);
              var id =
                  Api.as(asker)
                      .files(
                          aNeedOf("patient_waiting", category).with("visibility", "confidential"));
              askers.put(id, asker);
              return id;
            })
        .toList();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"2026", "2026-Q5", "2026-Q0", "2026-01", "26-Q1", "now"})
  void only_whole_quarters_can_be_asked(String quarter) {
    ask(quarter)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("quarter"))
        .body("errors[0].code", equalTo("no_such_quarter"));
  }

  @Test
  void what_narrows_a_row_down_is_refused() {
    for (var parameter : List.of("unit=4W", "team=supply-chain", "from=2026-01-01", "by=unit")) {
      nina.calls()
          .get("/api/v1/metrics/confidential?quarter=2026-Q1&" + parameter)
          .then()
          .statusCode(400)
          .body("errors.pointer", everyItem(startsWith("query")));
    }
    ask("1999-Q1").then().statusCode(200).body("figures", equalTo(List.of()));
  }

  private void refuses(String sql) {
    assertThatThrownBy(
            () -> {
              try (var connection = database.getConnection();
                  var statement = connection.createStatement()) {
                statement.execute(sql);
              }
            })
        .hasMessageContaining("A closed day does not change");
  }

  private Response ask(String quarter) {
    var call = nina.calls();
    return (quarter == null ? call : call.queryParam("quarter", quarter))
        .get("/api/v1/metrics/confidential");
  }

  private ZonedDateTime now() {
    return time.instant().atZone(ZoneOffset.UTC);
  }

  private ZonedDateTime nextQuarter() {
    var first = now().toLocalDate().withMonth(3 * quarterOfYear() - 2).withDayOfMonth(1);
    return first.plusMonths(3).atStartOfDay(ZoneOffset.UTC);
  }

  private String quarter() {
    return now().getYear() + "-Q" + quarterOfYear();
  }

  private int quarterOfYear() {
    return now().get(IsoFields.QUARTER_OF_YEAR);
  }
}
