package care.andon.sla.match.engine;

import care.andon.kernel.ClockKind;
import care.andon.matching.engine.Tie;

/** Two policies that tie over a clock that both set. */
public record PolicyTie(Tie policies, ClockKind clock) {}
