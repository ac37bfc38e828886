package care.andon.metrics.wait;

import care.andon.metrics.engine.Observation;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long one caregiver waited, from the time of asking. A figure may read a million waits, so
 * each instant is a number: microseconds since 2000, or {@link #NEVER}.
 *
 * @param acknowledgedAt when a person first acted on the request, by any act
 * @param answeredAt when it was first resolved or declined; never while no answer stands
 * @param resolvedAt when it was first resolved; never while no resolution stands
 * @param confirmedAt when the caregiver first said that the need was met
 * @param withdrawnAt when the caregiver withdrew it
 * @param fingerprint differs, almost certainly, between any two waits
 */
record Wait(
    long askedAt,
    long acknowledgedAt,
    long answeredAt,
    long resolvedAt,
    long confirmedAt,
    long withdrawnAt,
    long fingerprint) {
  /** The instants in a row of bytes: what PostgreSQL's {@code timestamptz_send} writes for each. */
  static final int BYTES = 6 * Long.BYTES;

  /** PostgreSQL's infinity. */
  private static final long NEVER = Long.MAX_VALUE;

  private static final Instant POSTGRES_BEGINS = Instant.parse("2000-01-01T00:00:00Z");

  /** Returns an instant as it is here. */
  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(POSTGRES_BEGINS, at);
  }

  static Instant instant(long micros) {
    return POSTGRES_BEGINS.plus(micros, ChronoUnit.MICROS);
  }

  /** Reads the next {@link #BYTES}: the instants in their order. */
  static Wait read(ByteBuffer bytes) {
    var begin = bytes.position();
    return new Wait(
        bytes.getLong(),
        bytes.getLong(),
        bytes.getLong(),
        bytes.getLong(),
        bytes.getLong(),
        bytes.getLong(),
        fingerprint(bytes, begin));
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

  /** The waits as of an instant, as it is here. */
  Observation toAcknowledge(long asOf) {
    return until(acknowledgedAt, asOf);
  }

  Observation toAnswer(long asOf) {
    return until(answeredAt, asOf);
  }

  Observation toResolve(long asOf) {
    return until(resolvedAt, asOf);
  }

  Observation toConfirm(long asOf) {
    return until(confirmedAt, asOf);
  }

  /** At least zero: the system clocks of two replicas may differ slightly. */
  private Observation until(long end, long asOf) {
    return end == NEVER
        ? new Observation(Math.max(0, lastSeen(asOf) - askedAt), false)
        : new Observation(Math.max(0, end - askedAt), true);
  }

  private long lastSeen(long asOf) {
    return withdrawnAt == NEVER ? asOf : withdrawnAt;
  }
}
