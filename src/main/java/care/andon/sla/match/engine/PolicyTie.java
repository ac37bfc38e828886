package care.andon.sla.match.engine;

import care.andon.kernel.ClockKind;

/** Two policies that name equally many dimensions can both match a request, and set this clock. */
public record PolicyTie(String one, String other, ClockKind clock) {
  /** Whether the policy is one of the two. */
  public boolean isAbout(String code) {
    return one.equals(code) || other.equals(code);
  }
}
