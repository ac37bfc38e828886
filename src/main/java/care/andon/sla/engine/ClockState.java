package care.andon.sla.engine;

/** What a clock is doing. */
public enum ClockState {
  /** Open time counts. */
  RUNNING,
  /** Nothing counts and nothing can be breached; may end by itself. */
  PAUSED,
  /** Over, unless it is reopened. */
  STOPPED
}
