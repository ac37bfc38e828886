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

/** Lists the units. */
@Path(ApiPaths.BASE + "/units")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Directory")
class UnitsResource {
  private final Directory directory;

  UnitsResource(Directory directory) {
    this.directory = directory;
  }

  @GET
  @Operation(
      summary = "List the units",
      description = "Every place from which a request can be filed.")
  @APIResponse(responseCode = "200", description = "Sorted by code")
  public RestResponse<Page<UnitView>> listUnits(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @Context UriInfo uri) {
    return new InMemoryPage<>(directory.snapshot().units(), Unit::code)
        .whole(this::view, limit, cursor, uri);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Get a unit", description = "By id or code.")
  @APIResponse(responseCode = "200", description = "The unit")
  public UnitView getUnit(
      @Parameter(description = "Id or code", example = "4W") @RestPath String id) {
    return directory.unit(id).map(this::view).orElseThrow(Problem::notFound);
  }

  /** A place where patients are cared for. */
  @Schema(name = "Unit", description = "A place where patients are cared for.")
  record UnitView(
      UUID id,
      @Schema(description = "The code, as on the door", examples = "4W") String code,
      @Schema(examples = "4 West, medical-surgical") String name,
      Named facility) {
    static UnitView of(Unit unit, Facility facility) {
      return new UnitView(unit.id().value(), unit.code(), unit.name(), Named.of(facility));
    }
  }

  private UnitView view(Unit unit) {
    return UnitView.of(unit, directory.facility(unit.facility()).orElseThrow());
  }
}
