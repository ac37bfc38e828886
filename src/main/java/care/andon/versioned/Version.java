package care.andon.versioned;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a published document, and when it was in force.
 *
 * @param number 1 for the first
 * @param since the first revision it was in force at
 * @param until the first revision it was no longer in force at; null while it is
 * @param publishedBy username; null for a version that came with the service
 * @param endedAt when it was replaced or retired; null while it is in force
 */
public record Version<T>(
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

  public boolean isInForce() {
    return until == null;
  }

  public boolean isInForceAt(long revision) {
    return since <= revision && (until == null || until > revision);
  }

  Version<T> ended(long revision, Instant at, String by) {
    return new Version<>(
        code, number, name, since, revision, publishedAt, publishedBy, at, by, content);
  }

  /** The version as it was at a revision at which it existed: not ended if it ended later. */
  Version<T> asAt(long revision) {
    return until == null || until <= revision
        ? this
        : new Version<>(
            code, number, name, since, null, publishedAt, publishedBy, null, null, content);
  }

  public VersionRef ref() {
    return new VersionRef(code, number);
  }
}
