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
      operationId = "createCalendar",
      summary = "Publish a new calendar",
      description =
          "Refused, with every place that is to be mended, where hours overlap, where nothing would"
              + " ever be open, or where the zone is not known. The same document again gets"
              + " the first answer: a code is used once, so a retry is known without a key, too.")
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
      content = @Content(schema = @Schema(implementation = CalendarView.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "422", ref = "KeyReused")
  public Response create(
      @NotNull(message = NO_BODY) CalendarDraft draft,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Context UriInfo uri) {
    return publishFirst(draft, key, ApiPaths.BASE + "/calendars/{code}", uri);
  }

  @GET
  @Operation(
      operationId = "listCalendars",
      summary = "The calendars",
      description = "The last version of each, also of what is retired.")
  @APIResponse(responseCode = "200", description = "Sorted by code")
  public RestResponse<Page<CalendarView>> list(
      @Parameter(ref = "Limit") @RestQuery @Nullable String limit,
      @Parameter(ref = "Cursor") @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    return latest(limit, cursor, uri);
  }

  @GET
  @Path("/{code}")
  @Operation(
      operationId = "getCalendar",
      summary = "One calendar",
      description = "Its last version, in force or retired.")
  @APIResponse(
      responseCode = "200",
      description = "The last version",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = CalendarView.class)))
  @APIResponse(responseCode = "304", description = "You have this version already")
  public Response get(
      @Parameter(description = "Its code", example = "around-the-clock") @RestPath String code,
      @Parameter(ref = "IfNoneMatch") @RestHeader(HttpHeaders.IF_NONE_MATCH)
          @Nullable String ifNoneMatch) {
    return latestOf(code, ifNoneMatch);
  }

  @PUT
  @Path("/{code}")
  @RolesAllowed("configurer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeCalendar",
      summary = "Publish the next version of a calendar",
      description =
          "Clocks that run keep the version they began on; new ones begin on this one, and so it is"
              + " with every policy that names the calendar. The document that is there already is not published again.")
  @APIResponse(
      responseCode = "200",
      description = "The version in force",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = CalendarView.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "422", ref = "KeyReused")
  @APIResponse(responseCode = "412", ref = "Stale")
  @APIResponse(responseCode = "428", ref = "PreconditionRequired")
  public Response change(
      @Parameter(description = "Its code", example = "clinic-hours") @RestPath String code,
      @NotNull(message = NO_BODY) CalendarDraft draft,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Parameter(ref = "IfMatch") @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return publishNext(code, draft, ifMatch, key);
  }

  @GET
  @Path("/{code}/versions")
  @Operation(
      operationId = "listCalendarVersions",
      summary = "Every version of a calendar",
      description = "The first one first. Versions are never changed and never deleted.")
  @APIResponse(responseCode = "200", description = "Sorted by number")
  public RestResponse<Page<CalendarView>> versions(
      @Parameter(description = "Its code", example = "around-the-clock") @RestPath String code,
      @Parameter(ref = "Limit") @RestQuery @Nullable String limit,
      @Parameter(ref = "Cursor") @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    return allOf(code, limit, cursor, uri);
  }

  @GET
  @Path("/{code}/versions/{number}")
  @Operation(
      operationId = "getCalendarVersion",
      summary = "One version of a calendar",
      description = "As it was published; what a clock has pinned.")
  @APIResponse(
      responseCode = "200",
      description = "The version",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = CalendarView.class)))
  @APIResponse(responseCode = "304", description = "You have this version already")
  public Response version(
      @Parameter(description = "Its code", example = "around-the-clock") @RestPath String code,
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
      operationId = "retireCalendar",
      summary = "Retire a calendar",
      description =
          "Refused while a policy in force runs on it or a routing rule in force asks it; the problem names those. What was promised by it stays promised. Retiring it again changes"
              + " nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The last version, no longer in force",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = CalendarView.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "422", ref = "KeyReused")
  @APIResponse(responseCode = "412", ref = "Stale")
  public Response retire(
      @Parameter(description = "Its code", example = "old-hours") @RestPath String code,
      @RequestBody(required = false) @Nullable Retirement nothing,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Parameter(ref = "IfMatch") @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
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
