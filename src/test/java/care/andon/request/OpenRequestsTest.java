package care.andon.request;

import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.platform.sql.SqlQuery;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.Copies;
import care.andon.support.TimeMachine;
import care.andon.support.WireTap;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A request pins its versions: those that are open feel nothing when a policy changes. {@code
 * -Dtrial.open=100000} for as many as a hospital never has; it then says how long publishing took.
 */
@QuarkusTest
class OpenRequestsTest {
  private static final String POLICIES = "/api/v1/sla-policies";
  private static final int MANY = Integer.getInteger("trial.open", 1_000);
  private static final long FIRST_COPY = 6_000_000;
  private static final String PINNED =
      """
      select distinct request.policy_revision, clock.kind, clock.policy, clock.policy_version,
        clock.calendar, clock.calendar_version, clock.target, clock.steps
      from request_clock clock join support_request request on request.id = clock.request_id
      where request.reference > %d or request.id = '%s'
      """;

  private final Api nina = Api.as("nina.patel");
  private final Api conrad = Api.as("conrad.vance");
  private final String policy = "pinned-" + Long.toString(System.nanoTime(), 36);

  /** Filled by the test database. */
  WireTap wire;

  @Inject DataSource database;
  @Inject TimeMachine time;

  @BeforeEach
  void a_policy_is_published() {
    conrad.sends(aPolicy("PT3H")).post(POLICIES).then().statusCode(201);
  }

  @AfterEach
  void forget_it() throws SQLException {
    conrad.calls().post(POLICIES + "/{code}/retire", policy).then().statusCode(200);
    try (var connection = database.getConnection()) {
      Copies.forget(connection, FIRST_COPY);
    }
  }

  @Test
  void publishing_asks_the_same_of_the_database_and_touches_no_request_however_many_are_open()
      throws SQLException {
    var id = nina.files(aNeed());
    var few = wire.during(() -> publishes(1, "PT4H"));
    copies(id, MANY);
    var pinned = all(PINNED.formatted(FIRST_COPY, id));
    var before = stored();

    var many = wire.during(() -> publishes(2, "PT5H"));

    assertThat(many.statements()).isEqualTo(few.statements()).hasSizeLessThan(12);
    assertThat(many.statements())
        .noneMatch(sql -> sql.contains("support_request") || sql.contains("request_"));
    assertThat(stored()).isEqualTo(before);
    assertThat(all(PINNED.formatted(FIRST_COPY, id))).isEqualTo(pinned).hasSize(3);
  }

  @Test
  void what_was_promised_falls_due_when_it_was_promised_for() {
    var before = nina.files(aNeed());
    publishes(1, "PT1H");
    var after = nina.files(aNeed());

    time.pass(Duration.ofMinutes(61));
    assertThat(verdict(after)).isEqualTo("missed_open");
    assertThat(verdict(before)).isEqualTo("pending");
    time.pass(Duration.ofMinutes(120));

    assertThat(verdict(before)).isEqualTo("missed_open");
    assertThat(nina.clocks(before).getMap("clocks.find { it.kind == 'resolve' }.policy"))
        .containsEntry("code", policy)
        .containsEntry("version", 1);
  }

  private String verdict(String id) {
    return nina.get(id).getString("clocks.find { it.kind == 'resolve' }.verdict");
  }

  private static Body aNeed() {
    return aNeedOf("improvement", "training").with("unit", "CLINIC").with("visibility", "named");
  }

  private Body aPolicy(String target) {
    return Body.of("code", policy)
        .with("name", "Better training in the clinic")
        .with(
            "match",
            Map.of(
                "impacts", List.of("improvement"),
                "categories", List.of("training"),
                "units", List.of("CLINIC")))
        .with(
            "clocks",
            Map.of(
                "resolve",
                Map.of("target", target, "calendar", "around-the-clock", "steps", List.of())));
  }

  private void publishes(int version, String target) {
    var begin = System.nanoTime();
    conrad
        .sends(aPolicy(target))
        .header("If-Match", "\"" + version + "\"")
        .put(POLICIES + "/{code}", policy)
        .then()
        .statusCode(200);
    if (MANY > 1_000) {
      System.out.printf("Published in %.1f ms%n", (System.nanoTime() - begin) / 1e6);
    }
  }

  private void copies(String id, int count) throws SQLException {
    try (var connection = database.getConnection()) {
      Copies.write(
          connection, UUID.fromString(id), count, FIRST_COPY, "n * interval '-1 millisecond'");
    }
  }

  /** How much there is, and a sum over all of it with the transaction that last wrote each row. */
  private List<String> stored() {
    return Stream.of("support_request", "request_clock", "request_event", "request_escalation")
        .flatMap(
            table ->
                all(
                    "select count(*), sum(hashtextextended(row::text || row.xmin, 0)::numeric) from %s row"
                        .formatted(table))
                    .stream())
        .toList();
  }

  private List<String> all(String sql) {
    return new SqlQuery()
        .add("select row::text from (" + sql + ") row order by 1")
        .rows(database, row -> row.getString(1));
  }
}
