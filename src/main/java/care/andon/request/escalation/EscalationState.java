package care.andon.request.escalation;

/** What became of an escalation. */
public enum EscalationState {
  /** It waits for an answer. */
  OPEN,
  /** Somebody has it: said so, or answered for the same promise otherwise. */
  TAKEN,
  /** Nobody answered in time; it goes on at a higher tier. */
  CLIMBED,
  /** Nobody answered, and nobody is above. */
  UNANSWERED,
  /** There is nothing to answer any more: the request is settled, or the caregiver has heard. */
  SETTLED
}
