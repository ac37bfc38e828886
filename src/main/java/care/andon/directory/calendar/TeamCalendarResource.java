package care.andon.directory.calendar;

import care.andon.directory.roster.RosterAddress;
import care.andon.directory.roster.RosterWindow;
import care.andon.platform.web.ApiPaths;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The roster of a team as an iCalendar file: export and import. */
@Path(ApiPaths.BASE + "/teams")
@Tag(name = "Rosters")
class TeamCalendarResource {
  private final Calendars calendars;

  TeamCalendarResource(Calendars calendars) {
    this.calendars = calendars;
  }

  @GET
  @Path("/{id}/roster.ics")
  @RolesAllowed({"administrator", "manager", "auditor", "configurer", "integration"})
  @Produces(Calendars.MEDIA_TYPE)
  @Operation(summary = "Export the roster of a team as a calendar", description = Calendars.EXPORT)
  @APIResponse(responseCode = "200", description = "The calendar")
  public String exportTeamRoster(
      @BeanParam RosterAddress.OfTeam team, @BeanParam RosterWindow window) {
    return calendars.export(team, window);
  }

  @POST
  @Path("/{id}/roster.ics")
  @RolesAllowed({"administrator", "manager", "configurer", "integration"})
  @Consumes(Calendars.MEDIA_TYPE)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Import a calendar into the roster of a team",
      description = Calendars.IMPORT)
  @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "200", description = "What the calendar changes, or has changed")
  public RestResponse<CalendarImportView> importTeamRoster(
      @BeanParam RosterAddress.OfTeam team,
      @NotNull(message = "Send a calendar") byte[] file,
      @BeanParam Calendars.Attempt attempt) {
    return calendars.importFile(team, file, attempt);
  }
}
