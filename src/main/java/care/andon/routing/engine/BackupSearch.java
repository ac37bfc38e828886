package care.andon.routing.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Looks for a person on call where a team has none, place by place. */
record BackupSearch(RequestFacts facts, OnCallRoster roster) {
  /** The end of every chain of backups. */
  static final List<BackupTeam> LAST_RESORT =
      List.of(BackupTeam.Facility.HOUSE_SUPERVISOR, BackupTeam.Facility.ADMINISTRATOR_ON_CALL);

  /** The person who was found, and the backup they are on call for. */
  record BackupPerson(BackupTeam backup, OnCallCandidate person) {}

  /** The backups of a rule and the last resort, each once. */
  static List<BackupTeam> chainOf(RoutingRule rule) {
    var chain = new LinkedHashSet<BackupTeam>(rule.backups());
    chain.addAll(LAST_RESORT);
    return List.copyOf(chain);
  }

  /**
   * The first person on call along the chain.
   *
   * @param stops the places that were tried are added here
   */
  Optional<BackupPerson> find(List<BackupTeam> chain, List<RoutingTrace.Stop> stops) {
    for (var backup : chain) {
      var people = onCall(backup);
      stops.add(stop(backup, people));
      if (!people.isEmpty()) {
        return Optional.of(new BackupPerson(backup, people.getFirst()));
      }
    }
    return Optional.empty();
  }

  /** The people on call for a backup, in calling order. */
  List<OnCallCandidate> onCall(BackupTeam backup) {
    return switch (backup) {
      case BackupTeam.OtherTeam other -> roster.team(other.team(), facts.at());
      case BackupTeam.Facility facility -> roster.facility(facts.facility(), facility, facts.at());
    };
  }

  private static RoutingTrace.Stop stop(BackupTeam backup, List<OnCallCandidate> people) {
    var considered = new ArrayList<RoutingTrace.Considered>();
    for (var person : people) {
      considered.add(
          new RoutingTrace.Considered(
              person.person(),
              considered.isEmpty()
                  ? RoutingTrace.Verdict.HAS_IT
                  : RoutingTrace.Verdict.LATER_IN_CALLING_ORDER,
              RoutingTrace.NOT_COUNTED));
    }
    return switch (backup) {
      case BackupTeam.OtherTeam other -> new RoutingTrace.Stop(other.team(), null, considered);
      case BackupTeam.Facility facility -> new RoutingTrace.Stop(null, facility, considered);
    };
  }
}
