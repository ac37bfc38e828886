package care.andon.directory.roster;

import care.andon.directory.oncall.Interval;
import care.andon.kernel.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * That somebody changed a roster.
 *
 * @param id time-ordered: later changes have greater ones
 * @param person whose duty it is about
 * @param when without a start or an end for a duty of every week that has none
 * @param duty days and hours of a duty of every week as they were then; null for anything else
 */
public record RosterChange(
    UUID id,
    Instant at,
    String by,
    Act act,
    PersonId person,
    @Nullable PersonId instead,
    Interval when,
    @Nullable String duty,
    @Nullable String reason) {

  /** What was done. */
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
