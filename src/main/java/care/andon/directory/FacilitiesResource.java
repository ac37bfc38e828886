package care.andon.directory;

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

/** Lists the facilities. */
@Path(ApiPaths.BASE + "/facilities")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Directory")
class FacilitiesResource {
  private final Directory directory;

  FacilitiesResource(Directory directory) {
    this.directory = directory;
  }

  @GET
  @Operation(
      summary = "List the facilities",
      description = "Every site of the organisation, with the time zone of its rosters.")
  @APIResponse(responseCode = "200", description = "Sorted by code")
  public RestResponse<Page<FacilityView>> listFacilities(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @Context UriInfo uri) {
    return new InMemoryPage<>(directory.snapshot().facilities(), Facility::code)
        .whole(this::view, limit, cursor, uri);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Get a facility", description = "By id or code.")
  @APIResponse(responseCode = "200", description = "The facility")
  public FacilityView getFacility(
      @Parameter(description = "Id or code", example = "LAKESIDE") @RestPath String id) {
    return directory.facility(id).map(this::view).orElseThrow(Problem::notFound);
  }

  /** A facility. */
  @Schema(name = "Facility", description = "A site with its own on-call rosters.")
  record FacilityView(
      UUID id,
      @Schema(examples = "LAKESIDE") String code,
      @Schema(examples = "Lakeside Hospital") String name,
      @Schema(description = "IANA time zone of the rosters", examples = "America/Chicago")
          String timeZone) {
    static FacilityView of(Facility facility) {
      return new FacilityView(
          facility.id().value(), facility.code(), facility.name(), facility.timeZone().getId());
    }
  }

  private FacilityView view(Facility facility) {
    return FacilityView.of(facility);
  }
}
