package care.andon.versioned;

/**
 * The result of publishing or retiring a version.
 *
 * @param version as it was right after the change
 * @param replayed whether a retry got the answer of the first call
 * @param revision the revision right after the change
 */
public record PublishOutcome<T>(Version<T> version, boolean replayed, long revision) {}
