package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.platform.identity.Identity;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.Text;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Shows, changes and removes single weekly duties, by their id. */
@Path(ApiPaths.BASE + "/weekly-duties/{duty}")
@RolesAllowed({"administrator", "manager", "configurer", "integration"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rosters")
class WeeklyDutiesResource {
  private static final int LONGEST_REASON = 2_000;

  private final WeeklyDuties duties;
  private final RosterCommands commands;
  private final Directory directory;
  private final Identity identity;

  WeeklyDutiesResource(
      WeeklyDuties duties, RosterCommands commands, Directory directory, Identity identity) {
    this.duties = duties;
    this.commands = commands;
    this.directory = directory;
    this.identity = identity;
  }

  @GET
  @Authenticated
  @Operation(
      summary = "Get a weekly duty",
      description = "The duty as it is now, with the ETag that a change needs.")
  @APIResponseSchema(value = RosterView.WeeklyView.class, responseDescription = "The duty")
  public Response getWeeklyDuty(
      @Parameter(description = "The id", example = "01980000-0000-7000-8000-000000000003") @RestPath
          String duty,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    return answer(duties.get(ShiftsResource.id(duty)), ifNoneMatch);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Change or end a weekly duty",
      description =
          "Replaces the duty with the body. A duty that has begun can only get another last"
              + " day, which is not before its last turn. To change more, end it and add a new one."
              + " A duty to come stays one: its first turn is not moved into the past."
              + " Sending the same again changes nothing. A duty that overlaps another person's"
              + " exclusive duty is refused.")
  @APIResponseSchema(
      value = RosterView.WeeklyView.class,
      responseDescription = "The duty as it is now")
  public Response changeWeeklyDuty(
      @Parameter(description = "The id", example = "01980000-0000-7000-8000-000000000003") @RestPath
          String duty,
      @NotNull(message = "Send a duty") @Valid RosterBodies.NewWeeklyDuty body,
      @Parameter(ref = "IfMatchRequired") @RestHeader(HttpHeaders.IF_MATCH)
          @Nullable String ifMatch) {
    var seen = ConditionalRequests.requireGiven(ifMatch);
    var id = ShiftsResource.id(duty);
    return answer(commands.refreshed(() -> duties.change(identity.caller(), id, body, seen)), null);
  }

  @DELETE
  @Operation(
      summary = "Remove a weekly duty from its roster",
      description =
          "A duty that has begun ends with its present or its last turn. A duty that is over"
              + " stays. The removal and its reason are kept with the roster's changes.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void removeWeeklyDuty(
      @Parameter(description = "The id", example = "01980000-0000-7000-8000-000000000003") @RestPath
          String duty,
      @Parameter(
              description = "The reason. Everybody can read it",
              schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST_REASON),
              example = "The new technician has the weekends")
          @RestQuery
          @Nullable String reason,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    var id = ShiftsResource.id(duty);
    var why = words(reason);
    commands.refreshed(() -> duties.remove(identity.caller(), id, why, ifMatch));
  }

  private Response answer(WeeklyDuty duty, @Nullable String ifNoneMatch) {
    return ConditionalRequests.answer(
        RosterView.WeeklyView.of(duty, directory.snapshot()), duty.tag(), ifNoneMatch);
  }

  private static @Nullable String words(@Nullable String reason) {
    if (reason != null && !Text.isAtMost(LONGEST_REASON, reason)) {
      throw Problem.parameter("reason", "length", "Send at most 2000 characters");
    }
    return reason == null || reason.isBlank() ? null : reason;
  }
}
