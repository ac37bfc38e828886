package care.andon.metrics;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.engine.KeptCounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Asks the database what a figure is made of: one statement per question. */
@ApplicationScoped
class FiguresRepository {
  /** Rows are fetched in portions, so that ten years of waits do not come as one answer. */
  private static final int PORTION = 5_000;

  private static final String PROMISES =
      """
      with promise as (
        select
          clock.request_id,
          clock.kind,
          clock.cycle,
          clock.impact,
          coalesce(clock.promised_at, clock.started_at) as counted_at,
          :verdict as verdict
        from request_clock clock
        :requests
        where :falls_due
        :narrowed
      )
      select
        kind,
        impact,
        count(*) filter (where verdict = 'met') as met,
        count(*) filter (where verdict = 'missed') as missed,
        count(*) filter (where verdict = 'missed_open') as missed_open,
        count(*) filter (where verdict = 'not_yet_due') as not_yet_due,
        count(*) filter (where verdict = 'not_measured') as not_measured,
        bit_xor(('x' || encode(substr(sha256(
          uuid_send(request_id) || convert_to(kind, 'UTF8') || int4send(cycle)
            || timestamptz_send(counted_at) || convert_to(verdict, 'UTF8')
        ), 1, 8), 'hex'))::bit(64)::bigint) as fingerprint
      from promise
      group by kind, impact
      """
          .replace(":verdict", PromiseVerdict.SQL)
          .replace(":falls_due", PromiseVerdict.FALLS_DUE);

  /** Only a narrowed question asks for the request; the others cost what their period holds. */
  private static final String REQUESTS =
      "join support_request request on request.id = clock.request_id";

  private static final String WAITS =
      """
      select
        request.impact,
        request.asked_at,
        request.acknowledged_at,
        case request.status
          when 'declined' then request.status_since
          else request.resolved_at
        end as resolved_at,
        case request.status
          when 'withdrawn' then request.status_since
        end as withdrawn_at
      from support_request request
      where request.asked_at >= ?
        and request.asked_at < ?
        and request.asked_at <= ?
        :narrowed
      order by request.asked_at, request.id
      """;

  private final DataSource database;

  FiguresRepository(DataSource database) {
    this.database = database;
  }

  /**
   * What became, by {@code asOf}, of the promises that fall due in the cohort's period; a promise
   * that can never fall due counts where it was made. Clocks and impacts without any are left out.
   */
  List<PromiseCount> promises(Cohort cohort, Instant asOf) {
    var from = cohort.period().from();
    var to = cohort.period().to();
    var narrowed = Narrowed.to(cohort);
    var counts = new ArrayList<PromiseCount>();
    read(
        narrowed.into(PROMISES),
        narrowed.after(asOf, asOf, asOf, from, to, from, to),
        row -> counts.add(promiseCount(row)));
    return counts;
  }

  /** The waits that began in the cohort's period, in the order in which they began. */
  void waits(Cohort cohort, Instant asOf, Consumer<Wait> reader) {
    var narrowed = Narrowed.to(cohort);
    read(
        narrowed.into(WAITS),
        narrowed.after(cohort.period().from(), cohort.period().to(), asOf),
        row -> reader.accept(wait(row)));
  }

  /** What narrows a statement to the requests of a cohort, and the values of its question marks. */
  private record Narrowed(String clauses, List<Object> values) {
    static Narrowed to(Cohort cohort) {
      var clauses = new StringBuilder();
      var values = new ArrayList<Object>();
      if (cohort.unit() != null) {
        clauses.append("and request.unit_id = ?\n");
        values.add(cohort.unit().id().value());
      }
      if (cohort.team() != null) {
        clauses.append("and request.team_id = ?\n");
        values.add(cohort.team().id().value());
      }
      if (cohort.category() != null) {
        clauses.append("and request.category = ?\n");
        values.add(Cohort.wireName(cohort.category()));
      }
      return new Narrowed(clauses.toString(), values);
    }

    String into(String statement) {
      return statement
          .replace(":requests", values.isEmpty() ? "" : REQUESTS)
          .replace(":narrowed", clauses);
    }

    /** All values of a statement in which these instants come first. */
    List<Object> after(Instant... instants) {
      return Stream.concat(
              Stream.of(instants).map(instant -> instant.atOffset(ZoneOffset.UTC)), values.stream())
          .toList();
    }
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void read(String sql, List<Object> values, RowReader reader) {
    try (var connection = database.getConnection()) {
      // Outside a transaction the driver would fetch all rows at once.
      connection.setAutoCommit(false);
      try (var statement = connection.prepareStatement(sql)) {
        read(statement, values, reader);
      } finally {
        connection.rollback();
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("The figures could not be read", failure);
    }
  }

  private static void read(PreparedStatement statement, List<Object> values, RowReader reader)
      throws SQLException {
    statement.setFetchSize(PORTION);
    for (var i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }

  private static PromiseCount promiseCount(ResultSet row) throws SQLException {
    return new PromiseCount(
        ClockKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        impact(row),
        new KeptCounts(
            row.getLong("met"),
            row.getLong("missed"),
            row.getLong("missed_open"),
            row.getLong("not_yet_due"),
            row.getLong("not_measured")),
        row.getLong("fingerprint"));
  }

  private static Wait wait(ResultSet row) throws SQLException {
    return new Wait(
        impact(row),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        instant(row, "acknowledged_at"),
        instant(row, "resolved_at"),
        instant(row, "withdrawn_at"));
  }

  private static Impact impact(ResultSet row) throws SQLException {
    return Impact.valueOf(row.getString("impact").toUpperCase(Locale.ROOT));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
