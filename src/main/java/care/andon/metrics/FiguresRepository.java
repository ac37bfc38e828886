package care.andon.metrics;

import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Asks the database what a figure is made of: one statement per question. */
@ApplicationScoped
class FiguresRepository {
  /** Rows are fetched in portions, so that ten years of waits do not come as one answer. */
  private static final int PORTION = 5_000;

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

  private static final String TRANSFERS =
      """
      select
        count(*) as n,
        percentile_disc(0.5) within group (order by request.transfers) as median,
        count(*) filter (where request.transfers > 2) as over_two,
        coalesce(bit_xor(('x' || encode(substr(sha256(
          uuid_send(request.id) || int4send(request.transfers)
        ), 1, 8), 'hex'))::bit(64)::bigint), 0) as fingerprint
      from support_request request
      where request.asked_at >= ?
        and request.asked_at < ?
        and request.asked_at <= ?
        :narrowed
      """;

  private final DataSource database;

  FiguresRepository(DataSource database) {
    this.database = database;
  }

  /** What became, by {@code asOf}, of the promises that count in the cohort's period. */
  List<PromiseCount> promises(Cohort cohort, Instant asOf) {
    var narrowed = Narrowed.to(cohort);
    return JudgedPromises.in(
            cohort.period().from(),
            cohort.period().to(),
            asOf,
            narrowed.conditions(),
            narrowed.values())
        .counted(database);
  }

  /** The waits that began in the cohort's period, in the order in which they began. */
  void waits(Cohort cohort, Instant asOf, Consumer<Wait> reader) {
    var narrowed = Narrowed.to(cohort);
    read(
        narrowed.into(WAITS),
        narrowed.after(cohort.period().from(), cohort.period().to(), asOf),
        row -> reader.accept(wait(row)));
  }

  /** How often the requests that were asked in the cohort's period went from team to team. */
  TransferCounts transfers(Cohort cohort, Instant asOf) {
    var narrowed = Narrowed.to(cohort);
    var counts = new ArrayList<TransferCounts>();
    read(
        narrowed.into(TRANSFERS),
        narrowed.after(cohort.period().from(), cohort.period().to(), asOf),
        row -> counts.add(transferCounts(row)));
    return counts.getFirst();
  }

  private static TransferCounts transferCounts(ResultSet row) throws SQLException {
    return new TransferCounts(
        row.getLong("n"),
        row.getObject("median", Integer.class),
        row.getLong("over_two"),
        row.getLong("fingerprint"));
  }

  /** What narrows a statement to the requests of a cohort, and the values of its question marks. */
  private record Narrowed(List<String> conditions, List<Object> values) {

    static Narrowed to(Cohort cohort) {
      var conditions = new ArrayList<String>();
      var values = new ArrayList<Object>();
      if (cohort.unit() != null) {
        conditions.add("request.unit_id = ?");
        values.add(cohort.unit().id().value());
      }
      if (cohort.team() != null) {
        conditions.add("request.team_id = ?");
        values.add(cohort.team().id().value());
      }
      if (cohort.category() != null) {
        conditions.add("request.category = ?");
        values.add(WireNames.of(cohort.category()));
      }
      return new Narrowed(conditions, values);
    }

    String into(String statement) {
      return statement.replace(
          ":narrowed",
          conditions.stream().map("and %s\n"::formatted).collect(Collectors.joining()));
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

  private static Wait wait(ResultSet row) throws SQLException {
    return new Wait(
        impact(row),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        instant(row, "acknowledged_at"),
        instant(row, "resolved_at"),
        instant(row, "withdrawn_at"));
  }

  private static Impact impact(ResultSet row) throws SQLException {
    return WireNames.parse(Impact.class, row.getString("impact"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
