package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.platform.Api;
import care.andon.platform.IdempotencyKey;
import care.andon.platform.Identity;
import care.andon.platform.Limit;
import care.andon.platform.Page;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The roster of a team. */
@Path(Api.BASE + "/teams")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rosters", description = "Who is on call when, and who stands in.")
class TeamRosterResource {
  private static final String CALENDAR = "text/calendar";

  private final Rosters rosters;
  private final Retries retries;
  private final Calendars calendars;
  private final RosterPages pages;
  private final Directory directory;
  private final Identity identity;
  private final InstantSource time;

  TeamRosterResource(
      Rosters rosters,
      Retries retries,
      Calendars calendars,
      RosterPages pages,
      Directory directory,
      Identity identity,
      InstantSource time) {
    this.rosters = rosters;
    this.retries = retries;
    this.calendars = calendars;
    this.pages = pages;
    this.directory = directory;
    this.identity = identity;
    this.time = time;
  }

  @GET
  @Path("/{id}/roster")
  @Operation(
      operationId = "getTeamRoster",
      summary = "The roster of a team",
      description =
          "Duties of every week, dated shifts, who stands in for whom and why, and when nobody is"
              + " on call; between two instants at most 92 days apart.")
  @APIResponse(responseCode = "200", description = "The roster")
  public RosterView get(
      @Parameter(description = "Id or code of the team", example = "supply-chain") @RestPath
          String id,
      @Parameter(
              description = "The first instant (RFC 3339); absent is now",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-03-02T00:00:00Z")
          @RestQuery
          @Nullable String from,
      @Parameter(
              description =
                  "The instant up to which, itself not included; absent is 14 days after 'from', and"
                      + " at most it is 92 days after it",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-03-16T00:00:00Z")
          @RestQuery
          @Nullable String to) {
    return pages.roster(
        find(id).apply(directory.snapshot()), Window.parse(from, to, time.instant()));
  }

  @GET
  @Path("/{id}/roster/changes")
  @Operation(
      operationId = "listTeamRosterChanges",
      summary = "Who changed the roster of a team",
      description = "Who did what and when, the latest first; nothing is ever taken away here.")
  @APIResponse(responseCode = "200", description = "The latest first")
  public RestResponse<Page<RosterView.ChangeView>> changes(
      @Parameter(description = "Id or code of the team", example = "supply-chain") @RestPath
          String id,
      @Parameter(ref = "Limit") @RestQuery @Nullable String limit,
      @Parameter(ref = "Cursor") @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    var place = find(id).apply(directory.snapshot());
    var found = pages.changes(place, uri.getPath(), cursor, Limit.parse(limit));
    if (found.cursor() == null) {
      return RestResponse.ok(Page.last(found.items()));
    }
    var page = Page.followedBy(found.items(), uri, found.cursor());
    return RestResponse.ResponseBuilder.ok(page)
        .header(HttpHeaders.LINK, "<" + page.next() + ">; rel=\"next\"")
        .build();
  }

  @POST
  @Path("/{id}/shifts")
  @RolesAllowed({"administrator", "manager", "configurer", "integration"})
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "addTeamShifts",
      summary = "Add shifts to the roster of a team",
      description =
          "All or none. A shift that is there already is given back as it is, so a retry adds"
              + " nothing and needs no key, though one is taken. Refused where an exclusive shift"
              + " overlaps somebody else's.")
  @APIResponseSchema(
      value = RosterView.Added.class,
      responseCode = "201",
      responseDescription = "On the roster")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "409", ref = "Conflict")
  public RestResponse<RosterView.Added> add(
      @Parameter(description = "Id or code of the team", example = "supply-chain") @RestPath
          String id,
      @NotNull(message = "Send at least one shift") @Valid RosterBodies.NewShifts body,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return retries.answer(
        key,
        new Retries.Order(find(id), "addTeamShifts " + id, body),
        RestResponse.Status.CREATED,
        RosterView.Added.class,
        () ->
            RosterView.Added.of(
                rosters.add(identity.caller(), find(id), body), directory.snapshot()));
  }

  @POST
  @Path("/{id}/stand-ins")
  @RolesAllowed({"administrator", "manager", "configurer", "integration"})
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "addTeamStandIn",
      summary = "Somebody stands in",
      description =
          "\"Tonight Ortiz stands in, because ...\" For somebody: on call exactly when they would"
              + " be. For everybody: throughout, so it fills a gap. The same said again is the same"
              + " stand-in, so no key is needed, though one is taken.")
  @APIResponseSchema(
      value = RosterView.StandInView.class,
      responseCode = "201",
      responseDescription = "In effect")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "409", ref = "Conflict")
  public RestResponse<RosterView.StandInView> standIn(
      @Parameter(description = "Id or code of the team", example = "supply-chain") @RestPath
          String id,
      @NotNull(message = "Say who stands in, when and why") @Valid RosterBodies.NewStandIn body,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return retries.answer(
        key,
        new Retries.Order(find(id), "addTeamStandIn " + id, body),
        RestResponse.Status.CREATED,
        RosterView.StandInView.class,
        () ->
            RosterView.StandInView.of(
                rosters.standIn(identity.caller(), find(id), body), directory.snapshot()));
  }

  @POST
  @Path("/{id}/swaps")
  @RolesAllowed({"administrator", "manager", "configurer", "integration"})
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "swapTeamDuties",
      summary = "Two people swap a duty each",
      description =
          "Both must be on call for all of the time they give away. It is two stand-ins said at"
              + " once, and called off together. The same swap again is the same, so no key is"
              + " needed, though one is taken.")
  @APIResponseSchema(
      value = RosterView.StandIns.class,
      responseCode = "201",
      responseDescription = "Both halves")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "409", ref = "Conflict")
  public RestResponse<RosterView.StandIns> swap(
      @Parameter(description = "Id or code of the team", example = "supply-chain") @RestPath
          String id,
      @NotNull(message = "Say who swaps what and why") @Valid RosterBodies.NewSwap body,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return retries.answer(
        key,
        new Retries.Order(find(id), "swapTeamDuties " + id, body),
        RestResponse.Status.CREATED,
        RosterView.StandIns.class,
        () ->
            RosterView.StandIns.of(
                rosters.swap(identity.caller(), find(id), body), directory.snapshot()));
  }

  @GET
  @Path("/{id}/roster.ics")
  @RolesAllowed({"administrator", "manager", "auditor", "configurer", "integration"})
  @Produces(CALENDAR)
  @Operation(
      operationId = "exportTeamRoster",
      summary = "The roster of a team as a calendar",
      description =
          "iCalendar (RFC 5545): shifts, duties of every week as recurring events, and stand-ins,"
              + " each with the person's username. Read back, it changes nothing. Between two"
              + " instants at most 92 days apart.")
  @APIResponse(
      responseCode = "200",
      description = "The calendar",
      content =
          @Content(
              mediaType = CALENDAR,
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "shift", value = CalendarExamples.EXPORTED)))
  @APIResponse(responseCode = "403", ref = "Forbidden")
  public String export(
      @Parameter(description = "Id or code of the team", example = "supply-chain") @RestPath
          String id,
      @Parameter(
              description = "The first instant (RFC 3339); absent is now",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-03-02T00:00:00Z")
          @RestQuery
          @Nullable String from,
      @Parameter(
              description =
                  "The instant up to which, itself not included; absent is 14 days after 'from', and"
                      + " at most it is 92 days after it",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-03-16T00:00:00Z")
          @RestQuery
          @Nullable String to) {
    return calendars.write(
        find(id).apply(directory.snapshot()), Window.parse(from, to, time.instant()));
  }

  @POST
  @Path("/{id}/roster.ics")
  @RolesAllowed({"administrator", "manager", "configurer", "integration"})
  @Consumes(CALENDAR)
  @Operation(
      operationId = "importTeamRoster",
      summary = "Read a calendar into the roster of a team",
      description = CalendarExamples.HOW_IT_IS_READ)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = CALENDAR,
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "shifts", value = CalendarExamples.TEAM)))
  @APIResponse(responseCode = "200", description = "What it changes, or has changed")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "409", ref = "Conflict")
  public RestResponse<ImportView> read(
      @Parameter(description = "Id or code of the team", example = "supply-chain") @RestPath
          String id,
      @NotNull(message = "Send a calendar") byte[] file,
      @Parameter(
              description = "Whether to change the roster; otherwise it is only said what would",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"),
              example = "true")
          @RestQuery
          @Nullable String apply,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    var isApplied = ImportView.isTrue(apply);
    return retries.answer(
        key,
        new Retries.Order(find(id), "importTeamRoster " + id + " " + isApplied, file),
        RestResponse.Status.OK,
        ImportView.class,
        () ->
            ImportView.of(
                calendars.read(identity.caller(), find(id), file, isApplied),
                directory.snapshot()));
  }

  private static Function<DirectorySnapshot, RosterPlace> find(String id) {
    return directory -> RosterPlace.ofTeam(directory, id);
  }
}
