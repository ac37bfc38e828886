package care.andon.sla.engine;

/** The state of a clock. */
public enum ClockState {
  /** Open time counts. */
  RUNNING,
  /** Open time does not count, and the promise cannot be breached. May end by itself. */
  PAUSED,
  /** Ended, unless the stop is undone or the clock is reopened. */
  STOPPED
}
