package care.andon.metrics;

import care.andon.kernel.Impact;
import care.andon.metrics.engine.Observation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long one caregiver waited, from the ask.
 *
 * @param acknowledgedAt when a named human first took it up, by whatever act
 * @param resolvedAt when it was resolved or declined; null also once it was reopened
 * @param withdrawnAt when the caregiver took it back
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

  /** Not below zero: the clocks of two replicas may differ by a hair. */
  private Duration sinceAsked(Instant end) {
    return end.isBefore(askedAt) ? Duration.ZERO : Duration.between(askedAt, end);
  }
}
