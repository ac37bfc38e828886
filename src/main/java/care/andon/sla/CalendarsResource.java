package care.andon.sla;

import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.Page;
import care.andon.sla.engine.WorkCalendar;
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

/** When people are there: calendars in versions. */
@Path(ApiPaths.BASE + "/calendars")
@RolesAllowed({"administrator", "manager", "auditor", "configurer", "integration"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Promises")
@APIResponse(responseCode = "403", ref = "Forbidden")
class CalendarsResource extends VersionsResource<WorkCalendar, CalendarDraft, CalendarView> {
  private final StoredPromises promises;

  CalendarsResource(
      StoredPromises promises, Publisher publisher, CalendarKind kind, Identity identity) {
    super(publisher, kind, identity);
    this.promises = promises;
  }

  @POST
  @RolesAllowed("configurer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Publish a new calendar",
      description =
          "Refused, with every error, if hours overlap, if the calendar would never be open,"
              + " or if the time zone is unknown. Sending the same document again returns the first"
              + " answer, so a retry needs no key.")
  @APIResponseSchema(
      value = CalendarView.class,
      responseDescription = "Published as version 1",
      responseCode = "201")
  public Response createCalendar(
      @NotNull(message = NO_BODY) CalendarDraft draft,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return publishFirst(draft, key, ApiPaths.BASE + "/calendars");
  }

  @GET
  @Operation(
      summary = "List the calendars",
      description = "The last version of each, including retired ones.")
  @APIResponse(responseCode = "200", description = "Sorted by code")
  public RestResponse<Page<CalendarView>> listCalendars(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @Context UriInfo uri) {
    return latest(limit, cursor, uri);
  }

  @GET
  @Path("/{code}")
  @Operation(summary = "Get a calendar", description = "The last version, in force or retired.")
  @APIResponseSchema(value = CalendarView.class, responseDescription = "The last version")
  public Response getCalendar(
      @Parameter(description = "The code", example = "around-the-clock") @RestPath String code,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    return latestOf(code, ifNoneMatch);
  }

  @PUT
  @Path("/{code}")
  @RolesAllowed("configurer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Publish the next version of a calendar",
      description =
          "Running clocks keep their version. New clocks use this one, under every policy"
              + " that names the calendar. Sending the document that is in force publishes nothing.")
  @APIResponseSchema(value = CalendarView.class, responseDescription = "The version in force")
  public Response changeCalendar(
      @Parameter(description = "The code", example = "clinic-hours") @RestPath String code,
      @NotNull(message = NO_BODY) CalendarDraft draft,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Parameter(ref = "IfMatchRequired") @RestHeader(HttpHeaders.IF_MATCH)
          @Nullable String ifMatch) {
    return publishNext(code, draft, ifMatch, key);
  }

  @GET
  @Path("/{code}/versions")
  @Operation(
      summary = "List the versions of a calendar",
      description = "Oldest first. Versions are never changed or deleted.")
  @APIResponse(responseCode = "200", description = "Sorted by number")
  public RestResponse<Page<CalendarView>> listCalendarVersions(
      @Parameter(description = "The code", example = "around-the-clock") @RestPath String code,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    return allOf(code, limit, cursor, uri);
  }

  @GET
  @Path("/{code}/versions/{number}")
  @Operation(
      summary = "Get one version of a calendar",
      description = "As it was published. Clocks name the version they run on.")
  @APIResponseSchema(value = CalendarView.class, responseDescription = "The version")
  public Response getCalendarVersion(
      @Parameter(description = "The code", example = "around-the-clock") @RestPath String code,
      @Parameter(ref = "VersionNumber") @RestPath String number,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    return numbered(code, number, ifNoneMatch);
  }

  @POST
  @Path("/{code}/retire")
  @RolesAllowed("configurer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Retire a calendar",
      description =
          "Refused while a policy or routing rule in force uses it; the problem names them."
              + " Promises made with it stay. Retiring it again changes nothing.")
  @APIResponseSchema(
      value = CalendarView.class,
      responseDescription = "The last version, no longer in force")
  public Response retireCalendar(
      @Parameter(description = "The code", example = "old-hours") @RestPath String code,
      @RequestBody(required = false) @Nullable Retirement nothing,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return retireLast(code, ifMatch, key);
  }

  @Override
  protected Versions<WorkCalendar> versions() {
    return promises.published().calendars();
  }

  @Override
  protected CalendarView viewOf(PublishOutcome<WorkCalendar> outcome) {
    return view(outcome.version());
  }

  @Override
  protected CalendarView view(Version<WorkCalendar> version) {
    return CalendarView.of(version);
  }
}
