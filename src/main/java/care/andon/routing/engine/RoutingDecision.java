package care.andon.routing.engine;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has the request, and why.
 *
 * @param team the responsible team; null when no rule names one
 * @param person the named person who has it; null when there is nobody, or nobody until it is taken
 * @param alsoTell who hears of it as well; never contains {@code person}
 * @param unrouted whether a team or a reachable person is missing; a published defect
 * @param because one plain sentence or two, for the caregiver
 * @param trace how it came about
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
      throw new IllegalArgumentException("What has no team is unrouted");
    }
    if (team != null && person != null && unrouted) {
      throw new IllegalArgumentException("Unrouted is what lacks a team or a reachable person");
    }
    if (person != null && alsoTell.contains(person)) {
      throw new IllegalArgumentException("Whoever has the request need not be told as well");
    }
  }
}
