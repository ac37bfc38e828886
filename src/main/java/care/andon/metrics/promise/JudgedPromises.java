package care.andon.metrics.promise;

import static java.util.Comparator.naturalOrder;

import care.andon.kernel.TeamId;
import care.andon.metrics.asof.PastRequest;
import care.andon.metrics.engine.CaregiverWord;
import care.andon.metrics.engine.PromiseVerdict;
import care.andon.metrics.form.Facilities;
import care.andon.metrics.form.Window;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlText;
import care.andon.sla.engine.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The promises that count in a period, and the verdict on each, in SQL: what {@link PromiseVerdict}
 * and {@link CaregiverWord} say, for many promises at once. Everything that counts promises or
 * lists missed ones uses this. The rule is the function {@code promise_verdict} of the database,
 * which the views for BI tools use as well.
 *
 * <p>A promise counts where it falls due. A promise that can never fall due counts where it was
 * made. A request that no policy made a promise about when it was filed counts where it was
 * received.
 *
 * <p>The verdict depends on stored instants only, so it is the same however late the heartbeat
 * runs. A clock stored as 'running' has missed its promise once its due instant has passed. A clock
 * stored as 'paused' after its pause had to end has been running since then; it falls due, and
 * counts, at the instant stored when the pause began. Clocks paused before version V7 of the
 * database have no such instant. All of them use the first calendar, which is around the clock, so
 * the time that was left is added to the end of the pause.
 *
 * @param sql a query with the columns {@code request_id, kind, cycle, impact, counted_at,
 *     judged_team, weight, withdrawn, word, verdict}; the team is null if it is that of the
 *     request, the word is empty for promises that are not about resolving
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

  /** The same for few promises: each request is looked up, instead of reading all of a place. */
  private static final String REQUEST_LOOKED_UP =
      """
      cross join lateral (
        select * from support_request where id = clock.request_id offset 0
      ) as request
      """;

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
      case when state = 'stopped' and stopped_at > moment.as_of then 'running' else state end as state,
      case when stopped_at <= moment.as_of then stopped_at end as stopped_at,
      case when breached_at <= moment.as_of then breached_at end as breached_at,
      case when confirmed_at <= moment.as_of then confirmed_at end as confirmed_at,
      cancelled and stopped_at <= moment.as_of as cancelled,
      declined and stopped_at <= moment.as_of as declined,
      moment.as_of,
      moment.weight
      """;

  private static final String COUNTED_AT =
      "coalesce(clock.due_since_pause, clock.promised_at, clock.started_at)";

  private static final String IN_PERIOD =
      """
      (
        promised_at >= :from and promised_at < :to
        or promised_at is null and started_at >= :from and started_at < :to
        or state = 'paused' and due_after_pause >= :from and due_after_pause < :to
      )
      """;

  /** A resolution is recorded when it happens. */
  private static final String CHANGED =
      """
      with changed as materialized (
      select request_id
      from request_event
      where recorded_at > :since and recorded_at <= :until
      union
      select request_id
      from request_event
      where recorded_at >= :since - interval '%1$d seconds'
        and recorded_at <= :until - interval '%1$d seconds'
      union
      select request_id
      from request_clock
      where state = 'paused' and resumes_at >= :since and resumes_at <= :until
      union
      select request_id
      from request_clock_past
      where state = 'paused' and resumes_at >= :since and resumes_at <= :until
      )
      """
          .formatted(CaregiverWord.UNDO_WITHIN.toSeconds());

  private static final String PROMISES =
      """
      :with
      select
        clock.request_id,
        clock.kind,
        clock.cycle,
        clock.impact,
        :counted_at as counted_at,
        clock.judged_team,
        clock.weight,
        clock.cancelled as withdrawn,
        case
          when clock.kind <> 'resolve' then ''
          when clock.confirmed_at is not null then 'confirmed'
          when :undo_has_passed then 'silent'
          else 'open'
        end as word,
        promise_verdict(clock.state, clock.promised_at, clock.due_since_pause, clock.stopped_at,
          clock.breached_at, clock.resumes_at, clock.due_after_pause, clock.cancelled,
          clock.declined, clock.calendar, clock.calendar_version, clock.target - clock.elapsed,
          clock.as_of) as verdict
      from (
        select
          clock.*,
          promise_due_since_pause(clock.state, clock.breached_at, clock.resumes_at,
            clock.due_after_pause, clock.as_of) as due_since_pause
        from (
          select :as_it_was
          from :clocks
          cross join :moments
          where :in_period and started_at <= moment.as_of and valid_from <= moment.as_of
          union all
          select :as_it_was
          from :past_clocks
          cross join :moments
          where :in_period
            and started_at <= moment.as_of
            and valid_from <= moment.as_of
            and valid_until > moment.as_of
        ) as clock
      ) as clock
      :requests
      where :counts and :promised
      union all
      select
        request.id,
        clock.kind,
        0 as cycle,
        coalesce(
          (select filed.impact
           from support_request_past filed
           where filed.request_id = request.id
           order by filed.valid_until
           limit 1),
          request.impact) as impact,
        request.received_at as counted_at,
        case when past_of is null then request.team_id else past_team end as judged_team,
        moment.weight,
        false as withdrawn,
        '' as word,
        'not_measured' as verdict
      from :all_requests
      cross join :moments
      :past_request
      cross join (values ('acknowledge'), ('update'), ('resolve')) as clock (kind)
      where request.asked_at >= :earliest
        and request.asked_at < :to
        and :received
        and request.received_at <= moment.as_of
        and not exists (
          select
          from request_clock promised
          where promised.request_id = request.id
            and promised.kind = clock.kind
            and promised.started_at <= request.received_at
          :one_by_one
        )
        and :unpromised
      """
          .replace(
              ":undo_has_passed",
              hasPassed(
                  "clock.stopped_at + interval '%d seconds'"
                      .formatted(CaregiverWord.UNDO_WITHIN.toSeconds())))
          .replace(":counted_at", COUNTED_AT)
          .replace(":as_it_was", AS_IT_WAS)
          .replace(":in_period", IN_PERIOD)
          .replace(":past_request", PastRequest.JOIN.replace(":as_of", "moment.as_of"));

  /** All promises, judged at one instant. */
  private static final Map<String, SqlText> ALL =
      Map.of(
          "with", text(""),
          "clocks", text("request_clock"),
          "past_clocks", text("request_clock_past"),
          "all_requests", text("support_request request"),
          "one_by_one", text(""));

  private static final String AT_ONE_INSTANT =
      "(select cast(:as_of as timestamptz) as as_of, 1 as weight) as moment";

  /** Each row is looked up: the planner does not know that few of a long history changed. */
  private static final String LOOKED_UP =
      """
      (
        select changed_row.*
        from changed
        cross join lateral (
          select * from %1$s where %1$s.%2$s = changed.request_id offset 0
        ) as changed_row
      ) as %3$s
      """;

  /** The promises that changed, judged at two instants. */
  private static final Map<String, SqlText> ONLY_CHANGED =
      Map.of(
          "clocks", text(LOOKED_UP.formatted("request_clock", "request_id", "clock")),
          "past_clocks", text(LOOKED_UP.formatted("request_clock_past", "request_id", "clock")),
          "all_requests", text(LOOKED_UP.formatted("support_request", "id", "request")),
          // Otherwise the planner may read the clocks of all requests.
          "one_by_one", text("offset 0"));

  private static final String AT_BOTH_INSTANTS =
      """
      (
        values (cast(:until as timestamptz), 1), (cast(:since as timestamptz), -1)
      ) as moment (as_of, weight)
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
    return in(List.of(new Window(from, to, Facilities.ALL)), asOf, requests, team);
  }

  /**
   * Judges the same for facilities that have different periods.
   *
   * @param windows when promises count, each for other facilities; at least one
   */
  public static JudgedPromises in(
      List<Window> windows, Instant asOf, SqlCondition requests, @Nullable TeamId team) {
    var places = new HashMap<String, Object>(ALL);
    places.put("moments", SqlText.of(AT_ONE_INSTANT, Map.of("as_of", asOf)));
    return judged(places, REQUESTS, windows, requests, team);
  }

  /**
   * Judges the same at {@code until} with the weight 1, and once more at {@code since} with the
   * weight -1: the sum is what changed in between. Only promises of requests that may be judged
   * differently are read: something was recorded about them in between, a pause had to end, or
   * their caregiver can no longer undo a resolution.
   */
  static JudgedPromises changed(
      Instant since,
      Instant until,
      Instant from,
      Instant to,
      SqlCondition requests,
      @Nullable TeamId team) {
    var instants = Map.of("since", since, "until", until);
    var places = new HashMap<String, Object>(ONLY_CHANGED);
    places.put("with", SqlText.of(CHANGED, instants));
    places.put("moments", SqlText.of(AT_BOTH_INSTANTS, instants));
    var windows = List.of(new Window(from, to, Facilities.ALL));
    return judged(places, REQUEST_LOOKED_UP, windows, requests, team);
  }

  private static JudgedPromises judged(
      Map<String, Object> places,
      String join,
      List<Window> windows,
      SqlCondition requests,
      @Nullable TeamId team) {
    var promised = team == null ? requests : requests.and(ANSWERED_BY, team.value());
    var from = windows.stream().map(Window::from).min(naturalOrder()).orElseThrow();
    places.put("from", from);
    places.put("to", windows.stream().map(Window::to).max(naturalOrder()).orElseThrow());
    places.put("earliest", from.minus(LONGEST_OFFLINE));
    places.put("counts", Window.during(windows, COUNTED_AT));
    places.put("received", Window.during(windows, "request.received_at"));
    places.put("promised", promised);
    places.put("unpromised", team == null ? requests : requests.and(PastRequest.ofTeam(team)));
    var isForAll =
        promised.isAlways()
            && windows.stream().allMatch(it -> it.facilities().equals(Facilities.ALL));
    var text = SqlText.of(PROMISES.replace(":requests", isForAll ? "" : join), places);
    return new JudgedPromises(text.sql(), text.values());
  }

  private static SqlText text(String sql) {
    return new SqlText(sql, List.of());
  }

  private static String hasPassed(String due) {
    return Deadline.hasPassedSql(due).replace("?", "clock.as_of");
  }

  /** Counts them by clock, impact and verdict; clocks and impacts without any are left out. */
  public List<PromiseCount> counted(DataSource database) {
    return PromiseCounting.all(this, database);
  }

  /** Returns these promises as a text. */
  public SqlText text() {
    return new SqlText(sql, values);
  }
}
