package care.andon.sla;

import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.Page;
import care.andon.versioned.PublishOutcome;
import care.andon.versioned.Publisher;
import care.andon.versioned.Retirement;
import care.andon.versioned.Version;
import care.andon.versioned.Versions;
import care.andon.versioned.VersionsResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** HTTP resource for service level policies. */
@Path(ApiPaths.BASE + "/sla-policies")
@RolesAllowed({"administrator", "manager", "auditor", "configurer", "integration"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Promises")
@APIResponse(responseCode = "403", ref = "Forbidden")
class SlaPoliciesResource extends VersionsResource<SlaPolicy, PolicyDraft, PolicyView> {
  private final StoredPromises promises;
  private final PolicyPlaces places;

  SlaPoliciesResource(
      StoredPromises promises,
      PolicyPlaces places,
      Publisher publisher,
      PolicyKind kind,
      Identity identity) {
    super(publisher, kind, identity);
    this.promises = promises;
    this.places = places;
  }

  @POST
  @RolesAllowed("configurer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createSlaPolicy",
      summary = "Publish a new policy",
      description =
          "Refused where another policy would decide the same clock for the same request"
              + " and names equally many dimensions. What is left without a promise is named in"
              + " `warnings`. The same document again, as a retry sends it, gets the first answer: a"
              + " code is used once, so no key is needed, though one is taken.")
  @APIResponse(
      responseCode = "201",
      description = "Published as version 1",
      headers = {
        @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)),
        @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
        @Header(
            name = IdempotencyKey.REPLAYED,
            description = "true when it was there already",
            schema = @Schema(type = SchemaType.STRING))
      },
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "422", ref = "KeyReused")
  public Response create(
      @NotNull(message = NO_BODY) PolicyDraft draft,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Context UriInfo uri) {
    return publishFirst(draft, key, ApiPaths.BASE + "/sla-policies/{code}", uri);
  }

  @GET
  @Operation(
      operationId = "listSlaPolicies",
      summary = "The policies",
      description = "The last version of each, also of what is retired.")
  @APIResponse(responseCode = "200", description = "Sorted by code")
  public RestResponse<Page<PolicyView>> list(
      @Parameter(ref = "Limit") @RestQuery @Nullable String limit,
      @Parameter(ref = "Cursor") @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    return latest(limit, cursor, uri);
  }

  @GET
  @Path("/{code}")
  @Operation(
      operationId = "getSlaPolicy",
      summary = "One policy",
      description = "Its last version, in force or retired.")
  @APIResponse(
      responseCode = "200",
      description = "The last version",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(responseCode = "304", description = "You have this version already")
  public Response get(
      @Parameter(description = "Its code", example = "medication-now") @RestPath String code,
      @Parameter(ref = "IfNoneMatch") @RestHeader(HttpHeaders.IF_NONE_MATCH)
          @Nullable String ifNoneMatch) {
    return latestOf(code, ifNoneMatch);
  }

  @PUT
  @Path("/{code}")
  @RolesAllowed("configurer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeSlaPolicy",
      summary = "Publish the next version of a policy",
      description =
          "Requests that were filed keep what they were promised; new ones go by this version. The document that is there already is not published again.")
  @APIResponse(
      responseCode = "200",
      description = "The version in force",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "422", ref = "KeyReused")
  @APIResponse(responseCode = "412", ref = "Stale")
  @APIResponse(responseCode = "428", ref = "PreconditionRequired")
  public Response change(
      @Parameter(description = "Its code", example = "training-clinic") @RestPath String code,
      @NotNull(message = NO_BODY) PolicyDraft draft,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Parameter(ref = "IfMatch") @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return publishNext(code, draft, ifMatch, key);
  }

  @GET
  @Path("/{code}/versions")
  @Operation(
      operationId = "listSlaPolicyVersions",
      summary = "Every version of a policy",
      description = "The first one first. Versions are never changed and never deleted.")
  @APIResponse(responseCode = "200", description = "Sorted by number")
  public RestResponse<Page<PolicyView>> versions(
      @Parameter(description = "Its code", example = "medication-now") @RestPath String code,
      @Parameter(ref = "Limit") @RestQuery @Nullable String limit,
      @Parameter(ref = "Cursor") @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    return allOf(code, limit, cursor, uri);
  }

  @GET
  @Path("/{code}/versions/{number}")
  @Operation(
      operationId = "getSlaPolicyVersion",
      summary = "One version of a policy",
      description = "As it was published; what a clock has pinned.")
  @APIResponse(
      responseCode = "200",
      description = "The version",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(responseCode = "304", description = "You have this version already")
  public Response version(
      @Parameter(description = "Its code", example = "medication-now") @RestPath String code,
      @Parameter(description = "1 for the first", example = "1") @RestPath String number,
      @Parameter(ref = "IfNoneMatch") @RestHeader(HttpHeaders.IF_NONE_MATCH)
          @Nullable String ifNoneMatch) {
    return numbered(code, number, ifNoneMatch);
  }

  @POST
  @Path("/{code}/retire")
  @RolesAllowed("configurer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "retireSlaPolicy",
      summary = "Retire a policy",
      description =
          "New requests no longer go by it. Refused where that would leave two others to decide"
              + " the same clock. What is left without a promise is named in `warnings`. What was promised by it stays promised. Retiring it again changes"
              + " nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The last version, no longer in force",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "422", ref = "KeyReused")
  @APIResponse(responseCode = "412", ref = "Stale")
  public Response retire(
      @Parameter(description = "Its code", example = "old-training") @RestPath String code,
      @RequestBody(required = false) @Nullable Retirement nothing,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Parameter(ref = "IfMatch") @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return retireLast(code, ifMatch, key);
  }

  @Override
  protected Versions<SlaPolicy> versions() {
    return promises.published().policies();
  }

  @Override
  protected PolicyView viewOf(PublishOutcome<SlaPolicy> outcome) {
    return PolicyView.of(
        outcome.version(), places, PolicyWarning.about(promises.book(outcome.revision()), places));
  }

  @Override
  protected PolicyView view(Version<SlaPolicy> version) {
    return PolicyView.of(version, places, null);
  }
}
