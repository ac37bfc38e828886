package care.andon.telling;

import care.andon.history.RequestEvent.NotReachedBecause;
import care.andon.history.RequestEvent.PersonNotReached;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import java.util.UUID;

/** A page that reaches its person by no contact. The history is to say so. */
record Unreached(UUID notice, RequestId request, PersonNotReached event) {

  static Unreached of(
      UUID notice, UUID request, int escalation, PersonId person, NotReachedBecause because) {
    return new Unreached(
        notice, new RequestId(request), new PersonNotReached(escalation, person, because));
  }

  /** Whether no later message can reach the person either. */
  boolean isFinal() {
    return event.because() == NotReachedBecause.NO_CONTACT;
  }
}
