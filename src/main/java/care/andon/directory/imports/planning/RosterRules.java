package care.andon.directory.imports.planning;

import java.time.Instant;

/**
 * What is past in a roster.
 *
 * @param now shifts that end by then stay as they are
 */
public record RosterRules(Instant now) {
  /** Whether a shift is over. Such shifts are kept as a record of who was on duty. */
  boolean isOver(DirectoryItem shift) {
    var times = RosterTimes.dated(shift);
    return !times.to().atZone(times.zone()).toInstant().isAfter(now);
  }
}
