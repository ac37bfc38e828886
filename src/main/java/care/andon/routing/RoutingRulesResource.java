package care.andon.routing;

import care.andon.directory.Directory;
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

/** HTTP resource for routing rules. */
@Path(ApiPaths.BASE + "/routing-rules")
@RolesAllowed({"administrator", "manager", "auditor", "configurer", "integration"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing")
@APIResponse(responseCode = "403", ref = "Forbidden")
class RoutingRulesResource extends VersionsResource<RuleTerms, RuleDraft, RuleView> {
  private final StoredRules stored;
  private final Directory directory;
  private final RuleKind rules;

  RoutingRulesResource(
      StoredRules stored,
      Directory directory,
      Publisher publisher,
      RuleKind rules,
      Identity identity) {
    super(publisher, rules, identity);
    this.stored = stored;
    this.directory = directory;
    this.rules = rules;
  }

  @POST
  @RolesAllowed("configurer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createRoutingRule",
      summary = "Publish a new rule",
      description =
          "Refused where another rule names equally many dimensions and both can match one request;"
              + " the problem names it. Refused, too, what no request can match: a unit of another"
              + " facility, a calendar that is never open. The same document again gets the first"
              + " answer: a code is used once, so a retry is known without a key, too.")
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
      content = @Content(schema = @Schema(implementation = RuleView.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "422", ref = "KeyReused")
  public Response create(
      @NotNull(message = NO_BODY) RuleDraft draft,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Context UriInfo uri) {
    return publishFirst(draft, key, ApiPaths.BASE + "/routing-rules/{code}", uri);
  }

  @GET
  @Operation(
      operationId = "listRoutingRules",
      summary = "The routing rules",
      description = "The last version of each, also of what is retired.")
  @APIResponse(responseCode = "200", description = "Sorted by code")
  public RestResponse<Page<RuleView>> list(
      @Parameter(ref = "Limit") @RestQuery @Nullable String limit,
      @Parameter(ref = "Cursor") @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    return latest(limit, cursor, uri);
  }

  @GET
  @Path("/{code}")
  @Operation(
      operationId = "getRoutingRule",
      summary = "One rule",
      description = "Its last version, in force or retired.")
  @APIResponse(
      responseCode = "200",
      description = "The last version",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = RuleView.class)))
  @APIResponse(responseCode = "304", description = "You have this version already")
  public Response get(
      @Parameter(description = "Its code", example = "ventilators") @RestPath String code,
      @Parameter(ref = "IfNoneMatch") @RestHeader(HttpHeaders.IF_NONE_MATCH)
          @Nullable String ifNoneMatch) {
    return latestOf(code, ifNoneMatch);
  }

  @PUT
  @Path("/{code}")
  @RolesAllowed("configurer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeRoutingRule",
      summary = "Publish the next version of a rule",
      description =
          "Requests that were filed stay where they are; new ones go by this version. The document"
              + " that is there already is not published again.")
  @APIResponse(
      responseCode = "200",
      description = "The version in force",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = RuleView.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "422", ref = "KeyReused")
  @APIResponse(responseCode = "412", ref = "Stale")
  @APIResponse(responseCode = "428", ref = "PreconditionRequired")
  public Response change(
      @Parameter(description = "Its code", example = "ventilators") @RestPath String code,
      @NotNull(message = NO_BODY) RuleDraft draft,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Parameter(ref = "IfMatch") @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return publishNext(code, draft, ifMatch, key);
  }

  @GET
  @Path("/{code}/versions")
  @Operation(
      operationId = "listRoutingRuleVersions",
      summary = "Every version of a rule",
      description = "The first one first. Versions are never changed and never deleted.")
  @APIResponse(responseCode = "200", description = "Sorted by number")
  public RestResponse<Page<RuleView>> versions(
      @Parameter(description = "Its code", example = "ventilators") @RestPath String code,
      @Parameter(ref = "Limit") @RestQuery @Nullable String limit,
      @Parameter(ref = "Cursor") @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    return allOf(code, limit, cursor, uri);
  }

  @GET
  @Path("/{code}/versions/{number}")
  @Operation(
      operationId = "getRoutingRuleVersion",
      summary = "One version of a rule",
      description = "As it was published; what a request names that went by it.")
  @APIResponse(
      responseCode = "200",
      description = "The version",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = RuleView.class)))
  @APIResponse(responseCode = "304", description = "You have this version already")
  public Response version(
      @Parameter(description = "Its code", example = "ventilators") @RestPath String code,
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
      operationId = "retireRoutingRule",
      summary = "Retire a rule",
      description =
          "New requests no longer go by it; those it sent somewhere stay there. Refused where that"
              + " would leave two others to decide the same request. Retiring it again changes"
              + " nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The last version, no longer in force",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = RuleView.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "422", ref = "KeyReused")
  @APIResponse(responseCode = "412", ref = "Stale")
  public Response retire(
      @Parameter(description = "Its code", example = "old-ventilators") @RestPath String code,
      @RequestBody(required = false) @Nullable Retirement nothing,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Parameter(ref = "IfMatch") @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return retireLast(code, ifMatch, key);
  }

  @Override
  protected Versions<RuleTerms> versions() {
    return stored.published().rules();
  }

  @Override
  protected RuleView viewOf(PublishOutcome<RuleTerms> outcome) {
    return RuleView.of(outcome.version(), directory, rules.warnings(outcome.version()));
  }

  @Override
  protected RuleView view(Version<RuleTerms> version) {
    return RuleView.of(version, directory, null);
  }
}
