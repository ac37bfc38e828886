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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
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
      summary = "Publish a new policy",
      description =
          "Refused if another policy is equally specific for the same clock and can match the"
              + " same request. `warnings` lists what is left without a promise. Sending the same"
              + " document again returns the first answer, so a retry needs no key.")
  @APIResponseSchema(
      value = PolicyView.class,
      responseDescription = "Published as version 1",
      responseCode = "201")
  public Response createSlaPolicy(
      @NotNull(message = NO_BODY) PolicyDraft draft,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return publishFirst(draft, key, ApiPaths.BASE + "/sla-policies");
  }

  @GET
  @Operation(
      summary = "List the policies",
      description = "The last version of each, including retired ones.")
  @APIResponse(responseCode = "200", description = "Sorted by code")
  public RestResponse<Page<PolicyView>> listSlaPolicies(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @Context UriInfo uri) {
    return latest(limit, cursor, uri);
  }

  @GET
  @Path("/{code}")
  @Operation(summary = "Get a policy", description = "The last version, in force or retired.")
  @APIResponseSchema(value = PolicyView.class, responseDescription = "The last version")
  public Response getSlaPolicy(
      @Parameter(description = "The code", example = "medication-now") @RestPath String code,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    return latestOf(code, ifNoneMatch);
  }

  @PUT
  @Path("/{code}")
  @RolesAllowed("configurer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Publish the next version of a policy",
      description =
          "Requests that were filed keep their promises. New requests use this version."
              + " Sending the document that is in force publishes nothing.")
  @APIResponseSchema(value = PolicyView.class, responseDescription = "The version in force")
  public Response changeSlaPolicy(
      @Parameter(description = "The code", example = "training-clinic") @RestPath String code,
      @NotNull(message = NO_BODY) PolicyDraft draft,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Parameter(ref = "IfMatchRequired") @RestHeader(HttpHeaders.IF_MATCH)
          @Nullable String ifMatch) {
    return publishNext(code, draft, ifMatch, key);
  }

  @GET
  @Path("/{code}/versions")
  @Operation(
      summary = "List the versions of a policy",
      description = "Oldest first. Versions are never changed or deleted.")
  @APIResponse(responseCode = "200", description = "Sorted by number")
  public RestResponse<Page<PolicyView>> listSlaPolicyVersions(
      @Parameter(description = "The code", example = "medication-now") @RestPath String code,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    return allOf(code, limit, cursor, uri);
  }

  @GET
  @Path("/{code}/versions/{number}")
  @Operation(
      summary = "Get one version of a policy",
      description = "As it was published. Clocks name the version that promised them.")
  @APIResponseSchema(value = PolicyView.class, responseDescription = "The version")
  public Response getSlaPolicyVersion(
      @Parameter(description = "The code", example = "medication-now") @RestPath String code,
      @Parameter(ref = "VersionNumber") @RestPath String number,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    return numbered(code, number, ifNoneMatch);
  }

  @POST
  @Path("/{code}/retire")
  @RolesAllowed("configurer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Retire a policy",
      description =
          "New requests no longer use it. Refused if two other policies would then be equally"
              + " specific for the same clock. `warnings` lists what is left without a promise."
              + " Promises made by it stay. Retiring it again changes nothing.")
  @APIResponseSchema(
      value = PolicyView.class,
      responseDescription = "The last version, no longer in force")
  public Response retireSlaPolicy(
      @Parameter(description = "The code", example = "old-training") @RestPath String code,
      @RequestBody(required = false) @Nullable Retirement nothing,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
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
