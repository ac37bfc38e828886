package care.andon.request;

import care.andon.directory.Directory;
import care.andon.directory.Team;
import care.andon.directory.oncall.Person;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.GivenBack;
import care.andon.history.RequestEvent.HandedOver;
import care.andon.history.RequestEvent.Taken;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.request.RequestCommand.Assign;
import care.andon.request.RequestCommand.GiveBack;
import care.andon.request.RequestCommand.Reassignment;
import care.andon.request.RequestCommand.Take;
import care.andon.request.assignment.ReachablePeople;
import care.andon.request.assignment.Successor;
import care.andon.request.assignment.WorkDistribution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who becomes the assignee. It is always a person who can be reached; otherwise the act is
 * refused.
 */
@ApplicationScoped
class Assignments {
  private final Directory directory;

  Assignments(Directory directory) {
    this.directory = directory;
  }

  /**
   * Decides who is the assignee after the act.
   *
   * @param request caught up with what fell due, and open
   * @throws Problem when no person can be reached
   */
  RequestEvent decide(
      Reassignment command, PersonId by, SupportRequest request, ActContext context) {
    return switch (command) {
      case Assign assign -> assign(assign, request, context);
      case Take(var body) -> take(by, request, body.words());
      case GiveBack(var body) -> giveBack(by, request, body.reason(), context);
    };
  }

  /** The team among whose people one is chosen; empty where a person is named. */
  Optional<TeamId> teamToShareIn(RequestCommand command, SupportRequest request) {
    return switch (command) {
      case Assign assign -> {
        var to = addressee(assign.team(), assign.assignee());
        yield request.status().isOpen() && to.person() == null
            ? Optional.ofNullable(to.team())
            : Optional.empty();
      }
      case GiveBack _ -> Optional.ofNullable(request.team());
      default -> Optional.empty();
    };
  }

  /**
   * A named person may be off call if a member of the team is on call. With a team only, its
   * present assignee stays if they are on call; else the team's rule chooses.
   */
  private Assigned assign(Assign assign, SupportRequest request, ActContext context) {
    var to = addressee(assign.team(), assign.assignee());
    var there = reachable(context.now());
    if (to.person() == null) {
      return onCall(request, to.team(), there, context.shares(), assign.reason());
    }
    var team = to.team() == null ? teamOf(to.person(), request.team()) : to.team();
    requireThere(to.person(), team, request.filed().facility(), there);
    return new Assigned(team, to.person(), assign.reason());
  }

  /**
   * The team and the person named in a command.
   *
   * @param team null only if a person is named
   */
  record Addressee(@Nullable TeamId team, @Nullable PersonId person) {}

  /** Finds the team and the person by id, code or username. */
  Addressee addressee(@Nullable String team, @Nullable String assignee) {
    if (team == null && assignee == null) {
      throw Problem.invalid(
          List.of(
              new Problem.FieldError("/team", "required", "Send a team, an assignee, or both"),
              new Problem.FieldError(
                  "/assignee", "required", "Send a team, an assignee, or both")));
    }
    return new Addressee(
        team == null ? null : team(team).id(), assignee == null ? null : person(assignee).id());
  }

  /** A request without a team gets the first team of the person who takes it. */
  private Taken take(PersonId by, SupportRequest request, @Nullable String words) {
    var team = request.team() == null ? teamOf(by, null) : request.team();
    return new Taken(team, words, name(by) + " took it");
  }

  private GivenBack giveBack(
      PersonId by, SupportRequest request, String reason, ActContext context) {
    var there = reachable(context.now());
    var team = request.team();
    var to =
        team == null ? null : context.shares().first(team, there.others(team, by)).orElse(null);
    if (team == null || to == null) {
      throw nobodyReachable(request.filed().facility(), there, by);
    }
    context.shares().countAssignment(team, by, to.id());
    return new GivenBack(
        team,
        to.id(),
        reason,
        "%s gave it back to %s; %s is on call".formatted(name(by), name(team), to.name()));
  }

  /**
   * Chooses the next assignee in a handover: the named person, also one who is off call, or another
   * person on call now. The choice counts for the next request of the handover.
   *
   * @param whole the addressee of the whole handover; null for another person on call
   * @param ends when the giver's shift ends; empty if they are on no shift
   * @return empty if no person is named and no other person of the team is on call
   */
  Optional<HandedOver> handOver(
      SupportRequest request,
      Person by,
      @Nullable Addressee whole,
      String note,
      ActContext moment,
      Optional<Instant> ends) {
    var successor =
        new Successor(reachable(moment.now()), ends.map(this::reachable), by.id(), moment.shares());
    if (whole != null && whole.person() != null) {
      var team = whole.team() == null ? teamOf(whole.person(), request.team()) : whole.team();
      moment.shares().gaveByName(team, whole.person());
      return Optional.of(handedOver(team, whole.person(), by, note));
    }
    var team = whole == null ? request.team() : whole.team();
    var to = Optional.ofNullable(team).flatMap(successor::of).map(Person::id);
    to.ifPresent(chosen -> moment.shares().countAssignment(team, null, chosen));
    return to.map(chosen -> handedOver(team, chosen, by, note));
  }

  private HandedOver handedOver(@Nullable TeamId team, PersonId to, Person by, String note) {
    return new HandedOver(team, to, note, "%s handed it over to %s".formatted(by.name(), name(to)));
  }

  ReachablePeople reachable(Instant at) {
    return new ReachablePeople(directory.snapshot(), at);
  }

  private String name(PersonId person) {
    return directory.person(person).map(Person::name).orElseThrow();
  }

  String name(TeamId team) {
    return directory.team(team).map(Team::name).orElse("its team");
  }

  private Assigned onCall(
      SupportRequest request,
      @Nullable TeamId team,
      ReachablePeople there,
      WorkDistribution shares,
      String reason) {
    var people = team == null ? List.<Person>of() : there.onCall(team);
    if (team == null || people.isEmpty()) {
      throw nobodyReachable(request.filed().facility(), there, null);
    }
    var keeps =
        people.stream()
            .filter(person -> Objects.equals(team, request.team()))
            .filter(person -> person.id().equals(request.assignee()))
            .findFirst();
    if (keeps.isPresent()) {
      return new Assigned(team, keeps.get().id(), reason);
    }
    var chosen = shares.first(team, people).orElseThrow();
    shares.countAssignment(
        team, team.equals(request.team()) ? request.assignee() : null, chosen.id());
    return new Assigned(team, chosen.id(), reason);
  }

  private static void requireThere(
      PersonId person, @Nullable TeamId team, FacilityId facility, ReachablePeople there) {
    var isThere = there.isOnCall(person) || (team != null && !there.onCall(team).isEmpty());
    if (!isThere) {
      throw nobodyReachable(facility, there, null);
    }
  }

  private static Problem nobodyReachable(
      FacilityId facility, ReachablePeople there, @Nullable PersonId butNot) {
    return Problem.of(ProblemType.NOBODY_REACHABLE, ProblemType.NOBODY_REACHABLE.advice())
        .with("couldTake", there.couldTake(facility, butNot));
  }

  /**
   * Returns the present team if the person is a member of it, else the first team of the person.
   */
  @Nullable TeamId teamOf(PersonId person, @Nullable TeamId present) {
    var teams = directory.teamsOf(person);
    if (present != null && teams.contains(present)) {
      return present;
    }
    return teams.stream().min(Comparator.comparing(TeamId::value)).orElse(present);
  }

  private Team team(String idOrCode) {
    return directory
        .team(idOrCode)
        .filter(team -> !directory.isGone(team.id()))
        .orElseThrow(
            () ->
                Problem.invalid(
                    "/team", "unknown_team", "Send the id or code of a team listed at /teams"));
  }

  private Person person(String idOrUsername) {
    return directory
        .personByIdOrUsername(idOrUsername)
        .filter(person -> !directory.isGone(person.id()))
        .orElseThrow(
            () ->
                Problem.invalid(
                    "/assignee",
                    "unknown_person",
                    "Send the id or username of somebody in the directory"));
  }
}
