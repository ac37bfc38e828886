package care.andon.request;

import care.andon.history.RequestEvent;
import care.andon.kernel.ClockKind;
import care.andon.sla.StepAction;
import java.time.Instant;
import java.util.stream.Stream;

/** Whom a step of a clock reaches. */
interface Ladder {
  /** What happens when {@code request}'s clock reaches a step at the instant {@code at}. */
  Stream<RequestEvent> climb(
      SupportRequest request,
      StepAction action,
      ClockKind kind,
      int cycle,
      int percent,
      Instant at);
}
