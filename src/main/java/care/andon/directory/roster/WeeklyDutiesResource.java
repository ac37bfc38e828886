package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.platform.Api;
import care.andon.platform.Identity;
import care.andon.platform.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Single duties of every week, whatever roster they are on. */
@Path(Api.BASE + "/weekly-duties/{duty}")
@RolesAllowed({"administrator", "manager", "configurer", "integration"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rosters", description = "Who is on call when, and who stands in.")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "409", ref = "Conflict")
class WeeklyDutiesResource {
  private static final int LONGEST_REASON = 2_000;

  private final WeeklyDuties duties;
  private final Directory directory;
  private final Identity identity;

  WeeklyDutiesResource(WeeklyDuties duties, Directory directory, Identity identity) {
    this.duties = duties;
    this.directory = directory;
    this.identity = identity;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeWeeklyDuty",
      summary = "Change or end a duty of every week",
      description =
          "The duty is then as the body says. One that has begun only gets another last day, not"
              + " before the last that was; end it, and add another one, to change more. The same"
              + " again is no change. Refused where an exclusive duty overlaps somebody else's.")
  @APIResponse(responseCode = "200", description = "As it is now")
  public RosterView.WeeklyView change(
      @Parameter(description = "Its id", example = "01980000-0000-7000-8000-000000000003") @RestPath
          String duty,
      @NotNull(message = "Send a duty") @Valid RosterBodies.NewWeeklyDuty body) {
    return RosterView.WeeklyView.of(
        duties.change(identity.caller(), ShiftsResource.id(duty), body), directory.snapshot());
  }

  @DELETE
  @Operation(
      operationId = "removeWeeklyDuty",
      summary = "Take a duty of every week off its roster",
      description =
          "One that has begun ends with its present turn, or with the last there was; one that is"
              + " over stays. Who did it, and why, is kept with the roster's changes.")
  @APIResponse(responseCode = "204", description = "Off the roster")
  public void remove(
      @Parameter(description = "Its id", example = "01980000-0000-7000-8000-000000000003") @RestPath
          String duty,
      @Parameter(
              description = "Why, in at most 2000 characters; everybody can read it",
              schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST_REASON),
              example = "The new technician has the weekends")
          @RestQuery
          @Nullable String reason) {
    duties.remove(identity.caller(), ShiftsResource.id(duty), words(reason));
  }

  private static @Nullable String words(@Nullable String reason) {
    if (reason != null && reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
      throw Problem.parameter("reason", "length", "Send at most 2000 characters");
    }
    return reason == null || reason.isBlank() ? null : reason;
  }
}
