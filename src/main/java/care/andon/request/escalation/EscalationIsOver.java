package care.andon.request.escalation;

/** An escalation that does not wait for an answer any more. */
public final class EscalationIsOver extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RequestEscalation escalation;

  public EscalationIsOver(RequestEscalation escalation) {
    super("Escalation " + escalation.number() + " is " + escalation.state(), null, false, false);
    this.escalation = escalation;
  }

  public RequestEscalation escalation() {
    return escalation;
  }
}
