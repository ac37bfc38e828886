package care.andon.request.clock;

import care.andon.sla.engine.Verdict;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a promise so far, whether or not it has fallen due. Figures judge only promises
 * that fell due, see {@code metrics.engine.PromiseVerdict}.
 */
@Schema(
    name = "RequestClockVerdict",
    description =
        "`declined`: the need was declined before the promise to resolve fell due. Figures count it"
            + " as answered, not as kept")
public enum ClockVerdict {
  /** Neither done nor missed. */
  PENDING,
  /** Done in time. */
  MET,
  /** A promise to resolve: the need was declined in time. Answered, not met. */
  DECLINED,
  /** Done or declined late. */
  MISSED,
  /** Missed, and still open. */
  MISSED_OPEN;

  /**
   * The verdict of the engine, which does not know why a clock stopped.
   *
   * @param declined whether a decline stopped the clock
   */
  static ClockVerdict of(Verdict engine, boolean declined) {
    return switch (engine) {
      case PENDING -> PENDING;
      case MET -> declined ? DECLINED : MET;
      case MISSED -> MISSED;
      case MISSED_OPEN -> MISSED_OPEN;
    };
  }
}
