package care.andon.routing.engine;

/** How a team shares out requests that come to it without a rule and without a named person. */
public enum WorkSharing {
  /** To the person with the fewest open requests of the team. */
  LEAST_OPEN,
  /** To the person whose last turn was longest ago; the new request counts as a turn. */
  BY_TURNS
}
