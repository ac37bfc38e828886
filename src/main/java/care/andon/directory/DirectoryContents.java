package care.andon.directory;

import care.andon.directory.oncall.Duty;
import care.andon.directory.oncall.Person;
import care.andon.kernel.Id;
import java.util.List;
import java.util.Set;

/**
 * Everything in the directory except shifts and stand-ins.
 *
 * @param version number of this state of the database; it changes with every change
 * @param memberships current ones only
 * @param weekly weekly duties
 * @param gone facilities, units, teams and people that are gone; old requests still refer to them
 */
public record DirectoryContents(
    long version,
    List<Facility> facilities,
    List<Unit> units,
    List<Team> teams,
    List<Person> people,
    List<Membership> memberships,
    List<Duty> weekly,
    List<CategoryOwner> owners,
    Set<Id> gone) {

  /** A directory without any entry. */
  static DirectoryContents empty() {
    return new DirectoryContents(
        -1, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Set.of());
  }
}
