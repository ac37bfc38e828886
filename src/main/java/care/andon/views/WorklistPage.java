package care.andon.views;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlParameters.SqlArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that choose a page of a worklist. PostgreSQL reads a page from indexes in the order of
 * the list, so its cost does not depend on how many requests a person or a team has.
 *
 * @param after where the page before ended; null for the first page
 * @param most how many requests the page has at most
 */
record WorklistPage(@Nullable WorklistPosition after, int most) {
  /**
   * The first page of each: assigned to the person, unassigned in one of their teams, and the
   * person was called about it or took an escalation and owes a word. The caller takes the first of
   * them all. An array, so that PostgreSQL looks the requests up by id and does not scan all open
   * ones.
   */
  private static final String MINE =
      """
      id = any(array(
        (select id from support_request
          where :open and assignee_id = ? and :after
          order by :order
          limit ?)
        union all
        select unassigned.id
        from unnest(?) as own (team)
        cross join lateral (
          select id from support_request
          where :open and assignee_id is null and team_id = own.team and :after
          order by :order
          limit ?
        ) as unassigned
        union all
        (select request_id from request_call
          where person_id = ? and :call_after
          order by :call_order
          limit ?)
      ))
      """
          .replace(":open", ViewQueries.OPEN)
          .replace(":order", ViewQueries.ASKED_AGAIN_FIRST);

  /** {@link ViewQueries#ASKED_AGAIN_FIRST} in the table of calls. */
  private static final String CALLS = "impact_rank, (asked_again = 0), due_order, request_id";

  /**
   * The worklist of a person, who may see all of it: what they hold, what their teams have, what
   * they are called about, and what they owe a word about. So a page is never short because of
   * hidden requests.
   */
  SqlCondition ofPerson(PersonId person, Set<TeamId> teams) {
    var ofTeams = new SqlArray("uuid", teams.stream().map(TeamId::value).toList());
    var values = new ArrayList<Object>();
    for (var owner : List.of(person.value(), ofTeams, person.value())) {
      values.add(owner);
      values.addAll(afterIn(ViewQueries.ASKED_AGAIN_FIRST).values());
      values.add(most);
    }
    return new SqlCondition(
        MINE.replace(":after", afterIn(ViewQueries.ASKED_AGAIN_FIRST).sql())
            .replace(":call_after", afterIn(CALLS).sql())
            .replace(":call_order", CALLS),
        values);
  }

  SqlCondition ofTeam(TeamId team) {
    return SqlCondition.of("team_id = ?", team.value()).and(afterIn(ViewQueries.ASKED_AGAIN_FIRST));
  }

  private SqlCondition afterIn(String order) {
    return after == null
        ? SqlCondition.ALWAYS
        : SqlCondition.of(
            "(" + order + ") > (?, ?, cast(? as timestamptz), ?)",
            after.impact(),
            after.askedOnce(),
            after.due(),
            after.id());
  }
}
