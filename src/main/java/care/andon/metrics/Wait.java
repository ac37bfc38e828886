package care.andon.metrics;

import care.andon.metrics.engine.Observation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long one caregiver waited, from the time of asking.
 *
 * @param acknowledgedAt when a person first acted on the request, by any act
 * @param answeredAt when it was first resolved or declined; null while no answer stands
 * @param resolvedAt when it was first resolved; null while no resolution stands
 * @param confirmedAt when the caregiver first said that the need was met
 * @param withdrawnAt when the caregiver withdrew it
 * @param fingerprint differs, almost certainly, between any two waits
 */
record Wait(
    Instant askedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant confirmedAt,
    @Nullable Instant withdrawnAt,
    long fingerprint) {
  /** The instants in a row of bytes: what PostgreSQL's {@code timestamptz_send} writes for each. */
  static final int BYTES = 6 * Long.BYTES;

  private static final Instant POSTGRES_BEGINS = Instant.parse("2000-01-01T00:00:00Z");
  private static final long INFINITY = Long.MAX_VALUE;

  /** Reads the next {@link #BYTES}: the instants in their order, infinity for null. */
  static Wait read(ByteBuffer bytes) {
    var begin = bytes.position();
    return new Wait(
        POSTGRES_BEGINS.plus(bytes.getLong(), ChronoUnit.MICROS),
        instantOrNull(bytes),
        instantOrNull(bytes),
        instantOrNull(bytes),
        instantOrNull(bytes),
        instantOrNull(bytes),
        fingerprint(bytes, begin));
  }

  private static @Nullable Instant instantOrNull(ByteBuffer bytes) {
    var micros = bytes.getLong();
    return micros == INFINITY ? null : POSTGRES_BEGINS.plus(micros, ChronoUnit.MICROS);
  }

  /** Each value moves the bits of all before it (the finalizer of SplitMix64). */
  private static long fingerprint(ByteBuffer bytes, int begin) {
    var mixed = 0L;
    for (int at = begin; at < begin + BYTES; at += Long.BYTES) {
      mixed = (mixed ^ bytes.getLong(at)) + 0x9e3779b97f4a7c15L;
      mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
      mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
      mixed ^= mixed >>> 31;
    }
    return mixed;
  }

  Observation toAcknowledge(Instant asOf) {
    return until(acknowledgedAt, asOf);
  }

  Observation toAnswer(Instant asOf) {
    return until(answeredAt, asOf);
  }

  Observation toResolve(Instant asOf) {
    return until(resolvedAt, asOf);
  }

  Observation toConfirm(Instant asOf) {
    return until(confirmedAt, asOf);
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
