package care.andon.routing.engine;

import java.util.Optional;

/** How a person is chosen among those of the team who are on call. */
public enum AssignmentMethod {
  /** The first in calling order. */
  ON_CALL,
  /** Whoever has the fewest open requests of the team; of several the first in calling order. */
  LEAST_OPEN,
  /** Whoever had their last turn longest ago; of several the first in calling order. */
  ROUND_ROBIN,
  /** Nobody until somebody takes it; whoever is on call can be reached meanwhile. */
  NOBODY;

  /** Whether it depends on what people have already. */
  boolean dependsOnLoad() {
    return sharing().isPresent();
  }

  /** How what is handed on later does not undo it; empty where there is nothing to undo. */
  Optional<WorkSharing> sharing() {
    return switch (this) {
      case LEAST_OPEN -> Optional.of(WorkSharing.LEAST_OPEN);
      case ROUND_ROBIN -> Optional.of(WorkSharing.BY_TURNS);
      case ON_CALL, NOBODY -> Optional.empty();
    };
  }
}
