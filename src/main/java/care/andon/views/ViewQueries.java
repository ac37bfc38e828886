package care.andon.views;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.WireNames;
import care.andon.metrics.promise.PromiseCount;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlParameters;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.asker.Askers;
import care.andon.request.query.VisibilityFilter.Viewer;
import care.andon.request.word.Word;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of all views. A view is one statement, {@link #VIEW}, of one or more lists. Each list
 * first chooses its rows; promises and escalations are looked up for these rows alone.
 */
@ApplicationScoped
class ViewQueries {
  /**
   * A list of a view: which requests, in which order.
   *
   * @param order ends in {@code id}
   */
  private record ListSql(ListName name, String order, SqlCondition condition) {}

  /** When the caregiver was told the outcome. */
  private static final String ANSWERED_AT =
      "case status when 'declined' then status_since else resolved_at end";

  private static final String VIEW =
      """
      with chosen as (
      :lists
      )
      select
        chosen.*,
        :askers as askers,
        again.at as asked_again_at, again.words as asked_again_words, since.happened,
        coalesce(clock.silent_since, acknowledged_at, received_at) as silent_since,
        clock.acknowledge_by, clock.update_by, clock.resolve_by,
        escalation.number, escalation.tier, escalation.answer_by, escalation.people
      from chosen
      cross join lateral (
        select
          max(started_at) filter (where kind = 'update') as silent_since,
          min(by) filter (where kind = 'acknowledge') as acknowledge_by,
          min(by) filter (where kind = 'update') as update_by,
          min(by) filter (where kind = 'resolve') as resolve_by
        from (
          select kind, started_at,
            case state when 'running' then promised_at when 'paused' then breached_at end as by
          from request_clock
          where request_id = chosen.id
        ) as promise
      ) as clock
      left join lateral (
        select at, :words as words
        from request_event word
        where request_id = chosen.id and asker is not null and type in ('messaged', 'reopened')
        order by seq desc
        limit 1
      ) as again on list = 'worklist' and asked_again > 0
      left join lateral (
        select array_agg(concat(type, ':', asker) order by seq) as happened
        from request_event
        where request_id = chosen.id and seq > coalesce((
          select max(seq) from request_event
          where request_id = chosen.id and actor_id = ?), 0)
      ) as since on list = 'worklist'
      left join lateral (
        select number, tier, answer_by, people
        from request_escalation
        where request_id = chosen.id and state = 'open' and :called
        order by answer_by, number
        limit 1
      ) as escalation on open_escalations > 0
      order by list, place
      """
          .replace(":askers", Askers.COLUMN)
          .replace(":words", Word.WORDS);

  private static final String LIST =
      """
      (select ':list' as list, row_number() over (order by :order) as place, :total as total,
        id, reference, status, impact, category, need, room, visibility, facility_id, unit_id,
        team_id, assignee_id, unrouted, unattended, transfers,
        asked_at, received_at, acknowledged_at, promised_by, words, due_at, wait_ends_at,
        open_escalations, asked_again,
        :answered_at as answered_at
      from support_request
      where :condition
      order by :order
      limit ?)
      """
          .replace(":answered_at", ANSWERED_AT);

  /** Open requests. As literals, so that the planner sees the partial indexes. */
  static final String OPEN = "status in ('open', 'acknowledged', 'waiting_for_caregiver')";

  /** The most pressing first; a function of the database. */
  private static final String IMPACT = "impact_rank(impact)";

  /**
   * By impact, then by due instant: missed promises first, the longest missed before the others.
   * The due instant is stored, so the order of the rows does not change by time alone.
   */
  static final String WORST_FIRST = IMPACT + ", due_order, id";

  /** The order of worklists: within an impact, first the caregivers who asked again. */
  static final String ASKED_AGAIN_FIRST = IMPACT + ", (asked_again = 0), due_order, id";

  private static final String LATEST_ANSWER_FIRST = ANSWERED_AT + " desc, id";

  /** Since when the caregiver has heard nothing: each message starts a new update clock. */
  private static final String SILENT_FOR_LONGEST =
      """
      coalesce(
        (select max(started_at) from request_clock
          where request_id = support_request.id and kind = 'update'),
        acknowledged_at, received_at), id
      """;

  private static final String FIRST_TO_ANSWER =
      """
      (select min(answer_by) from request_escalation
        where request_id = support_request.id and state = 'open'), id
      """;

  /** An answer is a change, so {@code updated_at}, which has an index, is no earlier. */
  private static final String ANSWERED_SINCE =
      "status in ('resolved', 'confirmed', 'unconfirmed', 'declined') and updated_at >= ? and "
          + ANSWERED_AT
          + " >= ?";

  private static final String RESOLVED_SINCE =
      "status = 'resolved' and updated_at >= ? and resolved_at >= ?";

  private static final String NEEDS_TIER =
      "id in (select request_id from request_escalation where state = 'open' and tier = ?)";

  private static final String MISSED =
      """
      id in (
        select request_id from (:promises) as promise where verdict in ('missed', 'missed_open')
      )
      """;

  /**
   * Not {@code unit_id = ?}: the index by unit holds every request of all years. This way the
   * planner uses an index over open or recently changed requests.
   */
  private static final String OF_UNIT = "unit_id is not distinct from ?";

  private final DataSource database;

  ViewQueries(DataSource database) {
    this.database = database;
  }

  /** A page of the worklist of the viewer, who is in the directory. */
  List<RequestRow> worklist(Viewer viewer, WorklistPage page) {
    var me = Objects.requireNonNull(viewer.person());
    var called = SqlCondition.of("people @> array[?]", me.value());
    return read(viewer, page.ofPerson(me, viewer.teams()), page.most(), called);
  }

  /** A page of the open requests of a team. */
  List<RequestRow> teamWorklist(TeamId team, Viewer viewer, WorklistPage page) {
    return read(viewer, page.ofTeam(team), page.most(), SqlCondition.ALWAYS);
  }

  Map<ListName, List<RequestRow>> board(
      UnitId unit, Viewer viewer, Instant answeredSince, int most) {
    var ofUnit = SqlCondition.of(OF_UNIT, unit.value()).and(viewer.visible());
    return lists(
        most,
        new ListSql(ListName.OPEN, WORST_FIRST, ofUnit.and(OPEN)),
        new ListSql(
            ListName.ANSWERED,
            LATEST_ANSWER_FIRST,
            ofUnit.and(ANSWERED_SINCE, answeredSince, answeredSince)));
  }

  Map<ListName, List<RequestRow>> handover(UnitId unit, Viewer viewer, Instant since, int most) {
    var ofUnit = SqlCondition.of(OF_UNIT, unit.value()).and(viewer.visible());
    return lists(
        most,
        new ListSql(
            ListName.ASKED_BACK,
            "coalesce(wait_ends_at, 'infinity'), " + WORST_FIRST,
            ofUnit.and("status = 'waiting_for_caregiver'")),
        new ListSql(ListName.OPEN, WORST_FIRST, ofUnit.and("status in ('open', 'acknowledged')")),
        new ListSql(
            ListName.TO_CONFIRM, LATEST_ANSWER_FIRST, ofUnit.and(RESOLVED_SINCE, since, since)));
  }

  Map<ListName, List<RequestRow>> huddle(
      int tier, HuddleScope scope, Viewer viewer, HuddlePeriods periods, int most) {
    var seen = of(scope).and(viewer.visible());
    var promises = periods.promises(SqlCondition.ALWAYS, scope.team());
    var missed = new SqlCondition(MISSED.replace(":promises", promises.sql()), promises.values());
    return lists(
        most,
        new ListSql(ListName.NEEDS_THIS_TIER, FIRST_TO_ANSWER, seen.and(NEEDS_TIER, tier)),
        new ListSql(ListName.MISSED, WORST_FIRST, byPlace(scope).and(viewer.visible()).and(missed)),
        new ListSql(ListName.ASKED, IMPACT + ", asked_at, id", seen.and(periods.asked())),
        new ListSql(ListName.OLDEST, "asked_at, id", seen.and(OPEN)),
        new ListSql(ListName.SILENT_LONGEST, SILENT_FOR_LONGEST, seen.and(OPEN)));
  }

  /** Counts the promises that fell due then, by verdict: the second statement of a huddle. */
  List<PromiseCount> promises(HuddleScope scope, Viewer viewer, HuddlePeriods periods) {
    return periods.promises(byPlace(scope).and(viewer.visible()), scope.team()).counted(database);
  }

  private static SqlCondition of(HuddleScope scope) {
    return scope.team() == null
        ? byPlace(scope)
        : SqlCondition.of("team_id = ?", scope.team().value());
  }

  /** The scope but for its team: a promise may be another team's than the request is now. */
  private static SqlCondition byPlace(HuddleScope scope) {
    if (scope.unit() != null) {
      return SqlCondition.of(OF_UNIT, scope.unit().value());
    }
    return scope.facility() == null
        ? SqlCondition.ALWAYS
        : SqlCondition.of("facility_id = ?", scope.facility().value());
  }

  private List<RequestRow> read(Viewer viewer, SqlCondition page, int most, SqlCondition called) {
    var chosen = SqlCondition.of(OPEN).and(viewer.visible()).and(page);
    var list = new ListSql(ListName.WORKLIST, ASKED_AGAIN_FIRST, chosen);
    return read(List.of(list), "0", most, viewer.person(), called);
  }

  /** Reads several lists, with the total number of requests in each; empty lists are left out. */
  private Map<ListName, List<RequestRow>> lists(int most, ListSql... lists) {
    return read(List.of(lists), "count(*) over ()", most, null, SqlCondition.ALWAYS).stream()
        .collect(Collectors.groupingBy(RequestRow::list));
  }

  /**
   * Runs the statement of a view.
   *
   * @param me the reader, whose last act begins what is new; null for an account without a person
   * @param called which escalations are shown
   */
  private List<RequestRow> read(
      List<ListSql> lists, String total, int most, @Nullable PersonId me, SqlCondition called) {
    var sql = new ArrayList<String>();
    var values = new ArrayList<Object>();
    for (var list : lists) {
      sql.add(
          LIST.replace(":list", WireNames.of(list.name()))
              .replace(":order", list.order())
              .replace(":total", total)
              .replace(":condition", list.condition().sql()));
      values.addAll(list.condition().values());
      values.add(most);
    }
    values.add(SqlParameters.orNull("uuid", me == null ? null : me.value()));
    values.addAll(called.values());
    var view = VIEW.replace(":lists", String.join("union all\n", sql));
    return new SqlQuery()
        .add(view.replace(":called", called.sql()), values.toArray())
        .rows(database, row -> RequestRow.read(new ResultRow(row)));
  }
}
