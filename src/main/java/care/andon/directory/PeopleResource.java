package care.andon.directory;

import care.andon.directory.oncall.Person;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.InMemoryPage;
import care.andon.platform.web.Page;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
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

/** Lists the people in the directory. */
@Path(ApiPaths.BASE + "/people")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Directory")
class PeopleResource {
  private final Directory directory;

  PeopleResource(Directory directory) {
    this.directory = directory;
  }

  /** A person in the directory. */
  @Schema(
      name = "Person",
      description =
          "A person in the directory. Roles are not part of it; they come with the token.")
  record PersonView(
      UUID id,
      @Schema(description = "The name the person signs in with", examples = "omar.ortiz")
          String username,
      @Schema(examples = "Omar Ortiz") String name,
      @Schema(examples = "Supply coordinator") String title,
      @Schema(description = "The usual unit. Absent for people who work everywhere")
          @Nullable Named unit,
      @Schema(description = "The person's teams, sorted by code") List<Named> teams) {}

  @GET
  @RolesAllowed({"administrator", "manager", "auditor", "configurer", "integration"})
  @Operation(
      summary = "List the people",
      description =
          "Everybody in the directory. For roles that assign work; caregivers may not read"
              + " it.")
  @APIResponse(responseCode = "200", description = "Sorted by username")
  public RestResponse<Page<PersonView>> listPeople(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @Context UriInfo uri) {
    return new InMemoryPage<>(directory.snapshot().people(), Person::username)
        .paged(this::view, limit, cursor, uri);
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "Get a person",
      description =
          "By id or username. Every caller may read it, because every request names its"
              + " assignee.")
  @APIResponse(responseCode = "200", description = "The person")
  public PersonView getPerson(
      @Parameter(description = "Id or username", example = "omar.ortiz") @RestPath String id) {
    return directory.personByIdOrUsername(id).map(this::view).orElseThrow(Problem::notFound);
  }

  private PersonView view(Person person) {
    var snapshot = directory.snapshot();
    return new PersonView(
        person.id().value(),
        person.username(),
        person.name(),
        person.title(),
        person.unit() == null ? null : snapshot.unit(person.unit()).map(Named::of).orElse(null),
        snapshot.teamsOf(person.id()).stream()
            .flatMap(team -> snapshot.team(team).stream())
            .sorted(Comparator.comparing(Team::code))
            .map(Named::of)
            .toList());
  }
}
