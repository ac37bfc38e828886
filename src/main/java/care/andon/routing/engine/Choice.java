package care.andon.routing.engine;

import java.util.Optional;

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
    return sharing().isPresent();
  }

  /** How what is handed on later does not undo it; empty where there is nothing to undo. */
  Optional<Sharing> sharing() {
    return switch (this) {
      case LEAST_OPEN -> Optional.of(Sharing.LEAST_OPEN);
      case ROUND_ROBIN -> Optional.of(Sharing.BY_TURNS);
      case ON_CALL, NOBODY -> Optional.empty();
    };
  }
}
