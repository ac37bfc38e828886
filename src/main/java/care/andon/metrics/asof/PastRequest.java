package care.andon.metrics.asof;

import care.andon.kernel.TeamId;
import care.andon.platform.sql.SqlCondition;

/**
 * Requests as of an instant. {@code support_request} has the present values; the ones that were
 * replaced since are in {@code support_request_past}.
 */
public final class PastRequest {
  /** Adds what has been replaced since {@code :as_of}; {@code past_of} is null if nothing was. */
  public static final String JOIN =
      """
      left join lateral (
        select
          request_id as past_of,
          impact as past_impact,
          team_id as past_team,
          transfers as past_transfers,
          status as past_status,
          status_since as past_status_since,
          resolved_at as past_resolved_at,
          first_resolved_at as past_first_resolved_at,
          first_answered_at as past_first_answered_at
        from support_request_past
        where valid_from <= :as_of and valid_until > :as_of
      ) as past on past_of = request.id
      """;

  private static final String TEAM =
      "case when past_of is null then request.team_id else past_team end";

  /**
   * The requests asked in the period ({@code :asked}) and received by {@code :as_of}, with what had
   * become of each by then.
   */
  public static final String ASKED_IN_PERIOD =
      """
      select
        id,
        asked_at,
        facility_id,
        unit_id,
        category,
        visibility,
        team_id,
        impact,
        transfers,
        case when acknowledged_at <= :as_of then acknowledged_at end as acknowledged_at,
        case when resolved_at <= :as_of then resolved_at end as resolved_at,
        first_resolved_at,
        first_answered_at,
        case when first_confirmed_at <= :as_of then first_confirmed_at end as first_confirmed_at,
        minutes_lost,
        updated_at,
        case when status = 'declined' and status_since <= :as_of then status_since
        end as declined_at,
        case when status = 'withdrawn' and status_since <= :as_of then status_since
        end as withdrawn_at
      from (
        select
          request.id,
          request.asked_at,
          request.facility_id,
          request.unit_id,
          request.category,
          request.visibility,
          request.acknowledged_at,
          request.minutes_lost,
          request.updated_at,
          coalesce(request.first_confirmed_at, request.confirmed_at) as first_confirmed_at,
          :team as team_id,
          case when past_of is null then request.impact else past_impact end as impact,
          case when past_of is null then request.transfers else past_transfers end as transfers,
          case when past_of is null then request.status else past_status end as status,
          case when past_of is null then request.status_since else past_status_since
          end as status_since,
          case when past_of is null then request.resolved_at else past_resolved_at
          end as resolved_at,
          case when past_of is null then request.first_resolved_at else past_first_resolved_at
          end as first_resolved_at,
          case when past_of is null then request.first_answered_at else past_first_answered_at
          end as first_answered_at
        from support_request request
        :past_request
        where :asked
          and request.received_at <= :as_of
      ) as request
      """
          .replace(":team", TEAM)
          .replace(":past_request", JOIN);

  private PastRequest() {}

  /** The condition that the team is responsible for the request. Needs {@link #JOIN}. */
  public static SqlCondition ofTeam(TeamId team) {
    return SqlCondition.of(TEAM + " = ?", team.value());
  }
}
