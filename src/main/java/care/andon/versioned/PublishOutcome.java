package care.andon.versioned;

/**
 * What became of publishing or retiring something.
 *
 * @param version as it was right after
 * @param replayed whether it had been done before, and this is the answer of then
 * @param revision what was in force right after
 */
public record PublishOutcome<T>(Version<T> version, boolean replayed, long revision) {}
