package care.andon.directory;

import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.InMemoryPage;
import care.andon.platform.web.Page;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Lists the teams. */
@Path(ApiPaths.BASE + "/teams")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Directory")
class TeamsResource {
  private final Directory directory;
  private final InstantSource time;

  TeamsResource(Directory directory, InstantSource time) {
    this.directory = directory;
    this.time = time;
  }

  @GET
  @Operation(
      summary = "List the teams",
      description = "Every team that can be responsible for a request.")
  @APIResponse(responseCode = "200", description = "Sorted by code")
  public RestResponse<Page<TeamView>> listTeams(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @Context UriInfo uri) {
    return new InMemoryPage<>(directory.snapshot().teams(), Team::code)
        .whole(this::view, limit, cursor, uri);
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "Get a team",
      description = "By id or code, with its members and the people on call now.")
  @APIResponse(responseCode = "200", description = "The team")
  public Detail getTeam(
      @Parameter(description = "Id or code", example = "supply-chain") @RestPath String id) {
    return directory.team(id).map(this::detail).orElseThrow(Problem::notFound);
  }

  /** A team in a list. */
  @Schema(name = "Team", description = "People whose job is to get caregivers what they need.")
  record TeamView(
      UUID id,
      @Schema(examples = "supply-chain") String code,
      @Schema(examples = "Supply chain") String name,
      Named facility) {}

  /** A team with its people. */
  @Schema(
      name = "TeamWithPeople",
      description = "A team with its members and the people on call now.")
  record Detail(
      UUID id,
      @Schema(examples = "supply-chain") String code,
      @Schema(examples = "Supply chain") String name,
      Named facility,
      @Schema(description = "Members, leads first, then by name") List<Member> members,
      @Schema(description = "The people on call, in calling order. Empty if nobody is on call")
          List<OnCallView> onCall) {}

  /** A member of a team. */
  @Schema(name = "TeamMember", description = "A member of a team.")
  record Member(
      UUID id,
      @Schema(examples = "Omar Ortiz") String name,
      @Schema(examples = "Supply coordinator") String title,
      @Schema(description = "Whether the person leads the team. Leads are called at tier 1")
          boolean lead) {
    static Member of(Person person, boolean lead) {
      return new Member(person.id().value(), person.name(), person.title(), lead);
    }
  }

  private TeamView view(Team team) {
    return new TeamView(team.id().value(), team.code(), team.name(), facility(team));
  }

  private Detail detail(Team team) {
    return new Detail(
        team.id().value(), team.code(), team.name(), facility(team), members(team), onCall(team));
  }

  private List<OnCallView> onCall(Team team) {
    var snapshot = directory.snapshot();
    return snapshot.onCall(new Post.OfTeam(team.id()), time.instant()).stream()
        .map(onCall -> OnCallView.of(onCall, snapshot))
        .toList();
  }

  private List<Member> members(Team team) {
    var snapshot = directory.snapshot();
    return snapshot.membersOf(team.id()).stream()
        .flatMap(id -> snapshot.person(id).stream())
        .map(person -> Member.of(person, snapshot.isLead(person.id(), team.id())))
        .toList();
  }

  private Named facility(Team team) {
    return Named.of(directory.facility(team.facility()).orElseThrow());
  }
}
