package care.andon.request;

import care.andon.kernel.Role;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.request.escalation.EscalationTiers;
import care.andon.request.state.RequestAction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.IntStream;

/** Who may do an act on a request, in whatever state the request is. */
@ApplicationScoped
class Permission {
  static final Set<RequestAction> OF_THE_ASKER =
      Set.of(
          RequestAction.MESSAGES,
          RequestAction.ANSWER,
          RequestAction.IMPACT,
          RequestAction.CONFIRM,
          RequestAction.REOPEN,
          RequestAction.WITHDRAW);
  private static final Set<RequestAction> OF_THE_DEPARTMENT =
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

  private final EscalationTiers ladder;
  private final InstantSource time;

  Permission(EscalationTiers ladder, InstantSource time) {
    this.ladder = ladder;
    this.time = time;
  }

  /**
   * Passes if the caller may do the act.
   *
   * @throws Problem if not, or if the request has no escalation of the number
   */
  void require(RequestCommand command, Actor actor, SupportRequest request) {
    var isAllowed =
        switch (command) {
          case RequestCommand.Act act ->
              (OF_THE_ASKER.contains(act.action()) && actor.isAsker(request))
                  || (OF_THE_DEPARTMENT.contains(act.action()) && actor.is(Role.ADMINISTRATOR));
          case RequestCommand.Redact _ -> actor.is(Role.PRIVACY_OFFICER);
          case RequestCommand.TakeEscalation take -> mayAnswer(take.number(), actor, request);
        };
    if (!isAllowed) {
      throw forbidden();
    }
    actor.requirePerson();
  }

  static Problem forbidden() {
    return Problem.of(ProblemType.FORBIDDEN, ProblemType.FORBIDDEN.advice());
  }

  /**
   * Administrators may answer an escalation, and people who were called about the request, and
   * people who are on call now at the escalation's tier or above.
   */
  private boolean mayAnswer(String number, Actor actor, SupportRequest request) {
    var escalation = request.ladder().find(number).orElseThrow(Problem::notFound);
    var person = actor.person();
    if (actor.is(Role.ADMINISTRATOR) || person == null) {
      return actor.is(Role.ADMINISTRATOR);
    }
    // Read now: the call may have waited for another act.
    var now = time.instant();
    return request.ladder().wentTo(person.id())
        || IntStream.rangeClosed(escalation.tier(), EscalationTiers.TOP)
            .mapToObj(tier -> ladder.tier(request.filed().facility(), tier, request.team(), now))
            .anyMatch(people -> people.contains(person.id()));
  }
}
