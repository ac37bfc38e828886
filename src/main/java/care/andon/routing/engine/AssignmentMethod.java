package care.andon.routing.engine;

import java.util.Optional;

/** How the assignee is chosen among the members of the team who are on call. */
public enum AssignmentMethod {
  /** The first in calling order. */
  ON_CALL,
  /** The one with the fewest open requests of the team; ties go by calling order. */
  LEAST_OPEN,
  /** The one whose last turn was longest ago; ties go by calling order. */
  ROUND_ROBIN,
  /** No assignee until somebody takes the request; the people on call can be reached. */
  NOBODY;

  /** Whether the choice depends on {@link TeamLoads}. */
  boolean dependsOnLoad() {
    return sharing().isPresent();
  }

  /** How requests that are handed on later keep the balance; empty if there is none to keep. */
  Optional<WorkSharing> sharing() {
    return switch (this) {
      case LEAST_OPEN -> Optional.of(WorkSharing.LEAST_OPEN);
      case ROUND_ROBIN -> Optional.of(WorkSharing.BY_TURNS);
      case ON_CALL, NOBODY -> Optional.empty();
    };
  }
}
