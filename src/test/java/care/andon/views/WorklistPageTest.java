package care.andon.views;

import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.asker.AskerIdentity;
import care.andon.request.query.VisibilityFilter.Viewer;
import care.andon.support.Api;
import care.andon.support.Copies;
import care.andon.support.Trial;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Worklists with four thousand requests: a third the viewer's own, a third of their team, and a
 * third of others that call the viewer. They have all impacts, due instants that many share, and
 * nothing due.
 */
@QuarkusTest
class WorklistPageTest {
  private static final long FIRST_COPY = 3_100_000_000L;
  private static final int MANY = 4_000;
  private static final int PAGE = 51;
  private static final int ROUNDS = 3;
  private static final int CALLS = 80;

  private static final String MAKE_THEM_DIFFERENT =
      """
      update support_request
      set impact = (array['patient_waiting', 'this_shift', 'slows_care', 'improvement'])
          [1 + reference / 3 %% 4],
        due_at = case when reference / 12 %% 5 > 0 then due_at end,
        assignee_id = case reference %% 3 when 0 then assignee_id when 2 then gen_random_uuid() end,
        team_id = case when reference %% 3 = 2 then '%1$s' else team_id end,
        told = array['%2$s'::uuid],
        open_escalations = case when reference %% 3 = 2 or reference %% 24 = 0 then 2 else 0 end
      where reference > %3$d
      """;

  /** Two calls about each; one of the viewer's own calls them, too. */
  private static final String CALL =
      """
      insert into request_escalation (request_id, number, clock, cycle, percent, tier, people, at,
        noticed_at, answer_by, cause, state)
      select id, number, 'acknowledge', 1, 100 * number, 1, told, asked_at, asked_at,
        asked_at + interval '10 years', 'step', 'open'
      from support_request, generate_series(1, 2) as number
      where reference > %d and open_escalations > 0
      """;

  private static final String READ_SO_FAR =
      """
      select sum(seq_tup_read + idx_tup_fetch) from pg_stat_xact_user_tables
      where relname in ('support_request', 'request_call', 'request_escalation')
      """;

  private static final String WHOLE_WORKLIST =
      """
      select id from support_request
      where status in ('open', 'acknowledged', 'waiting_for_caregiver')
        and (assignee_id = ? or (assignee_id is null and team_id = ?)
          or id in (select request_id from request_escalation where state = 'open' and ? = any(people)))
      """;

  private static final String WHOLE_TEAM =
      """
      select id from support_request
      where status in ('open', 'acknowledged', 'waiting_for_caregiver') and team_id = ?
      """;

  private static final String WORST_FIRST =
      """
      order by case impact when 'patient_waiting' then 1 when 'this_shift' then 2
        when 'slows_care' then 3 when 'improvement' then 4 end, due_at nulls last, id
      """;

  @Inject DataSource database;
  @Inject ViewQueries queries;

  private UUID original;
  private UUID me;
  private UUID team;
  private Viewer viewer;

  @BeforeEach
  void file() {
    var filed = Api.as("nina.patel").open(aNeedOf("this_shift", "supplies"));
    original = UUID.fromString(filed.getString("id"));
    me = UUID.fromString(filed.getString("assignee.id"));
    team = UUID.fromString(filed.getString("team.id"));
    viewer =
        new Viewer(
            new PersonId(me),
            new AskerIdentity(null, List.of()),
            Set.of(new TeamId(team)),
            false,
            SqlCondition.ALWAYS);
  }

  private void copy(int count) throws SQLException {
    var other = ids("select id from team where id <> ? limit 1", team).getFirst();
    try (var connection = database.getConnection()) {
      Copies.write(connection, original, count, FIRST_COPY, "n / 100 * interval '1 minute'");
      try (var statement = connection.createStatement()) {
        statement.execute(MAKE_THEM_DIFFERENT.formatted(other, me, FIRST_COPY));
        statement.execute(CALL.formatted(FIRST_COPY));
        statement.execute("analyze support_request, request_escalation, request_call");
      }
    }
  }

  @AfterEach
  void forget() throws SQLException {
    try (var connection = database.getConnection()) {
      Copies.forget(connection, FIRST_COPY);
    }
  }

  @Test
  void the_pages_together_are_the_whole_list_in_order() throws SQLException {
    copy(MANY);
    var mine = ids(WHOLE_WORKLIST + WORST_FIRST, me, team, me);
    var ofTeam = ids(WHOLE_TEAM + WORST_FIRST, team);

    assertThat(mine).hasSizeGreaterThanOrEqualTo(MANY);
    assertThat(paged(page -> queries.worklist(viewer, page))).isEqualTo(mine);
    assertThat(paged(page -> queries.teamWorklist(new TeamId(team), viewer, page)))
        .isEqualTo(ofTeam);
  }

  @Test
  void a_page_reads_few_rows_wherever_it_is() throws SQLException {
    copy(MANY);
    for (var after : new @Nullable WorklistPosition[] {null, middle()}) {
      var page = new WorklistPage(after, PAGE);

      assertThat(readBy(() -> queries.worklist(viewer, page))).isLessThan(8 * PAGE);
      assertThat(readBy(() -> queries.teamWorklist(new TeamId(team), viewer, page)))
          .isLessThan(3 * PAGE);
    }
  }

  @Trial
  @ParameterizedTest
  @ValueSource(strings = {"me/worklist", "teams/%s/worklist"})
  void fifty_of_four_thousand_take_as_long_as_fifty_of_a_hundred(String list) throws Exception {
    var username =
        new SqlQuery()
            .add("select username from person where id = ?", me)
            .rows(database, row -> row.getString(1))
            .getFirst();
    var uri =
        "http://localhost:%d/api/v1/%s?limit=50".formatted(RestAssured.port, list.formatted(team));
    var call =
        HttpRequest.newBuilder(URI.create(uri))
            .header("Authorization", "Bearer " + Api.as(username).token())
            .build();
    var client = HttpClient.newHttpClient();
    var times = Map.of(100, new ArrayList<Long>(), MANY, new ArrayList<Long>());
    for (int round = 0; round < ROUNDS; round++) {
      for (var count : times.keySet()) {
        copy(count);
        for (int i = 0; i < CALLS; i++) {
          var begin = System.nanoTime();
          assertThat(client.send(call, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
          if (round > 0) {
            times.get(count).add(System.nanoTime() - begin);
          }
        }
        forget();
      }
    }

    System.out.printf(
        "%s: of 100 %.2f ms, of %d %.2f ms%n",
        list, median(times.get(100)) / 1e6, MANY, median(times.get(MANY)) / 1e6);
    assertThat(median(times.get(MANY))).isLessThan(1.5 * median(times.get(100)));
  }

  private static double median(List<Long> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }

  private WorklistPosition middle() {
    var half = queries.worklist(viewer, new WorklistPage(null, MANY / 2));
    return WorklistPosition.of(half.getLast());
  }

  private static List<UUID> paged(Function<WorklistPage, List<RequestRow>> read) {
    var all = new ArrayList<UUID>();
    @Nullable WorklistPosition after = null;
    for (int page = 0; page < MANY; page++) {
      var rows = read.apply(new WorklistPage(after, PAGE));
      if (rows.isEmpty()) {
        break;
      }
      rows.forEach(row -> all.add(row.id()));
      after = WorklistPosition.of(rows.getLast());
    }
    return all;
  }

  /** How many rows the database reads; in one transaction, so on one connection. */
  private long readBy(Runnable view) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              var before = readSoFar();
              view.run();
              return readSoFar() - before;
            });
  }

  private long readSoFar() {
    return new SqlQuery().add(READ_SO_FAR).rows(database, row -> row.getLong(1)).getFirst();
  }

  private List<UUID> ids(String sql, Object... values) {
    return new SqlQuery().add(sql, values).rows(database, row -> row.getObject(1, UUID.class));
  }
}
