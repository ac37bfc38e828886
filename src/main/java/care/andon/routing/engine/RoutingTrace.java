package care.andon.routing.engine;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a decision came about.
 *
 * @param rule that decided; null for a ground rule, and where no rule applied
 * @param matched the dimensions by which it matched; empty where no rule applied
 * @param beaten codes of the published rules that matched, too, and name less
 * @param stops where somebody was looked for, in order; the last one is where it ended
 */
public record RoutingTrace(
    @Nullable RuleRef rule, List<RuleDimension> matched, List<String> beaten, List<Stop> stops) {
  public static final RoutingTrace NONE = new RoutingTrace(null, List.of(), List.of(), List.of());

  public RoutingTrace {
    matched = List.copyOf(matched);
    beaten = List.copyOf(beaten);
    stops = List.copyOf(stops);
  }

  /**
   * One place at which somebody was looked for: a team or a post of the facility.
   *
   * @param people who was on call there, in the order in which they are asked; may be nobody
   */
  public record Stop(
      @Nullable TeamId team, BackupTeam.@Nullable Facility post, List<Considered> people) {
    public Stop {
      people = List.copyOf(people);
    }
  }

  /**
   * Somebody who was on call.
   *
   * @param open their open requests of the team; -1 where nobody asked
   */
  public record Considered(PersonId person, Verdict verdict, int open) {}

  /** What became of it. */
  public enum Verdict {
    HAS_IT,
    /** Nobody has it until it is taken; they can be reached. */
    CAN_BE_REACHED,
    /** Asked after those before them. */
    LATER_IN_CALLING_ORDER,
    HAS_MORE_OPEN_WORK,
    HAD_A_LATER_TURN
  }
}
