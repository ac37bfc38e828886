package care.andon.routing.engine;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps that led to a routing decision.
 *
 * @param rule that decided; null for a default, and where no rule matched
 * @param matched the dimensions that the rule names; empty where no rule matched
 * @param outranked codes of the published rules that matched, too, and are less specific
 * @param stops the places that were tried, in order; the last one is where the search ended
 */
public record RoutingTrace(
    @Nullable RuleRef rule, List<RuleDimension> matched, List<String> outranked, List<Stop> stops) {
  public static final RoutingTrace NONE = new RoutingTrace(null, List.of(), List.of(), List.of());

  /** Stands for the open requests of a person where they were not counted. */
  static final int NOT_COUNTED = -1;

  public RoutingTrace {
    matched = List.copyOf(matched);
    outranked = List.copyOf(outranked);
    stops = List.copyOf(stops);
  }

  /**
   * One place that was tried: a team or a post of the facility.
   *
   * @param people the people on call there, in calling order; may be empty
   */
  public record Stop(
      @Nullable TeamId team, BackupTeam.@Nullable Facility post, List<Considered> people) {
    public Stop {
      people = List.copyOf(people);
    }
  }

  /**
   * A person who was on call.
   *
   * @param open their open requests of the team; -1 where they were not counted
   */
  public record Considered(PersonId person, Verdict verdict, int open) {}

  /** The result for one person. */
  public enum Verdict {
    HAS_IT,
    /** The request has no assignee until it is taken; this person can be reached. */
    CAN_BE_REACHED,
    /** Others come before them. */
    LATER_IN_CALLING_ORDER,
    HAS_MORE_OPEN_WORK,
    HAD_A_LATER_TURN
  }
}
