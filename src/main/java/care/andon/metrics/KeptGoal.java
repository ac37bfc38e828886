package care.andon.metrics;

import care.andon.kernel.Impact;

/** The share of promises to keep: a starting point to agree on locally, not a standard. */
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
