package care.andon.request.query;

import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import care.andon.kernel.Role;
import care.andon.kernel.TeamId;
import care.andon.platform.identity.Caller;
import care.andon.request.Actor;
import care.andon.request.Requests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may see of all requests, for those who read them by statements of their own. What
 * is left out by a statement is missing from its counts, too.
 */
@ApplicationScoped
public class VisibilityFilter {
  private final Requests requests;

  VisibilityFilter(Requests requests) {
    this.requests = requests;
  }

  /**
   * Who looks, and at what.
   *
   * @param person null for accounts that are nobody
   * @param seesAll whether nothing is left out
   * @param condition over the columns of {@code support_request}, unqualified
   * @param values what it binds, in order
   */
  public record Viewer(
      @Nullable PersonId person,
      Set<TeamId> teams,
      boolean seesAll,
      String condition,
      List<Object> values) {

    /** Whether this one asked, or was asked for: the only one who sees who asked anonymously. */
    public boolean isAsker(UUID requester, @Nullable UUID onBehalfOf) {
      return person != null
          && (person.value().equals(requester) || person.value().equals(onBehalfOf));
    }
  }

  /** What the caller finds in lists of requests. */
  public Viewer inLists(Caller caller) {
    return viewer(requests.actor(caller));
  }

  /**
   * The same, for somebody who has things to do.
   *
   * @throws care.andon.platform.problem.Problem when the directory does not know the caller
   */
  public Viewer atWork(Caller caller) {
    var actor = requests.actor(caller);
    actor.requirePerson();
    return viewer(actor);
  }

  /**
   * What hangs on the wall of a unit: what is not confidential, whoever looks; of what is, what the
   * caller finds in lists.
   */
  public Viewer onTheWall(Caller caller) {
    var own = viewer(requests.actor(caller));
    return new Viewer(
        own.person(),
        own.teams(),
        own.seesAll(),
        "(visibility <> 'confidential' or " + own.condition() + ")",
        own.values());
  }

  private static Viewer viewer(Actor actor) {
    var selection = new RequestSelection();
    selection.where("true");
    selection.onlyWhatIsVisibleTo(actor);
    return new Viewer(
        person(actor.person()),
        actor.teams(),
        actor.is(Role.AUDITOR),
        "(" + selection.condition().replaceFirst("where ", "") + ")",
        List.of(selection.values()));
  }

  private static @Nullable PersonId person(@Nullable Person person) {
    return person == null ? null : person.id();
  }
}
