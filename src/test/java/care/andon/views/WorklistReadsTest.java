package care.andon.views;

import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.sql.SqlCondition;
import care.andon.request.query.VisibilityFilter.Viewer;
import care.andon.support.Api;
import care.andon.support.Copies;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A page of a worklist costs what the page holds, however much its owner holds. */
@QuarkusTest
class WorklistReadsTest {
  private static final long FIRST_COPY = 3_100_000_000L;
  private static final int PAGE = 51;

  private static final String READ_SO_FAR =
      """
      select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables
      where relname = 'support_request'
      """;

  private final Api nina = Api.as("nina.patel");

  @Inject DataSource database;
  @Inject ViewQueries queries;

  @Test
  void a_page_reads_few_rows_of_four_thousand() throws SQLException {
    var filed = nina.open(aNeedOf("this_shift", "supplies"));
    var me = new PersonId(UUID.fromString(filed.getString("assignee.id")));
    var team = new TeamId(UUID.fromString(filed.getString("team.id")));
    var viewer = new Viewer(me, Set.of(team), false, SqlCondition.ALWAYS);
    try (var connection = database.getConnection()) {
      Copies.write(
          connection,
          UUID.fromString(filed.getString("id")),
          4_000,
          FIRST_COPY,
          "n * interval '1 second'");
      connection.createStatement().execute("analyze support_request");
    }
    try {
      var last = WorklistPosition.of(queries.worklist(viewer, null, PAGE).getLast());

      assertThat(readBy(() -> queries.worklist(viewer, null, PAGE))).isLessThan(6 * PAGE);
      assertThat(readBy(() -> queries.worklist(viewer, last, PAGE))).isLessThan(6 * PAGE);
      assertThat(readBy(() -> queries.teamWorklist(team, viewer, null, PAGE))).isLessThan(6 * PAGE);
      assertThat(readBy(() -> queries.teamWorklist(team, viewer, last, PAGE))).isLessThan(6 * PAGE);
    } finally {
      try (var connection = database.getConnection()) {
        Copies.forget(connection, FIRST_COPY);
      }
    }
  }

  /** How many rows of requests the database reads; one transaction, so one connection. */
  private long readBy(Runnable view) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              var before = readSoFar();
              view.run();
              return readSoFar() - before;
            });
  }

  private long readSoFar() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(READ_SO_FAR)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
