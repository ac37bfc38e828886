package care.andon.metrics;

import care.andon.kernel.Impact;

/** Which share of promises should be kept: a starting point to agree locally, not a standard. */
final class KeptGoal {
  private KeptGoal() {}

  /** Above 0, at most 1. */
  static double of(Impact impact) {
    return switch (impact) {
      case PATIENT_WAITING, THIS_SHIFT -> 0.90;
      case SLOWS_CARE -> 0.85;
      case IMPROVEMENT -> 0.80;
    };
  }
}
