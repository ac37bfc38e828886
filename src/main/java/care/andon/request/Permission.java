package care.andon.request;

import care.andon.kernel.Role;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.request.escalation.EscalationTiers;
import care.andon.request.escalation.RequestEscalation;
import care.andon.request.state.RequestAction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.IntStream;

/** Who may do an act on a request, whatever state it is in; refuses by throwing. */
interface Permission {
  Set<RequestAction> OF_THE_ASKER =
      Set.of(
          RequestAction.MESSAGES,
          RequestAction.ANSWER,
          RequestAction.IMPACT,
          RequestAction.CONFIRM,
          RequestAction.REOPEN,
          RequestAction.WITHDRAW);
  Set<RequestAction> OF_THE_DEPARTMENT =
      Set.of(
          RequestAction.ACKNOWLEDGE,
          RequestAction.ASSIGN,
          RequestAction.TAKE,
          RequestAction.GIVE_BACK,
          RequestAction.MESSAGES,
          RequestAction.ASK,
          RequestAction.ASSESS,
          RequestAction.RESOLVE,
          RequestAction.DECLINE);

  void require(Actor actor, SupportRequest request);

  /** Acts of the asker are for whoever asked, acts of the department for administrators. */
  static Permission of(RequestAction action) {
    return (actor, request) -> {
      var asAsker = OF_THE_ASKER.contains(action) && actor.isAsker(request);
      var asDepartment = OF_THE_DEPARTMENT.contains(action) && actor.is(Role.ADMINISTRATOR);
      requirePersonIf(asAsker || asDepartment, actor);
    };
  }

  /**
   * "I have it" is for whoever was called about the request, whoever is on call now at the
   * escalation's tier or above, and every administrator.
   *
   * @param number the escalation's number; what is none does not exist
   * @param time asked as the act is done, which may have waited for another
   */
  static Permission toTake(String number, EscalationTiers ladder, InstantSource time) {
    return (actor, request) -> {
      var escalation = Requests.escalation(request, number);
      requirePersonIf(
          actor.is(Role.ADMINISTRATOR)
              || isOnTheLadder(actor, request, escalation, ladder, time.instant()),
          actor);
    };
  }

  private static boolean isOnTheLadder(
      Actor actor,
      SupportRequest request,
      RequestEscalation escalation,
      EscalationTiers ladder,
      Instant now) {
    var person = actor.person();
    if (person == null) {
      return false;
    }
    return request.ladder().wentTo(person.id())
        || IntStream.rangeClosed(escalation.tier(), EscalationTiers.TOP)
            .mapToObj(tier -> ladder.tier(request.filed().facility(), tier, request.team(), now))
            .anyMatch(people -> people.contains(person.id()));
  }

  private static void requirePersonIf(boolean may, Actor actor) {
    if (!may) {
      throw Problem.of(ProblemType.FORBIDDEN, ProblemType.FORBIDDEN.advice());
    }
    actor.requirePerson();
  }
}
