package care.andon.directory;

import care.andon.directory.oncall.Duty;
import care.andon.directory.oncall.StandIn;
import java.util.List;

/**
 * The part of the directory that changes every day: shifts and stand-ins.
 *
 * @param version number of this state of the database; it changes with every change
 * @param shifts dated duties
 * @param standIns those that have not been called off
 */
public record RosterContents(long version, List<Duty> shifts, List<StandIn> standIns) {

  /** A roster without any entry. */
  public static RosterContents empty() {
    return new RosterContents(-1, List.of(), List.of());
  }
}
