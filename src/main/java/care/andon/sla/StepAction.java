package care.andon.sla;

import java.util.List;

/** What happens when a clock reaches a step. */
public sealed interface StepAction {

  /** The assignee is warned. */
  record Warn() implements StepAction {}

  /** The request climbs to the tier above the one it has reached. */
  record ClimbOneTier() implements StepAction {}

  /**
   * The request goes to these tiers, whatever it has reached before.
   *
   * @param tiers ascending
   */
  record GoToTiers(List<Integer> tiers) implements StepAction {
    public GoToTiers {
      tiers = List.copyOf(tiers);
    }
  }
}
