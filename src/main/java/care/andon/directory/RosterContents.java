package care.andon.directory;

import care.andon.directory.oncall.Duty;
import care.andon.directory.oncall.StandIn;
import java.util.List;

/**
 * The part of the directory that changes every day.
 *
 * @param version which state of the database this is; another number is another state
 * @param shifts dated duties
 * @param standIns those that have not been called off
 */
public record RosterContents(long version, List<Duty> shifts, List<StandIn> standIns) {

  /** A roster without a shift. */
  public static RosterContents empty() {
    return new RosterContents(-1, List.of(), List.of());
  }
}
