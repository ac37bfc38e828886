package care.andon.directory.roster;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.kernel.Role;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import java.time.Instant;

/**
 * Who may change a roster: configurers and integrations may change every roster, leads that of
 * their team. The house supervisor on duty may change every roster of the facility, because at
 * night nobody else is there.
 */
record RosterRights(DirectorySnapshot directory, Instant now) {
  private static final int HOUSE_SUPERVISOR = 2;

  /**
   * Checks that the caller may change the roster.
   *
   * @throws Problem if not
   */
  void require(Caller caller, RosterPlace place) {
    if (!mayChange(caller, place)) {
      throw Problem.of(
          ProblemType.FORBIDDEN,
          "A roster is changed by the leads of its team, by the house supervisor on duty, by"
              + " configurers and by integrations");
    }
  }

  private boolean mayChange(Caller caller, RosterPlace place) {
    return caller.is(Role.CONFIGURER)
        || caller.is(Role.INTEGRATION)
        || directory
            .personByUsername(caller.username())
            .filter(person -> leads(person, place) || supervises(person, place))
            .isPresent();
  }

  private boolean leads(Person person, RosterPlace place) {
    return place.team() != null && directory.isLead(person.id(), place.team().id());
  }

  private boolean supervises(Person person, RosterPlace place) {
    return directory
        .onCall(new Post.OfFacility(place.facility().id(), HOUSE_SUPERVISOR), now)
        .stream()
        .anyMatch(onCall -> onCall.person().id().equals(person.id()));
  }
}
