package care.andon.feed;

import care.andon.history.RequestEvent.EscalationCause;
import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.Reference;
import care.andon.kernel.RequestId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.kernel.WireNames;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlQuery;
import care.andon.platform.text.Instants;
import care.andon.request.state.RequestStatus;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements of the feed. All of them read; only {@link #beginEra} writes. */
@Singleton
class FeedRepository {
  /** At most so many events are looked at for one page, visible to the reader or not. */
  static final int MOST_LOOKED_AT = 5_000;

  private static final String HORIZON =
      """
      select present.era,
        cast(cast(pg_snapshot_xmin(seen) as text) as bigint) as horizon,
        cast(cast(pg_snapshot_xmax(seen) as text) as bigint) as next,
        exists (
          select from request_event
          where transaction >= pg_snapshot_xmax(seen) and position >= present.first_position
        ) as is_of_another_cluster,
        (
          select min(recorded_at) from request_event
          where transaction >= pg_snapshot_xmin(seen)
        ) as withheld_since
      from (select pg_current_snapshot() as seen) as snapshot
      cross join (
        select era, first_position from feed_era order by era desc limit 1
      ) as present
      """;

  /** What another cluster wrote has lower positions than what this one writes. */
  private static final String BEGIN_ERA =
      """
      insert into feed_era (era, first_position, began_at, why)
      select max(era) + 1,
        (
          select max(position) + 1 from request_event
          where transaction >= pg_snapshot_xmax(pg_current_snapshot())
        ),
        now(),
        'The history has transactions of another database cluster'
      from feed_era
      having max(era) = ?
      on conflict do nothing
      returning era
      """;

  private static final String IN_ERA =
      """
      position >= (select first_position from feed_era where era = ?)
        and position < coalesce(
          (select first_position from feed_era where era = ?), 9223372036854775807)
      """;

  /** The limit makes PostgreSQL look at one event after the other, until the page is full. */
  private static final String ONE_REQUEST_EACH =
      """
      ) as event
      cross join lateral (
        select * from support_request where id = event.request_id limit 1
      ) as support_request
      """;

  private static final String COLUMNS =
      """
      select event.*, id, reference, version, status, visibility, category, facility_id, unit_id,
        impact, team_id
      from (
      """;

  /** Codes only: the words of an event do not leave the database here. */
  private static final String EVENT =
      """
      select request_id, seq, type, at, recorded_at, transaction as xid, position,
        payload ->> 'audience' as audience, payload ->> 'clock' as clock,
        payload ->> 'cycle' as cycle, payload ->> 'percent' as percent,
        payload ->> 'number' as number, payload ->> 'tier' as tier,
        payload ->> 'answerBy' as answer_by, payload ->> 'cause' as cause
      from request_event
      """;

  private static final String ORDER = "order by transaction, position";

  private final AgroalDataSource database;

  FeedRepository(AgroalDataSource database) {
    this.database = database;
  }

  /** An event and the place right after it. */
  record Placed(FeedEvent event, long transaction, long position) {}

  FeedHorizon horizon() {
    return new SqlQuery()
        .add(HORIZON)
        .rows(
            database,
            row -> {
              var columns = new ResultRow(row);
              return new FeedHorizon(
                  columns.number("era"),
                  columns.bigNumber("horizon"),
                  columns.bigNumber("next"),
                  columns.flag("is_of_another_cluster"),
                  columns.instantOrNull("withheld_since"));
            })
        .getFirst();
  }

  /** Returns which transactions a statement sees now. */
  String snapshot() {
    return new SqlQuery()
        .add("select cast(pg_current_snapshot() as text)")
        .rows(database, row -> row.getString(1))
        .getFirst();
  }

  /** Whether an event was written by a transaction from {@code from} up to {@code horizon}. */
  boolean hasEvents(long from, long horizon) {
    return new SqlQuery()
        .add(
            "select exists (select from request_event where transaction >= cast(? as xid8)"
                + " and transaction < cast(? as xid8))",
            String.valueOf(from),
            String.valueOf(horizon))
        .rows(database, row -> row.getBoolean(1))
        .getFirst();
  }

  /**
   * Begins the next era, if that has not been done.
   *
   * @return whether this call did it
   */
  boolean beginEra(int present) {
    return !new SqlQuery().add(BEGIN_ERA, present).rows(database, row -> row.getInt(1)).isEmpty();
  }

  /**
   * Returns the next events that fulfil the conditions.
   *
   * @param window the events to look at
   * @param wanted over the columns of an event and of {@code support_request}
   */
  List<Placed> events(SqlCondition window, SqlCondition wanted, int most) {
    return new SqlQuery()
        .add(COLUMNS + EVENT)
        .where(window)
        .add(ORDER)
        .add("limit ?", MOST_LOOKED_AT)
        .add(ONE_REQUEST_EACH)
        .where(wanted)
        .add("order by event.xid, event.position")
        .add("limit ?", most)
        .rows(database, FeedRepository::placed);
  }

  /** Returns the last event that {@link #events} looks at, if there may be more after it. */
  Optional<long[]> lastLookedAt(SqlCondition window) {
    return new SqlQuery()
            .add("select transaction, position from request_event")
            .where(window)
            .add(ORDER)
            .add("offset ? limit 1", MOST_LOOKED_AT - 1)
            .rows(database, row -> new long[] {row.getLong(1), row.getLong(2)})
            .stream()
            .findFirst();
  }

  /** The events after a place and below the horizon, which counts in the present era only. */
  static SqlCondition window(FeedPosition after, FeedHorizon now) {
    var window =
        SqlCondition.of(
            "(transaction, position) > (cast(? as xid8), ?)",
            String.valueOf(after.transaction()),
            after.position());
    if (after.era() == now.era()) {
      window = window.and("transaction < cast(? as xid8)", String.valueOf(now.horizon()));
    }
    return now.era() == 1 ? window : window.and(IN_ERA, after.era(), after.era() + 1);
  }

  private static Placed placed(ResultSet row) throws SQLException {
    var columns = new ResultRow(row);
    var request = new RequestId(columns.uuid("request_id"));
    var seq = columns.number("seq");
    return new Placed(
        new FeedEvent(
            request.value() + "." + seq,
            columns.text("type"),
            columns.instant("at"),
            columns.instant("recorded_at"),
            seq,
            subject(request, columns),
            clock(columns),
            escalation(columns)),
        Long.parseLong(columns.text("xid")),
        columns.bigNumber("position"));
  }

  private static FeedEvent.Subject subject(RequestId request, ResultRow columns)
      throws SQLException {
    return new FeedEvent.Subject(
        request,
        new Reference(columns.bigNumber("reference")).toString(),
        columns.number("version"),
        columns.constant("status", RequestStatus.class),
        columns.constant("visibility", Visibility.class),
        columns.constant("category", Category.class),
        new FacilityId(columns.uuid("facility_id")),
        new UnitId(columns.uuid("unit_id")),
        columns.constant("impact", Impact.class),
        columns.idOrNull("team_id", TeamId::new));
  }

  private static FeedEvent.@Nullable Clock clock(ResultRow columns) throws SQLException {
    var kind = columns.textOrNull("clock");
    return kind == null
        ? null
        : new FeedEvent.Clock(
            WireNames.parse(ClockKind.class, kind),
            columns.numberOrNull("cycle"),
            columns.numberOrNull("percent"));
  }

  private static FeedEvent.@Nullable Escalation escalation(ResultRow columns) throws SQLException {
    var cause = columns.textOrNull("cause");
    var answerBy = columns.textOrNull("answer_by");
    return !columns.text("type").startsWith("escalat")
        ? null
        : new FeedEvent.Escalation(
            columns.numberOrNull("number"),
            columns.numberOrNull("tier"),
            answerBy == null ? null : Instants.parse(answerBy).orElseThrow(),
            cause == null ? null : WireNames.parse(EscalationCause.class, cause));
  }
}
