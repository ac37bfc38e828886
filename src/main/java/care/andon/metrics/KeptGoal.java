package care.andon.metrics;

import care.andon.kernel.Impact;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The share of promises to keep: a starting point to agree on locally, not a standard. */
public final class KeptGoal {
  private KeptGoal() {}

  /** The rate that a goal is about. */
  @Schema(name = "KeptGoalRate")
  public enum Rate {
    KEPT,
    ANSWERED
  }

  /** An idea is owed a decision, not a yes; all other needs are owed that they are met. */
  public static Rate rate(Impact impact) {
    return switch (impact) {
      case PATIENT_WAITING, THIS_SHIFT, SLOWS_CARE -> Rate.KEPT;
      case IMPROVEMENT -> Rate.ANSWERED;
    };
  }

  /** Above 0, at most 1. */
  public static double of(Impact impact) {
    return switch (impact) {
      case PATIENT_WAITING, THIS_SHIFT -> 0.90;
      case SLOWS_CARE -> 0.85;
      case IMPROVEMENT -> 0.80;
    };
  }
}
