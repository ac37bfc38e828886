package care.andon.kernel;

/** The three promises of a request. Each is measured by a clock. */
public enum ClockKind {
  /** A named person says "I have it". */
  ACKNOWLEDGE,
  /** The caregiver hears from the department at least once in each cycle. */
  UPDATE,
  /** The need is met, or declined with a reason. */
  RESOLVE
}
