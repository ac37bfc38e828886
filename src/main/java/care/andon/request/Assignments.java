package care.andon.request;

import care.andon.directory.Directory;
import care.andon.directory.Person;
import care.andon.directory.Team;
import care.andon.history.RequestEvent.Assigned;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has a request after it is handed on. */
@ApplicationScoped
class Assignments {
  private final Directory directory;

  Assignments(Directory directory) {
    this.directory = directory;
  }

  /**
   * The team and person named; a person alone keeps the request's team if a member of it, and
   * otherwise brings the first of their own; a team alone leaves the person open.
   */
  Assigned decide(SupportRequest request, Bodies.Assign body) {
    if (body.team() == null && body.assignee() == null) {
      throw Problem.invalid(
          List.of(
              new Problem.FieldError("/team", "required", "Send a team, an assignee, or both"),
              new Problem.FieldError(
                  "/assignee", "required", "Send a team, an assignee, or both")));
    }
    var team = body.team() == null ? null : team(body.team()).id();
    var assignee = body.assignee() == null ? null : person(body.assignee()).id();
    return new Assigned(
        team == null && assignee != null ? teamOf(assignee, request) : team,
        assignee,
        body.reason());
  }

  private @Nullable TeamId teamOf(PersonId assignee, SupportRequest request) {
    var teams = directory.teamsOf(assignee);
    if (request.team() != null && teams.contains(request.team())) {
      return request.team();
    }
    return teams.stream().min(Comparator.comparing(TeamId::value)).orElse(request.team());
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
