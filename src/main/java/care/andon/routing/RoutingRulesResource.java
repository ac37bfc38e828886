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
      summary = "Publish a new routing rule",
      description =
          "Refused if another rule is equally specific and can match the same request; the"
              + " problem names it. Also refused if no request can match: a unit of another"
              + " facility, a calendar that is never open. Sending the same document again returns"
              + " the first answer, so a retry needs no key.")
  @APIResponseSchema(
      value = RuleView.class,
      responseDescription = "Published as version 1",
      responseCode = "201")
  public Response createRoutingRule(
      @NotNull(message = NO_BODY) RuleDraft draft,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return publishFirst(draft, key, ApiPaths.BASE + "/routing-rules");
  }

  @GET
  @Operation(
      summary = "List the routing rules",
      description = "The last version of each, including retired ones.")
  @APIResponse(responseCode = "200", description = "Sorted by code")
  public RestResponse<Page<RuleView>> listRoutingRules(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @Context UriInfo uri) {
    return latest(limit, cursor, uri);
  }

  @GET
  @Path("/{code}")
  @Operation(summary = "Get a routing rule", description = "The last version, in force or retired.")
  @APIResponseSchema(value = RuleView.class, responseDescription = "The last version")
  public Response getRoutingRule(
      @Parameter(description = "The code", example = "ventilators") @RestPath String code,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    return latestOf(code, ifNoneMatch);
  }

  @PUT
  @Path("/{code}")
  @RolesAllowed("configurer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Publish the next version of a routing rule",
      description =
          "Requests that were filed stay where they are. New requests use this version."
              + " Sending the document that is in force publishes nothing.")
  @APIResponseSchema(value = RuleView.class, responseDescription = "The version in force")
  public Response changeRoutingRule(
      @Parameter(description = "The code", example = "ventilators") @RestPath String code,
      @NotNull(message = NO_BODY) RuleDraft draft,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Parameter(ref = "IfMatchRequired") @RestHeader(HttpHeaders.IF_MATCH)
          @Nullable String ifMatch) {
    return publishNext(code, draft, ifMatch, key);
  }

  @GET
  @Path("/{code}/versions")
  @Operation(
      summary = "List the versions of a routing rule",
      description = "Oldest first. Versions are never changed or deleted.")
  @APIResponse(responseCode = "200", description = "Sorted by number")
  public RestResponse<Page<RuleView>> listRoutingRuleVersions(
      @Parameter(description = "The code", example = "ventilators") @RestPath String code,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    return allOf(code, limit, cursor, uri);
  }

  @GET
  @Path("/{code}/versions/{number}")
  @Operation(
      summary = "Get one version of a routing rule",
      description = "As it was published. Requests name the version that routed them.")
  @APIResponseSchema(value = RuleView.class, responseDescription = "The version")
  public Response getRoutingRuleVersion(
      @Parameter(description = "The code", example = "ventilators") @RestPath String code,
      @Parameter(ref = "VersionNumber") @RestPath String number,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    return numbered(code, number, ifNoneMatch);
  }

  @POST
  @Path("/{code}/retire")
  @RolesAllowed("configurer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Retire a routing rule",
      description =
          "New requests no longer use it; requests it has routed stay where they are. Refused"
              + " if two other rules would then be equally specific for the same request. Retiring"
              + " it again changes nothing.")
  @APIResponseSchema(
      value = RuleView.class,
      responseDescription = "The last version, no longer in force")
  public Response retireRoutingRule(
      @Parameter(description = "The code", example = "old-ventilators") @RestPath String code,
      @RequestBody(required = false) @Nullable Retirement nothing,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
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
