package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import care.andon.history.History;
import care.andon.kernel.RequestId;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.escalation.EscalationTiers;
import care.andon.sla.Promises;
import care.andon.support.Api;
import care.andon.support.Given;
import care.andon.support.TimeMachine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A request of before there were revisions, escalations and due instants after a pause (schema V3)
 * goes on: its rows have only the columns of then, its clocks name the one policy of then, its
 * history names no revision.
 */
@QuarkusTest
class UpgradeTest {
  private static final AtomicLong REFERENCES = new AtomicLong(7_000_000);
  private static final String COLUMNS_THEN =
      """
      version, status, impact, assessed_impact, category, need, room, item, minutes_lost,
      visibility, facility_id, unit_id, team_id, assignee_id, unrouted, because, asked_at, received_at, updated_at, status_since, acknowledged_at,
      acknowledged_by, promised_by, resolved_at, confirmed_at, reopened, escalated_tier, told,
      words, due_at, next_tick_at
      """;
  private static final String CLOCK_COLUMNS_THEN =
      """
      calendar, calendar_version, impact, target, pause_limit, steps, started_at, state, elapsed,
      accounted_at, resumes_at, stopped_at, breached_at, promised_at, cancelled, fired_percents,
      fired_at
      """;

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject DataSource database;
  @Inject RequestRepository repository;
  @Inject History history;
  @Inject Promises promises;
  @Inject EscalationTiers ladder;
  @Inject AssigneeShifts shifts;
  @Inject TimeMachine time;

  @ParameterizedTest
  @CsvSource({
    "patient_waiting, supplies",
    "patient_waiting, medication",
    "patient_waiting, safety_violence",
    "this_shift, supplies",
    "improvement, facilities",
  })
  void a_request_of_then_goes_on_as_one_of_today(String impact, String category)
      throws SQLException {
    var today = nina.open(Given.aNeedOf(impact, category)).getString("id");
    var then = ofBefore(today);
    for (var length : List.of("PT3M", "PT8M", "PT50M", "PT9H", "P100D")) {
      time.pass(Duration.parse(length));
      assertThat(happened(then)).isNotEmpty().isEqualTo(happened(today));
    }
    assertStoredAsHistorySays(then);
  }

  @Test
  void what_waited_for_its_caregiver_then_runs_on_after_a_day() throws SQLException {
    var today = nina.open(Given.aNeed()).getString("id");
    omar.ask(today);
    var then = ofBefore(today);

    time.pass(Duration.ofDays(2));

    assertThat(happened(then)).containsKey("wait_ended").isEqualTo(happened(today));
    assertStoredAsHistorySays(then);
  }

  @Test
  void a_clock_of_then_explains_itself() throws SQLException {
    var then = ofBefore(nina.open(Given.aNeed()).getString("id"));

    assertThat(nina.clocks(then).getList("clocks.because", String.class))
        .hasSize(3)
        .allMatch(because -> because.startsWith("Due "));
  }

  /**
   * The same request, written as it was then, with the person that V22 fills in and the askers of
   * V25.
   */
  private String ofBefore(String today) throws SQLException {
    var then = UUID.randomUUID();
    var reference = REFERENCES.incrementAndGet();
    execute(
        "insert into support_request (id, reference, %1$s) select ?, ?, %1$s from support_request where id = ?"
            .formatted(COLUMNS_THEN),
        then,
        reference,
        UUID.fromString(today));
    execute(
        """
        insert into request_clock (request_id, kind, cycle, policy, policy_version, %1$s)
        select ?, kind, cycle, 'default', 1, %1$s from request_clock where request_id = ?
        """
            .formatted(CLOCK_COLUMNS_THEN),
        then,
        UUID.fromString(today));
    execute(
        """
        insert into request_event (request_id, seq, type, at, recorded_at, actor_id, asker, payload)
        select ?, seq, type, at, recorded_at, actor_id, asker,
          case seq when 1
            then jsonb_set(payload - 'policyRevision', '{reference}', to_jsonb(?::bigint))
            else payload end
        from request_event where request_id = ? order by seq
        """,
        then,
        reference,
        UUID.fromString(today));
    execute(
        """
        insert into request_asker
        select ?, number, person_id, tag, tag_key, on_behalf, asked_at
        from request_asker where request_id = ?
        """,
        then,
        UUID.fromString(today));
    execute(
        "update support_request set acted_by = today.acted_by from support_request as today"
            + " where today.id = ? and support_request.id = ?",
        UUID.fromString(today),
        then);
    lookAt(then);
    return then.toString();
  }

  /**
   * As V11 has the heartbeat do, so that it knows when those who have it go; and as V17 says since
   * when they have it.
   */
  private void lookAt(UUID then) throws SQLException {
    execute(
        "update support_request set held_since = acknowledged_at, next_tick_at = ? where id = ?",
        time.instant().atOffset(ZoneOffset.UTC),
        then);
    time.beat();
  }

  /** How often what happened to the request, or fell due. */
  private Map<String, Long> happened(String id) {
    return new TreeMap<>(
        Map.ofEntries(
            new SqlQuery()
                .add(
                    "select type, count(*) from request_event where request_id = ? group by type",
                    UUID.fromString(id))
                .rows(database, row -> entry(row.getString(1), row.getLong(2)))
                .toArray(Map.Entry[]::new)));
  }

  /** But for the policy's name: what was promised then is promised by other policies now. */
  private void assertStoredAsHistorySays(String text) {
    var id = new RequestId(UUID.fromString(text));
    QuarkusTransaction.begin();
    try {
      var stored = repository.find(id).orElseThrow();
      var replayed = RequestReplay.of(history.upTo(id, Integer.MAX_VALUE), promises, shifts);
      var now = new ActContext(time.instant(), promises, ladder, shifts);
      new CatchUp(stored, now).toNow();
      new CatchUp(replayed, now).toNow();
      assertThat(withoutPolicy(replayed)).isEqualTo(withoutPolicy(stored));
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private Map<String, String> withoutPolicy(SupportRequest request) {
    var state = State.of(request, promises);
    state.keySet().removeIf(name -> name.endsWith(" policy") || name.endsWith(" policyVersion"));
    return state;
  }

  private void execute(String sql, Object... values) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      assertThat(statement.executeUpdate()).isPositive();
    }
  }
}
