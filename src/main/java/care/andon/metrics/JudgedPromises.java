package care.andon.metrics;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.metrics.asof.PastRequest;
import care.andon.metrics.engine.CaregiverWord;
import care.andon.metrics.engine.CaregiverWords;
import care.andon.metrics.engine.KeptCounts;
import care.andon.metrics.engine.PromiseVerdict;
import care.andon.metrics.form.FigureGroup.Columns;
import care.andon.metrics.form.FigureScope;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlQuery;
import care.andon.platform.sql.SqlText;
import care.andon.sla.engine.Deadline;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The promises that count in a period, and the verdict on each, in SQL: what {@link PromiseVerdict}
 * and {@link CaregiverWord} say, for many promises at once. Everything that counts promises or
 * lists missed ones uses this.
 *
 * <p>A promise counts where it falls due. A promise that can never fall due counts where it was
 * made. A request without any promise counts where it was received.
 *
 * <p>The verdict depends on stored instants only, so it is the same however late the heartbeat
 * runs. A clock stored as 'running' has missed its promise once its due instant has passed. A clock
 * stored as 'paused' after its pause had to end has been running since then; it falls due, and
 * counts, at the instant stored when the pause began. Clocks paused before version V7 of the
 * database have no such instant. All of them use the first calendar, which is around the clock, so
 * the time that was left is added to the end of the pause.
 *
 * @param sql a query with the columns {@code request_id, kind, cycle, impact, counted_at,
 *     judged_team, withdrawn, word, verdict}; the word is empty for promises that are not about
 *     resolving
 * @param values the values it binds, in order
 */
public record JudgedPromises(String sql, List<Object> values) {
  /**
   * A request from an offline phone arrives at most this long after it was asked. The index is by
   * the time of asking.
   */
  private static final Duration LONGEST_OFFLINE = Duration.ofDays(3);

  /** Joined only for a narrowed query: without it, the cost depends on the period alone. */
  private static final String REQUESTS =
      "join support_request request on request.id = clock.request_id";

  /** Only a request that changed its team has promises that name theirs. */
  private static final String ANSWERED_BY = "coalesce(clock.judged_team, request.team_id) = ?";

  /** What has been judged of a clock as of an instant; what came later is left out. */
  private static final String AS_IT_WAS =
      """
      request_id,
      kind,
      cycle,
      impact,
      calendar,
      calendar_version,
      target,
      elapsed,
      started_at,
      promised_at,
      resumes_at,
      due_after_pause,
      judged_team,
      case when state = 'stopped' and stopped_at > :as_of then 'running' else state end as state,
      case when stopped_at <= :as_of then stopped_at end as stopped_at,
      case when breached_at <= :as_of then breached_at end as breached_at,
      case when confirmed_at <= :as_of then confirmed_at end as confirmed_at,
      cancelled and stopped_at <= :as_of as cancelled,
      declined and stopped_at <= :as_of as declined
      """;

  private static final String IN_PERIOD =
      """
      (
        promised_at >= :from and promised_at < :to
        or promised_at is null and started_at >= :from and started_at < :to
        or state = 'paused' and due_after_pause >= :from and due_after_pause < :to
      )
      """;

  private static final Columns OF_PROMISE =
      new Columns(
          "promise.counted_at", "coalesce(promise.judged_team, request.team_id)", "promise.impact");

  private static final String PROMISES =
      """
      select
        clock.request_id,
        clock.kind,
        clock.cycle,
        clock.impact,
        coalesce(clock.due_since_pause, clock.promised_at, clock.started_at) as counted_at,
        clock.judged_team,
        clock.cancelled as withdrawn,
        case
          when clock.kind <> 'resolve' then ''
          when clock.confirmed_at is not null then 'confirmed'
          when :undo_has_passed then 'silent'
          else 'open'
        end as word,
        case
          when clock.cancelled then 'not_measured'
          when clock.breached_at is not null and clock.stopped_at is null then 'missed_open'
          when clock.breached_at is not null then 'missed'
          when clock.state = 'paused' and (clock.resumes_at is null or clock.promised_at is null)
            then 'not_yet_due'
          when clock.promised_at is null then 'not_measured'
          when not (:due_has_passed) then 'not_yet_due'
          when clock.declined then 'declined'
          when clock.state = 'stopped' then 'met'
          when clock.state = 'running' or clock.due_since_pause is not null then 'missed_open'
          when clock.due_after_pause is null
            and (clock.calendar, clock.calendar_version) = ('around-the-clock', 1)
            and :time_left_has_passed
            then 'missed_open'
          else 'not_yet_due'
        end as verdict
      from (
        select
          clock.*,
          case when clock.state = 'paused' and clock.breached_at is null
              and clock.resumes_at <= :as_of
            then clock.due_after_pause
          end as due_since_pause
        from (
          select :as_it_was
          from request_clock
          where :in_period and started_at <= :as_of and valid_from <= :as_of
          union all
          select :as_it_was
          from request_clock_past
          where :in_period and started_at <= :as_of and valid_from <= :as_of and valid_until > :as_of
        ) as clock
        :requests
        where :promised
      ) as clock
      where coalesce(clock.due_since_pause, clock.promised_at, clock.started_at) >= :from
        and coalesce(clock.due_since_pause, clock.promised_at, clock.started_at) < :to
      union all
      select
        request.id,
        clock.kind,
        0 as cycle,
        case when past_of is null then request.impact else past_impact end as impact,
        request.received_at as counted_at,
        null::uuid as judged_team,
        false as withdrawn,
        '' as word,
        'not_measured' as verdict
      from support_request request
      :past_request
      cross join (values ('acknowledge'), ('update'), ('resolve')) as clock (kind)
      where request.asked_at >= :earliest
        and request.asked_at < :to
        and request.received_at >= :from
        and request.received_at < :to
        and request.received_at <= :as_of
        and not exists (
          select
          from request_clock promised
          where promised.request_id = request.id
            and promised.kind = clock.kind
            and promised.started_at <= :as_of
        )
        and :unpromised
      """
          .replace(
              ":undo_has_passed",
              hasPassed(
                  "clock.stopped_at + interval '%d seconds'"
                      .formatted(CaregiverWord.UNDO_WITHIN.toSeconds())))
          .replace(
              ":due_has_passed", hasPassed("coalesce(clock.due_since_pause, clock.promised_at)"))
          .replace(
              ":time_left_has_passed",
              hasPassed(
                  "clock.resumes_at + (clock.target - clock.elapsed) * interval '1 microsecond'"))
          .replace(":as_it_was", AS_IT_WAS)
          .replace(":in_period", IN_PERIOD)
          .replace(":past_request", PastRequest.JOIN);

  private static final String COUNTED =
      """
      select
        :group as grouped,
        promise.kind,
        promise.impact,
        count(*) filter (where verdict = 'met') as met,
        count(*) filter (where verdict = 'declined') as declined,
        count(*) filter (where verdict = 'missed') as missed,
        count(*) filter (where verdict = 'missed_open') as missed_open,
        count(*) filter (where verdict = 'not_yet_due') as not_yet_due,
        count(*) filter (where verdict = 'not_measured') as not_measured,
        count(*) filter (where verdict = 'met' and word = 'confirmed') as confirmed,
        count(*) filter (where verdict = 'met' and word = 'silent') as silent,
        count(*) filter (where verdict = 'met' and word = 'open') as open,
        count(*) filter (where withdrawn) as withdrawn,
        bit_xor(('x' || encode(substr(sha256(
          uuid_send(promise.request_id) || int4send(cycle) || timestamptz_send(counted_at)
            || convert_to(
              case verdict
                when 'met' then promise.kind || verdict || word
                else promise.kind || verdict
              end,
              'UTF8')
        ), 1, 8), 'hex'))::bit(64)::bigint) as fingerprint
      from (:promises) as promise
      :join
      group by 1, 2, 3
      """;

  public JudgedPromises {
    values = List.copyOf(values);
  }

  /**
   * Judges at {@code asOf} the promises that count from {@code from} on and before {@code to}.
   *
   * @param requests which requests count, over columns that {@code support_request} has and {@code
   *     request_clock} does not have
   * @param team only promises for which this team answers: it held the request for most of their
   *     time. Null for all
   */
  public static JudgedPromises in(
      Instant from, Instant to, Instant asOf, SqlCondition requests, @Nullable TeamId team) {
    var promised = team == null ? requests : requests.and(ANSWERED_BY, team.value());
    var text =
        SqlText.of(
            PROMISES.replace(":requests", promised.isAlways() ? "" : REQUESTS),
            Map.of(
                "as_of", asOf,
                "from", from,
                "to", to,
                "earliest", from.minus(LONGEST_OFFLINE),
                "promised", promised,
                "unpromised", team == null ? requests : requests.and(PastRequest.ofTeam(team))));
    return new JudgedPromises(text.sql(), text.values());
  }

  private static String hasPassed(String due) {
    return Deadline.hasPassedSql(due).replace("?", ":as_of");
  }

  /** Returns these promises and those of other requests. */
  public JudgedPromises and(JudgedPromises others) {
    var both = new ArrayList<>(values);
    both.addAll(others.values);
    return new JudgedPromises(sql + "union all\n" + others.sql, both);
  }

  /** Counts them by clock, impact and verdict; clocks and impacts without any are left out. */
  public List<PromiseCount> counted(DataSource database) {
    return counted(database, "", "null::text");
  }

  /** Counts them for each group of a scope, in one statement; see {@link #counted(DataSource)}. */
  List<PromiseCount> counted(DataSource database, FigureScope scope) {
    return scope.by() == null
        ? counted(database)
        : counted(database, join(scope), scope.group(OF_PROMISE).sql());
  }

  /** Counts them for each band of a scope grouped by band, and each category. */
  List<PromiseCount> countedByBand(DataSource database, FigureScope scope) {
    return counted(
        database,
        join(scope),
        "%s || '%s' || request.category"
            .formatted(scope.group(OF_PROMISE).sql(), EquityFigure.SEPARATOR));
  }

  private static String join(FigureScope scope) {
    return "join support_request request on request.id = promise.request_id\n"
        + scope.groupJoin(OF_PROMISE).sql();
  }

  private List<PromiseCount> counted(DataSource database, String join, String group) {
    return new SqlQuery()
        .add(
            COUNTED.replace(":join", join).replace(":group", group).replace(":promises", sql),
            values.toArray())
        .rows(database, row -> count(new ResultRow(row)));
  }

  private static PromiseCount count(ResultRow row) throws SQLException {
    return new PromiseCount(
        row.textOrNull("grouped"),
        row.constant("kind", ClockKind.class),
        row.constant("impact", Impact.class),
        new KeptCounts(
            row.bigNumber("met"),
            row.bigNumber("declined"),
            row.bigNumber("missed"),
            row.bigNumber("missed_open"),
            row.bigNumber("not_yet_due"),
            row.bigNumber("not_measured")),
        new CaregiverWords(
            row.bigNumber("confirmed"), row.bigNumber("silent"), row.bigNumber("open")),
        row.bigNumber("withdrawn"),
        row.bigNumber("fingerprint"));
  }
}
