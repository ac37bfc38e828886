package care.andon.directory.roster;

import care.andon.directory.roster.RosterBodies.NewShifts;
import care.andon.directory.roster.RosterBodies.NewStandIn;
import care.andon.directory.roster.RosterBodies.NewSwap;
import care.andon.directory.roster.RosterBodies.NewWeeklyDuty;
import care.andon.directory.roster.RosterView.Added;
import care.andon.directory.roster.RosterView.StandInView;
import care.andon.directory.roster.RosterView.StandIns;
import care.andon.directory.roster.RosterView.WeeklyView;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.Page;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Shows and changes the roster of a team. */
@Path(ApiPaths.BASE + "/teams")
@RolesAllowed({"administrator", "manager", "configurer", "integration"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rosters")
class TeamRosterResource {
  private final RosterQueries queries;
  private final RosterCommands commands;

  TeamRosterResource(RosterQueries queries, RosterCommands commands) {
    this.queries = queries;
    this.commands = commands;
  }

  @GET
  @Path("/{id}/roster")
  @Authenticated
  @Operation(summary = "Get the roster of a team", description = RosterView.DESCRIPTION)
  @APIResponse(responseCode = "200", description = "The roster")
  public RosterView getTeamRoster(
      @BeanParam RosterAddress.OfTeam team, @BeanParam RosterWindow window) {
    return queries.roster(team, window);
  }

  @GET
  @Path("/{id}/roster/changes")
  @Authenticated
  @Operation(
      summary = "List the changes of the roster of a team",
      description = RosterView.ChangeView.DESCRIPTION)
  @APIResponse(responseCode = "200", description = "Newest first")
  public RestResponse<Page<RosterView.ChangeView>> listTeamRosterChanges(
      @BeanParam RosterAddress.OfTeam team,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    var found = queries.changes(team, uri.getPath(), limit, cursor);
    return Page.of(found.items(), uri, found.cursor()).toResponse();
  }

  @POST
  @Path("/{id}/shifts")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(summary = "Add shifts to the roster of a team", description = NewShifts.DESCRIPTION)
  @APIResponseSchema(
      value = Added.class,
      responseCode = "201",
      responseDescription = "The shifts as they are on the roster")
  public RestResponse<Added> addTeamShifts(
      @BeanParam RosterAddress.OfTeam team,
      @NotNull(message = "Send at least one shift") @Valid NewShifts body,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return commands.addShifts(team, body, key);
  }

  @POST
  @Path("/{id}/weekly-duties")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      summary = "Add a weekly duty to the roster of a team",
      description = NewWeeklyDuty.DESCRIPTION)
  @APIResponseSchema(
      value = WeeklyView.class,
      responseCode = "201",
      responseDescription = "The duty as it is on the roster")
  public RestResponse<WeeklyView> addTeamWeeklyDuty(
      @BeanParam RosterAddress.OfTeam team,
      @NotNull(message = "Send a duty") @Valid NewWeeklyDuty body,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return commands.addWeekly(team, body, key);
  }

  @POST
  @Path("/{id}/stand-ins")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      summary = "Add a stand-in to the roster of a team",
      description = NewStandIn.DESCRIPTION)
  @APIResponseSchema(
      value = StandInView.class,
      responseCode = "201",
      responseDescription = "The stand-in")
  public RestResponse<StandInView> addTeamStandIn(
      @BeanParam RosterAddress.OfTeam team,
      @NotNull(message = "Say who stands in, when and why") @Valid NewStandIn body,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return commands.standIn(team, body, key);
  }

  @POST
  @Path("/{id}/swaps")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      summary = "Swap duties between two people of a team",
      description = NewSwap.DESCRIPTION)
  @APIResponseSchema(
      value = StandIns.class,
      responseCode = "201",
      responseDescription = "Both halves of the swap")
  public RestResponse<StandIns> swapTeamDuties(
      @BeanParam RosterAddress.OfTeam team,
      @NotNull(message = "Say who swaps what and why") @Valid NewSwap body,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return commands.swap(team, body, key);
  }
}
