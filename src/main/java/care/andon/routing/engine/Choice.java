package care.andon.routing.engine;

/** How a person is chosen among those of the team who are on call. */
public enum Choice {
  /** The first in calling order. */
  ON_CALL,
  /** Whoever has the fewest open requests of the team; of several the first in calling order. */
  LEAST_OPEN,
  /** Whoever had their last turn longest ago; of several the first in calling order. */
  ROUND_ROBIN,
  /** Nobody until somebody takes it; whoever is on call can be reached meanwhile. */
  NOBODY;

  /** Whether it depends on what people have already. */
  boolean balances() {
    return this == LEAST_OPEN || this == ROUND_ROBIN;
  }
}
