package care.andon.directory.roster;

import care.andon.directory.oncall.Interval;
import care.andon.kernel.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the change log of a roster.
 *
 * @param id time-ordered: later changes have greater ids
 * @param person whose duty it is about
 * @param when without a start or an end for a weekly duty that has none
 * @param duty days and hours of a weekly duty at that time; null for other changes
 */
public record RosterChange(
    UUID id,
    Instant at,
    String by,
    Act act,
    PersonId person,
    @Nullable PersonId insteadOf,
    Interval when,
    @Nullable String duty,
    @Nullable String reason) {

  /** The kind of change. */
  @Schema(name = "RosterChangeKind")
  public enum Act {
    SHIFT_ADDED,
    SHIFT_CHANGED,
    SHIFT_REMOVED,
    SHIFT_ENDED,
    STAND_IN,
    SWAP,
    CALLED_OFF,
    WEEKLY_ADDED,
    WEEKLY_CHANGED,
    WEEKLY_ENDED,
    WEEKLY_REMOVED
  }
}
