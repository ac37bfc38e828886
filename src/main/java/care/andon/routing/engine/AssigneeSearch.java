package care.andon.routing.engine;

import care.andon.kernel.TeamId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the assignee by one rule: among the team's members on call, else among the backups.
 *
 * @param outranked codes of the published rules that match, too, and are less specific
 */
record AssigneeSearch(
    RoutingRule rule,
    List<String> outranked,
    RequestFacts facts,
    BackupSearch backups,
    TeamLoads loads) {

  RoutingDecision decide() {
    var members = backups.roster().team(rule.team(), facts.at());
    if (members.isEmpty()) {
      return fromBackups();
    }
    return rule.choose() == AssignmentMethod.NOBODY ? untilTaken(members) : fromTeam(members);
  }

  // --- A member of the team ---

  private RoutingDecision fromTeam(List<OnCallCandidate> members) {
    var chosen = choose(members);
    var considered = members.stream().map(it -> consider(it, chosen)).toList();
    var because =
        switch (rule.choose()) {
          case ON_CALL, NOBODY -> RoutingExplanation.onCall(rule, facts, chosen);
          case LEAST_OPEN -> RoutingExplanation.leastOpen(rule, facts, chosen);
          case ROUND_ROBIN -> RoutingExplanation.turn(rule, facts, chosen);
        };
    return assign(rule.team(), chosen, because, List.of(teamStop(considered)));
  }

  private OnCallCandidate choose(List<OnCallCandidate> members) {
    return switch (rule.choose()) {
      case ON_CALL, NOBODY -> members.getFirst();
      case LEAST_OPEN -> least(members, it -> loads.of(it.person()).open());
      case ROUND_ROBIN -> least(members, it -> loads.of(it.person()).turn());
    };
  }

  /** Ties go by calling order. */
  private static OnCallCandidate least(
      List<OnCallCandidate> members, ToLongFunction<OnCallCandidate> load) {
    return members.stream().min(Comparator.comparingLong(load)).orElseThrow();
  }

  private RoutingTrace.Considered consider(OnCallCandidate member, OnCallCandidate chosen) {
    var load = loads.of(member.person());
    return new RoutingTrace.Considered(
        member.person(),
        member.equals(chosen)
            ? RoutingTrace.Verdict.HAS_IT
            : whyNot(load, loads.of(chosen.person())),
        rule.choose() == AssignmentMethod.LEAST_OPEN ? load.open() : RoutingTrace.NOT_COUNTED);
  }

  private RoutingTrace.Verdict whyNot(TeamLoads.Load load, TeamLoads.Load chosen) {
    return switch (rule.choose()) {
      case ON_CALL, NOBODY -> RoutingTrace.Verdict.LATER_IN_CALLING_ORDER;
      case LEAST_OPEN ->
          load.open() > chosen.open()
              ? RoutingTrace.Verdict.HAS_MORE_OPEN_WORK
              : RoutingTrace.Verdict.LATER_IN_CALLING_ORDER;
      case ROUND_ROBIN ->
          load.turn() > chosen.turn()
              ? RoutingTrace.Verdict.HAD_A_LATER_TURN
              : RoutingTrace.Verdict.LATER_IN_CALLING_ORDER;
    };
  }

  // --- No assignee until a person takes the request ---

  private RoutingDecision untilTaken(List<OnCallCandidate> members) {
    var told = alsoTold(null);
    var considered =
        members.stream()
            .map(
                it ->
                    new RoutingTrace.Considered(
                        it.person(), RoutingTrace.Verdict.CAN_BE_REACHED, RoutingTrace.NOT_COUNTED))
            .toList();
    return new RoutingDecision(
        rule.team(),
        null,
        told.stream().map(OnCallCandidate::person).distinct().toList(),
        false,
        RoutingExplanation.untilTaken(rule, facts, members) + RoutingExplanation.told(told),
        trace(List.of(teamStop(considered))));
  }

  // --- A backup ---

  private RoutingDecision fromBackups() {
    var stops = new ArrayList<RoutingTrace.Stop>();
    stops.add(teamStop(List.of()));
    return backups
        .find(BackupSearch.chainOf(rule), stops)
        .map(found -> fromBackup(found, stops))
        .orElseGet(() -> unrouted(stops));
  }

  private RoutingDecision fromBackup(
      BackupSearch.BackupPerson found, List<RoutingTrace.Stop> stops) {
    return switch (found.backup()) {
      case BackupTeam.OtherTeam other ->
          assign(
              other.team(),
              found.person(),
              RoutingExplanation.otherTeam(rule, facts, other, found.person()),
              stops);
      case BackupTeam.Facility facility ->
          assign(
              rule.team(),
              found.person(),
              RoutingExplanation.facility(rule, facts, facility, found.person()),
              stops);
    };
  }

  private RoutingDecision unrouted(List<RoutingTrace.Stop> stops) {
    return new RoutingDecision(
        rule.team(), null, List.of(), true, RoutingExplanation.nobody(rule, facts), trace(stops));
  }

  // --- The decision ---

  private RoutingDecision assign(
      TeamId team, OnCallCandidate person, String because, List<RoutingTrace.Stop> stops) {
    var told = alsoTold(person);
    return new RoutingDecision(
        team,
        person.person(),
        told.stream().map(OnCallCandidate::person).distinct().toList(),
        false,
        because + RoutingExplanation.told(told),
        trace(stops));
  }

  private List<OnCallCandidate> alsoTold(@Nullable OnCallCandidate assignee) {
    return rule.alsoTell().stream()
        .flatMap(post -> backups.onCall(post).stream())
        .filter(told -> assignee == null || !told.person().equals(assignee.person()))
        .distinct()
        .toList();
  }

  private RoutingTrace.Stop teamStop(List<RoutingTrace.Considered> considered) {
    return new RoutingTrace.Stop(rule.team(), null, considered);
  }

  private RoutingTrace trace(List<RoutingTrace.Stop> stops) {
    return new RoutingTrace(
        rule.ref(), List.copyOf(rule.criteria().dimensions()), outranked, stops);
  }
}
