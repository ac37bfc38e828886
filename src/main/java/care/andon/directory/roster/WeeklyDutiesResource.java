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
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Shows, changes and removes single weekly duties, by their id. */
@Path(ApiPaths.BASE + "/weekly-duties/{duty}")
@RolesAllowed({"administrator", "manager", "configurer", "integration"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rosters", description = "Who is on call when, and who stands in.")
@APIResponse(responseCode = "403", ref = "Forbidden")
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

  @GET
  @Authenticated
  @Operation(
      operationId = "getWeeklyDuty",
      summary = "One duty of every week",
      description = "As it is at the moment, with the tag that a change of it asks for.")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = RosterView.WeeklyView.class)))
  @APIResponse(responseCode = "304", description = "You have it as it is already")
  public Response get(
      @Parameter(description = "Its id", example = "01980000-0000-7000-8000-000000000003") @RestPath
          String duty,
      @Parameter(ref = "IfNoneMatch") @RestHeader(HttpHeaders.IF_NONE_MATCH)
          @Nullable String ifNoneMatch) {
    return answer(duties.get(ShiftsResource.id(duty)), ifNoneMatch);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeWeeklyDuty",
      summary = "Change or end a duty of every week",
      description =
          "The duty is then as the body says. One that has begun only gets another last day, not"
              + " before the last that was; end it, and add another one, to change more. The same"
              + " again is no change. Refused where an exclusive duty overlaps somebody else's, and"
              + " where it is not any more as you have seen it.")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = RosterView.WeeklyView.class)))
  @APIResponse(responseCode = "428", ref = "PreconditionRequired")
  public Response change(
      @Parameter(description = "Its id", example = "01980000-0000-7000-8000-000000000003") @RestPath
          String duty,
      @NotNull(message = "Send a duty") @Valid RosterBodies.NewWeeklyDuty body,
      @Parameter(ref = "IfMatch") @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    var seen = ConditionalRequests.requireGiven(ifMatch);
    return answer(duties.change(identity.caller(), ShiftsResource.id(duty), body, seen), null);
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
          @Nullable String reason,
      @Parameter(ref = "IfMatch") @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    duties.remove(identity.caller(), ShiftsResource.id(duty), words(reason), ifMatch);
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
