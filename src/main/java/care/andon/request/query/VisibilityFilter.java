package care.andon.request.query;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.identity.Caller;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.request.Actor;
import care.andon.request.Requests;
import care.andon.request.asker.AskerIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The requests a caller may see, as an SQL condition. It is part of the statement, so that pages
 * are full and a hidden request is missing from counts, too.
 */
@ApplicationScoped
public class VisibilityFilter {
  private final Requests requests;

  VisibilityFilter(Requests requests) {
    this.requests = requests;
  }

  /**
   * Who looks, and which requests they may see.
   *
   * @param person null for accounts that are not in the directory
   * @param self the viewer as an asker
   * @param seesAll whether no request is hidden
   * @param visible over the columns of {@code support_request}, unqualified
   */
  public record Viewer(
      @Nullable PersonId person,
      AskerIdentity self,
      Set<TeamId> teams,
      boolean seesAll,
      SqlCondition visible) {}

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
        own.self(),
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
        actor.self(),
        actor.teams(),
        actor.readsAll(),
        visibleTo(actor));
  }

  /** The rule of {@code Actor.canSee} in SQL; a test compares the two. */
  static SqlCondition visibleTo(Actor actor) {
    if (actor.readsAll()) {
      return SqlCondition.ALWAYS;
    }
    var any = new ArrayList<SqlCondition>();
    if (actor.isStaff()) {
      any.add(SqlCondition.of("visibility <> 'confidential'"));
    } else if (actor.unit() != null) {
      any.add(SqlCondition.of("(visibility = 'named' and unit_id = ?)", actor.unit().value()));
    }
    if (actor.mayShareConfidence() && actor.person() != null) {
      any.add(shared(actor.person().id().value(), actor.teams()));
    }
    // Last: it takes the longest.
    any.add(actor.self().asked());
    return new SqlCondition(
        any.stream().map(SqlCondition::sql).collect(Collectors.joining(" or ", "(", ")")),
        any.stream().flatMap(it -> it.values().stream()).toList());
  }

  private static SqlCondition shared(UUID me, Set<TeamId> teams) {
    return SqlCondition.of(
        "(unrouted and told = '{}') or assignee_id = ? or told @> array[?] or team_id = any(?)",
        me,
        me,
        new SqlArray("uuid", teams.stream().map(TeamId::value).toList()));
  }
}
