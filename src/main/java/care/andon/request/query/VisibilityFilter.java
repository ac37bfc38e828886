package care.andon.request.query;

import care.andon.kernel.PersonId;
import care.andon.kernel.Role;
import care.andon.kernel.TeamId;
import care.andon.platform.identity.Caller;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.request.Actor;
import care.andon.request.Requests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The requests a caller may see, as an SQL condition. It is part of the statement, so that pages
 * are full and a hidden request is missing from counts, too.
 */
@ApplicationScoped
public class VisibilityFilter {
  /** An id that no person has. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final Requests requests;

  VisibilityFilter(Requests requests) {
    this.requests = requests;
  }

  /**
   * Who looks, and which requests they may see.
   *
   * @param person null for accounts that are not in the directory
   * @param seesAll whether no request is hidden
   * @param visible over the columns of {@code support_request}, unqualified
   */
  public record Viewer(
      @Nullable PersonId person, Set<TeamId> teams, boolean seesAll, SqlCondition visible) {

    /** Whether the viewer asked or was asked for; others do not see who asked anonymously. */
    public boolean isAsker(UUID requester, @Nullable UUID onBehalfOf) {
      return person != null
          && (person.value().equals(requester) || person.value().equals(onBehalfOf));
    }
  }

  /** Returns what the caller may see in lists of requests. */
  public Viewer inLists(Caller caller) {
    return viewer(requests.actor(caller));
  }

  /**
   * Returns the same for a caller who must be in the directory.
   *
   * @throws care.andon.platform.problem.Problem when the directory does not know the caller
   */
  public Viewer ofPerson(Caller caller) {
    var actor = requests.actor(caller);
    actor.requirePerson();
    return viewer(actor);
  }

  /**
   * Returns what the caller may see on a unit's board: every request that is not confidential, and
   * the confidential ones the caller may see in lists.
   */
  public Viewer onUnitBoard(Caller caller) {
    var own = inLists(caller);
    return new Viewer(
        own.person(),
        own.teams(),
        own.seesAll(),
        own.seesAll()
            ? SqlCondition.ALWAYS
            : new SqlCondition(
                "(visibility <> 'confidential' or " + own.visible().sql() + ")",
                own.visible().values()));
  }

  private static Viewer viewer(Actor actor) {
    return new Viewer(
        actor.person() == null ? null : actor.person().id(),
        actor.teams(),
        actor.is(Role.AUDITOR),
        visibleTo(actor));
  }

  /** The rule of {@code Actor.canSee} in SQL; a test compares the two. */
  static SqlCondition visibleTo(Actor actor) {
    if (actor.is(Role.AUDITOR)) {
      return SqlCondition.ALWAYS;
    }
    var me = idOf(actor);
    var notConfidential = actor.isStaff() ? " or visibility <> 'confidential'" : "";
    var asked = "requester_id = ? or on_behalf_of_id = ?" + notConfidential;
    var seen =
        actor.mayShareConfidence() && actor.person() != null
            ? SqlCondition.of(
                asked
                    + " or (unrouted and told = '{}') or assignee_id = ? or told @> array[?]"
                    + " or team_id = any(?)",
                me,
                me,
                me,
                me,
                new SqlArray("uuid", actor.teams().stream().map(TeamId::value).toList()))
            : SqlCondition.of(asked, me, me);
    return ofOwnUnit(seen, actor);
  }

  private static SqlCondition ofOwnUnit(SqlCondition seen, Actor actor) {
    var unit = actor.unit();
    return unit == null || actor.isStaff()
        ? new SqlCondition("(" + seen.sql() + ")", seen.values())
        : new SqlCondition(
            "(" + seen.sql() + " or (visibility = 'named' and unit_id = ?))",
            Stream.concat(seen.values().stream(), Stream.of((Object) unit.value())).toList());
  }

  /** The id of the actor's person; for an account without a person an id that nobody has. */
  static UUID idOf(Actor actor) {
    return actor.person() == null ? NOBODY : actor.person().id().value();
  }
}
