package care.andon.webhook;

import java.util.Set;

/** What the answer of a receiver means. */
enum DeliveryOutcome {
  /** The receiver has the message. */
  DELIVERED,
  /** The receiver refuses this message. It is set aside, and the others go on. */
  REFUSED,
  /** The receiver fails. The webhook waits. */
  FAILED,
  /** The receiver wants no messages any more. The webhook is disabled. */
  GONE;

  private static final Set<Integer> FAULTS_OF_THE_MESSAGE = Set.of(400, 409, 413, 422);
  private static final int NO_LONGER_THERE = 410;

  /** The meaning of a status. Redirects are failures, because they are not followed. */
  static DeliveryOutcome of(int status) {
    if (status >= 200 && status < 300) {
      return DELIVERED;
    }
    if (status == NO_LONGER_THERE) {
      return GONE;
    }
    return FAULTS_OF_THE_MESSAGE.contains(status) ? REFUSED : FAILED;
  }
}
