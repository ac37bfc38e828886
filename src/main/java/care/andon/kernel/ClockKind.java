package care.andon.kernel;

/** The promises every request carries. */
public enum ClockKind {
  /** A named human says "I have it". */
  ACKNOWLEDGE,
  /** The longest silence: the caregiver hears something within each cycle. */
  UPDATE,
  /** The need is met, or declined in words. */
  RESOLVE
}
