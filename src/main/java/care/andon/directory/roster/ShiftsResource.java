package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Identity;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.Uuids;
import care.andon.platform.web.ApiPaths;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Removes single shifts and calls off stand-ins, by their id. */
@Path(ApiPaths.BASE)
@RolesAllowed({"administrator", "manager", "configurer", "integration"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rosters")
@APIResponse(responseCode = "409", ref = "Conflict")
class ShiftsResource {
  private final Shifts shifts;
  private final StandIns standIns;
  private final RosterCommands commands;
  private final Directory directory;
  private final Identity identity;

  ShiftsResource(
      Shifts shifts,
      StandIns standIns,
      RosterCommands commands,
      Directory directory,
      Identity identity) {
    this.shifts = shifts;
    this.standIns = standIns;
    this.commands = commands;
    this.directory = directory;
    this.identity = identity;
  }

  @DELETE
  @Path("/shifts/{shift}")
  @Operation(
      summary = "Remove a shift from its roster",
      description =
          "A shift that has begun ends within a minute. A shift that is over stays. The"
              + " removal is kept with the roster's changes.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void removeShift(
      @Parameter(description = "The id", example = "01980000-0000-7000-8000-000000000001") @RestPath
          String shift) {
    var id = id(shift);
    commands.refreshed(() -> shifts.remove(identity.caller(), id));
  }

  @POST
  @Path("/stand-ins/{standIn}/call-off")
  @Operation(
      summary = "Call off a stand-in",
      description =
          "From now on the stand-in does not count; the past stays. A swap is called off with"
              + " both halves. Repeating the call changes nothing.")
  @APIResponse(responseCode = "200", description = "The stand-ins that were called off")
  public RestResponse<RosterView.StandIns> callOffStandIn(
      @Parameter(description = "The id", example = "01980000-0000-7000-8000-000000000002") @RestPath
          String standIn,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    var id = id(standIn);
    return commands.answer(
        key,
        new RosterCommands.Command(standIns.placeOf(id), directory -> "callOffStandIn " + id, null),
        RestResponse.Status.OK,
        RosterView.StandIns.class,
        () ->
            RosterView.StandIns.of(standIns.callOff(identity.caller(), id), directory.snapshot()));
  }

  /**
   * Reads an id in a URL.
   *
   * @throws Problem "not found" if it is not an id
   */
  static UUID id(String text) {
    return Uuids.parse(text).orElseThrow(Problem::notFound);
  }
}
