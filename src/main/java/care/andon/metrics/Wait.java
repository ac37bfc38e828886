package care.andon.metrics;

import care.andon.kernel.Impact;
import care.andon.metrics.engine.Observation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long one caregiver waited, from the time of asking.
 *
 * @param acknowledgedAt when a person first acted on the request, by any act
 * @param resolvedAt when it was resolved or declined; null again once it is reopened
 * @param withdrawnAt when the caregiver withdrew it
 */
record Wait(
    Impact impact,
    Instant askedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant withdrawnAt) {

  Observation toAcknowledge(Instant asOf) {
    return until(acknowledgedAt, asOf);
  }

  Observation toResolve(Instant asOf) {
    return until(resolvedAt, asOf);
  }

  private Observation until(@Nullable Instant answeredAt, Instant asOf) {
    if (answeredAt != null) {
      return Observation.ended(sinceAsked(answeredAt));
    }
    return Observation.censored(sinceAsked(withdrawnAt == null ? asOf : withdrawnAt));
  }

  /** At least zero: the system clocks of two replicas may differ slightly. */
  private Duration sinceAsked(Instant end) {
    return end.isBefore(askedAt) ? Duration.ZERO : Duration.between(askedAt, end);
  }
}
