package care.andon.directory;

import care.andon.directory.oncall.Duty;
import care.andon.directory.oncall.Person;
import care.andon.kernel.Id;
import java.util.List;
import java.util.Set;

/**
 * What is in the directory, apart from the dated roster.
 *
 * @param version which state of the database this is; another number is another state
 * @param memberships of those who are still in the team
 * @param weekly duties of every week
 * @param gone those who were here once and are kept for what they did: facilities, units, teams and
 *     people
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

  /** A directory in which there is nobody yet. */
  static DirectoryContents empty() {
    return new DirectoryContents(
        -1, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Set.of());
  }
}
