package care.andon.request;

/** An escalation that does not wait for an answer any more. */
final class EscalationIsOver extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RequestEscalation escalation;

  EscalationIsOver(RequestEscalation escalation) {
    super("Escalation " + escalation.number() + " is " + escalation.state(), null, false, false);
    this.escalation = escalation;
  }

  RequestEscalation escalation() {
    return escalation;
  }
}
