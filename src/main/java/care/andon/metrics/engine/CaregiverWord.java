package care.andon.metrics.engine;

import care.andon.sla.engine.Deadline;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the caregiver said to a resolution that was in time. */
public enum CaregiverWord {
  /** They confirmed it, or said later that the need came back. */
  CONFIRMED,
  /** They said nothing, and can no longer undo it. */
  SILENT,
  /** They said nothing, and can still say "not fixed". */
  OPEN;

  /**
   * How long after a resolution the caregiver can say "not fixed", that instant included: 72 h
   * until it is unconfirmed, and 14 days from then.
   */
  public static final Duration UNDO_WITHIN = Duration.ofHours(72).plusDays(14);

  /**
   * Returns what the caregiver has said at an instant.
   *
   * @param confirmedAt when the caregiver said that the need was met; null while they have not
   */
  public static CaregiverWord of(Instant resolvedAt, @Nullable Instant confirmedAt, Instant asOf) {
    if (confirmedAt != null) {
      return CONFIRMED;
    }
    return Deadline.hasPassed(resolvedAt.plus(UNDO_WITHIN), asOf) ? SILENT : OPEN;
  }
}
