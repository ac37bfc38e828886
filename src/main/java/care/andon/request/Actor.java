package care.andon.request;

import care.andon.directory.oncall.Person;
import care.andon.kernel.Role;
import care.andon.kernel.TeamId;
import care.andon.kernel.Visibility;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.request.state.RequestAction;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A caller as the directory knows it.
 *
 * @param person null for accounts that are nobody, such as integrations
 * @param teams the teams the person is a member of
 * @param onCall whether an administrator is on call now, for a team or a tier
 */
public record Actor(Caller caller, @Nullable Person person, Set<TeamId> teams, boolean onCall) {

  public boolean is(Role role) {
    return caller.is(role);
  }

  /** Whether the caller works for caregivers: sees what is not confidential. */
  public boolean isStaff() {
    return is(Role.ADMINISTRATOR) || is(Role.MANAGER) || is(Role.INTEGRATION);
  }

  /** Whether the caller may be one of those a confidential request is shared with. */
  public boolean mayShareConfidence() {
    return is(Role.ADMINISTRATOR) || is(Role.MANAGER);
  }

  /**
   * The person who acts.
   *
   * @throws Problem when the directory does not know the caller
   */
  public Person requirePerson() {
    if (person == null) {
      throw Problem.of(
          ProblemType.FORBIDDEN, "Only people in the directory can act; this account is not there");
    }
    return person;
  }

  /** Code or id of the unit in the token, otherwise of the person's unit in the directory. */
  @Nullable String usualUnit() {
    if (caller.unit() != null) {
      return caller.unit();
    }
    return person == null || person.unit() == null ? null : person.unit().value().toString();
  }

  boolean isAsker(SupportRequest request) {
    return person != null && request.isAskedBy(person.id());
  }

  /** Whether the request is the caller's to see; if not, it does not exist for the caller. */
  boolean canSee(SupportRequest request) {
    if (isAsker(request) || is(Role.AUDITOR)) {
      return true;
    }
    return request.isConfidential()
        ? mayShareConfidence()
            && person != null
            && request.responsible().isSharedWith(person.id(), teams)
        : isStaff();
  }

  /** Who asked anonymously is known to the asker alone. */
  public boolean seesAskerOf(SupportRequest request) {
    return request.filed().visibility() != Visibility.ANONYMOUS || isAsker(request);
  }

  /** Internal notes are the department's: who asked sees them only in another role. */
  public boolean seesInternalNotes() {
    return is(Role.ADMINISTRATOR) || is(Role.MANAGER) || is(Role.AUDITOR);
  }

  /** What the caller can do now. */
  public Set<RequestAction> allowed(SupportRequest request, Instant now) {
    var actions = EnumSet.noneOf(RequestAction.class);
    if (isAsker(request)) {
      actions.addAll(request.actionsOfTheAsker(now));
    }
    if (is(Role.ADMINISTRATOR) && person != null && canSee(request)) {
      actions.addAll(request.actionsOfTheDepartment(now));
      var isTheirs = request.isHeldBy(person.id());
      actions.removeIf(action -> action == RequestAction.TAKE && (isTheirs || !mayTake(request)));
      actions.removeIf(action -> action == RequestAction.GIVE_BACK && !isTheirs);
    }
    return actions;
  }

  /** Whether they can say "I have it": of its team, or there at this hour, or it is nobody's. */
  boolean mayTake(SupportRequest request) {
    var team = request.team();
    return is(Role.ADMINISTRATOR) && (onCall || team == null || teams.contains(team));
  }
}
