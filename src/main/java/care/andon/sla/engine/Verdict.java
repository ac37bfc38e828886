package care.andon.sla.engine;

/** Whether a promise was kept. */
public enum Verdict {
  /** Not breached and not stopped. */
  PENDING,
  /** Stopped without a breach. */
  MET,
  /** Stopped after a breach. */
  MISSED,
  /** Breached and not stopped. */
  MISSED_OPEN
}
