package care.andon.retention;

import care.andon.directory.Directory;
import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.InMemoryPage;
import care.andon.platform.web.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Legal holds. */
@Path(ApiPaths.BASE + "/legal-holds")
@RolesAllowed({"privacy_officer", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy")
class LegalHoldsResource {
  private static final String ID = "01980000-0000-7000-8000-000000000003";

  private final LegalHolds holds;
  private final Directory directory;
  private final Identity identity;

  LegalHoldsResource(LegalHolds holds, Directory directory, Identity identity) {
    this.holds = holds;
    this.directory = directory;
    this.identity = identity;
  }

  @GET
  @Operation(
      summary = "List the legal holds",
      description =
          "All holds in the order in which they were placed, also those that were lifted. Follow"
              + " `next` for the next page.")
  @APIResponse(responseCode = "200", description = "A page of holds")
  public RestResponse<Page<LegalHoldView>> listLegalHolds(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @Context UriInfo uri) {
    return new InMemoryPage<>(holds.all(), hold -> hold.id().toString())
        .paged(this::view, limit, cursor, uri);
  }

  @GET
  @Path("/{hold}")
  @Operation(
      summary = "Get a legal hold",
      description = "What it covers, who placed it and why, and who lifted it.")
  @APIResponse(responseCode = "200", description = "The hold")
  public LegalHoldView getLegalHold(
      @Parameter(description = "The id", example = ID) @RestPath String hold) {
    return view(holds.get(hold));
  }

  @POST
  @RolesAllowed("privacy_officer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Place a legal hold",
      description =
          "From now on the nightly run keeps the askers and the words of the requests that the hold"
              + " covers, however old they are. A redaction is still possible. Placing the same hold"
              + " again returns the same hold, so a retry needs no key.")
  @APIResponseSchema(
      value = LegalHoldView.class,
      responseCode = "201",
      responseDescription = "The hold")
  public RestResponse<LegalHoldView> placeLegalHold(
      @Valid @NotNull(message = "Send a JSON object") NewLegalHold body) {
    return RestResponse.status(
        RestResponse.Status.CREATED, view(holds.place(identity.caller(), body)));
  }

  @DELETE
  @Path("/{hold}")
  @RolesAllowed("privacy_officer")
  @Operation(
      summary = "Lift a legal hold",
      description = "The hold stays in the list. Lifting it again changes nothing.")
  @APIResponse(responseCode = "204", description = "Lifted")
  public void liftLegalHold(
      @Parameter(description = "The id", example = ID) @RestPath String hold) {
    holds.lift(identity.caller(), hold);
  }

  private LegalHoldView view(LegalHold hold) {
    return LegalHoldView.of(hold, directory.snapshot());
  }
}
