package care.andon.views;

import care.andon.kernel.PersonId;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlQuery;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Several lists of requests in one statement. Each chooses its rows first; promises and escalations
 * are looked up for those alone.
 *
 * @param called whose escalations are shown; null for everybody's
 * @param counted whether to count what a list has no room for
 */
record ListQuery(List<ListPart> parts, @Nullable PersonId called, boolean counted) {
  /** When the caregiver was told the outcome. */
  static final String ANSWERED_AT =
      "case status when 'declined' then status_since else resolved_at end";

  /** Since when the caregiver of a request has heard nothing: each word begins an update clock. */
  static final String SILENT_SINCE =
      """
      coalesce(
        (select max(started_at) from request_clock
          where request_id = support_request.id and kind = 'update'),
        acknowledged_at, received_at)
      """;

  private static final String CHOSEN =
      """
      (select '%s' as part, row_number() over (order by %s) as place, %s as total,
        id, reference, status, impact, category, need, room, visibility, facility_id, unit_id,
        requester_id, on_behalf_of_id, team_id, assignee_id, unrouted, unattended, transfers,
        asked_at, received_at, acknowledged_at, promised_by, words, due_at, wait_ends_at, open_escalations,
        %s as answered_at
      from support_request
      where %s
      order by %s
      """;

  private static final String SHOWN =
      """
      select part, total, id, reference, status, impact, category, need, room, visibility,
        facility_id, unit_id, requester_id, on_behalf_of_id, team_id, assignee_id, unrouted,
        unattended, transfers, asked_at, answered_at, promised_by, words, due_at, wait_ends_at,
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
        select number, tier, answer_by, people
        from request_escalation
        where request_id = chosen.id and state = 'open'
      """;

  ListQuery {
    parts = List.copyOf(parts);
  }

  static ListQuery of(List<ListPart> parts) {
    return new ListQuery(parts, null, true);
  }

  /** One list that is read page by page. */
  static ListQuery page(ListPart part, @Nullable PersonId called) {
    return new ListQuery(List.of(part), called, false);
  }

  /** The rows of every part by its name, in its order; a part without any is left out. */
  Map<String, List<RequestRow>> read(DataSource database) {
    var query = new SqlQuery().add("with chosen as (");
    var separator = "";
    for (var part : parts) {
      query.add(separator).add(chosen(part), part.values().toArray());
      query.add("limit ?)", part.most());
      separator = "union all";
    }
    query.add(")").add(SHOWN);
    if (called != null) {
      query.add("and people @> array[?]", called.value());
    }
    query.add("order by answer_by, number limit 1");
    query.add(") as escalation on open_escalations > 0").add("order by part, place");
    return query.rows(database, row -> RequestRow.read(new ResultRow(row))).stream()
        .collect(Collectors.groupingBy(RequestRow::part));
  }

  private String chosen(ListPart part) {
    return CHOSEN.formatted(
        part.name(),
        part.order(),
        counted ? "count(*) over ()" : "0",
        ANSWERED_AT,
        String.join("\n  and ", part.conditions()),
        part.order());
  }
}
