package care.andon.request;

import care.andon.directory.oncall.Person;
import care.andon.kernel.Role;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.request.asker.AskerIdentity;
import care.andon.request.state.RequestAction;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A caller with their person in the directory.
 *
 * @param person null for accounts without a person, such as integrations
 * @param teams the teams of which the person is a member
 * @param self the caller as an asker
 * @param unit a caregiver's own unit; null for everybody else
 * @param onCall whether the caller is an administrator who is on call now, for a team or a tier
 */
public record Actor(
    Caller caller,
    @Nullable Person person,
    AskerIdentity self,
    Set<TeamId> teams,
    @Nullable UnitId unit,
    boolean onCall) {

  public boolean is(Role role) {
    return caller.is(role);
  }

  /** Whether the caller sees all requests that are not confidential. */
  public boolean isStaff() {
    return is(Role.ADMINISTRATOR) || is(Role.MANAGER) || is(Role.INTEGRATION);
  }

  /** Whether the caller reads every request with its whole history. */
  public boolean readsAll() {
    return is(Role.AUDITOR) || is(Role.PRIVACY_OFFICER);
  }

  /** Whether a confidential request may be shared with the caller. */
  public boolean mayShareConfidence() {
    return is(Role.ADMINISTRATOR) || is(Role.MANAGER);
  }

  /**
   * Returns the person of the caller.
   *
   * @throws Problem if the caller is not in the directory
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
    return usualUnit(caller, person);
  }

  static @Nullable String usualUnit(Caller caller, @Nullable Person person) {
    if (caller.unit() != null) {
      return caller.unit();
    }
    return person == null || person.unit() == null ? null : person.unit().value().toString();
  }

  /** Whether the account files requests only on behalf of caregivers, who are then the askers. */
  public boolean filesForOthers() {
    return is(Role.INTEGRATION) && !is(Role.CAREGIVER);
  }

  boolean isAsker(SupportRequest request) {
    return request.askers().include(self);
  }

  /**
   * Whether the caller may see the request. A request that they may not see is reported as not
   * found.
   */
  boolean canSee(SupportRequest request) {
    if (isAsker(request) || readsAll()) {
      return true;
    }
    return request.isConfidential()
        ? mayShareConfidence()
            && person != null
            && request.responsible().isSharedWith(person.id(), teams)
        : isStaff() || isOfOwnUnit(request);
  }

  /** Caregivers may read the named requests of their own unit, and act on none of them. */
  private boolean isOfOwnUnit(SupportRequest request) {
    return request.filed().visibility() == Visibility.NAMED && request.filed().unit().equals(unit);
  }

  /** Whether the caller may read internal notes. The role decides, also for the asker. */
  public boolean seesInternalNotes() {
    return is(Role.ADMINISTRATOR) || is(Role.MANAGER) || readsAll();
  }

  /** Returns the actions that the caller may do now. */
  public Set<RequestAction> allowed(SupportRequest request, Instant now) {
    var actions = EnumSet.noneOf(RequestAction.class);
    if (isAsker(request)) {
      actions.addAll(request.progress().actionsOfTheAsker(now));
    }
    if (is(Role.ADMINISTRATOR) && person != null && canSee(request)) {
      actions.addAll(request.progress().actionsOfTheDepartment(now));
      var isTheirs = request.isHeldBy(person.id());
      actions.removeIf(action -> action == RequestAction.TAKE && (isTheirs || !mayTake(request)));
      actions.removeIf(action -> action == RequestAction.GIVE_BACK && !isTheirs);
    }
    return actions;
  }

  /**
   * Whether an administrator may take the request: as a member of its team, while on call, or if it
   * has no team.
   */
  boolean mayTake(SupportRequest request) {
    var team = request.team();
    return is(Role.ADMINISTRATOR) && (onCall || team == null || teams.contains(team));
  }
}
