package care.andon.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a policy or a calendar, and when it was in force.
 *
 * @param number 1 for the first
 * @param since the first revision it was in force at
 * @param until the first revision it was no longer in force at; null while it is
 * @param publishedBy null for what came with the service
 * @param endedAt when the next version or a retirement took its place; null while it is in force
 */
record Version<T>(
    String code,
    int number,
    String name,
    long since,
    @Nullable Long until,
    Instant publishedAt,
    @Nullable String publishedBy,
    @Nullable Instant endedAt,
    @Nullable String endedBy,
    T content) {

  boolean isInForce() {
    return until == null;
  }

  boolean isInForceAt(long revision) {
    return since <= revision && (until == null || until > revision);
  }

  VersionRef ref() {
    return new VersionRef(code, number);
  }
}
