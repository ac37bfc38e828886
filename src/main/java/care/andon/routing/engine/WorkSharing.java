package care.andon.routing.engine;

/** How a team shares out what comes to it without a rule, and without a person being named. */
public enum WorkSharing {
  /** To whoever has the fewest open requests of the team. */
  LEAST_OPEN,
  /** To whoever had their last turn longest ago, which is one. */
  BY_TURNS
}
