package care.andon.request.escalation;

/** What became of an escalation. */
public enum EscalationState {
  /** It waits for an answer. */
  OPEN,
  /** A person said "I have it", or answered for the same promise in another way. */
  TAKEN,
  /** It was not answered in time and continues at a higher tier. */
  CLIMBED,
  /** It was not answered, and there is no higher tier with a person on call. */
  UNANSWERED,
  /** There is nothing to answer any more: the request is settled, or the caregiver has heard. */
  SETTLED
}
