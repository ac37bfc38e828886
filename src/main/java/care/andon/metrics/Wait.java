package care.andon.metrics;

import care.andon.kernel.Impact;
import care.andon.metrics.engine.Observation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long one caregiver waited, from the time of asking.
 *
 * @param group null if the waits are not grouped, or belong to no group
 * @param acknowledgedAt when a person first acted on the request, by any act
 * @param resolvedAt when it was first resolved; null while no resolution stands
 * @param answeredAt when it was first resolved or declined; null while no answer stands
 * @param withdrawnAt when the caregiver withdrew it
 */
record Wait(
    @Nullable String group,
    Impact impact,
    Instant askedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant withdrawnAt) {

  Observation toAcknowledge(Instant asOf) {
    return until(acknowledgedAt, asOf);
  }

  Observation toResolve(Instant asOf) {
    return until(resolvedAt, asOf);
  }

  Observation toAnswer(Instant asOf) {
    return until(answeredAt, asOf);
  }

  private Observation until(@Nullable Instant end, Instant asOf) {
    if (end != null) {
      return Observation.ended(sinceAsked(end));
    }
    return Observation.censored(sinceAsked(withdrawnAt == null ? asOf : withdrawnAt));
  }

  /** At least zero: the system clocks of two replicas may differ slightly. */
  private Duration sinceAsked(Instant end) {
    return end.isBefore(askedAt) ? Duration.ZERO : Duration.between(askedAt, end);
  }
}
