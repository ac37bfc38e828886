package care.andon.routing.engine;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The team and the person who get a request, and why.
 *
 * @param team the responsible team; null when no rule names one
 * @param person the assignee; null if there is none, or none until somebody takes the request
 * @param alsoTell other people who are told; never contains {@code person}
 * @param unrouted whether a team or a reachable person is missing; a published defect
 * @param because one or two sentences for the caregiver
 * @param trace the steps that led to it
 */
public record RoutingDecision(
    @Nullable TeamId team,
    @Nullable PersonId person,
    List<PersonId> alsoTell,
    boolean unrouted,
    String because,
    RoutingTrace trace) {
  public RoutingDecision {
    alsoTell = List.copyOf(alsoTell);
    if (team == null && !unrouted) {
      throw new IllegalArgumentException("A request without a team is unrouted");
    }
    if (team != null && person != null && unrouted) {
      throw new IllegalArgumentException("A request with a team and a person is not unrouted");
    }
    if (person != null && alsoTell.contains(person)) {
      throw new IllegalArgumentException("The assignee is not told as well");
    }
  }
}
