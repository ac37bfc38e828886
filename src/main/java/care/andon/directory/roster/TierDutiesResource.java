package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.platform.Api;
import care.andon.platform.IdempotencyKey;
import care.andon.platform.Identity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Duties of every week of a tier of escalation. */
@Path(Api.BASE + "/facilities")
@RolesAllowed({"administrator", "manager", "configurer", "integration"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rosters", description = "Who is on call when, and who stands in.")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "409", ref = "Conflict")
class TierDutiesResource {
  private final WeeklyDuties duties;
  private final Retries retries;
  private final Directory directory;
  private final Identity identity;

  TierDutiesResource(WeeklyDuties duties, Retries retries, Directory directory, Identity identity) {
    this.duties = duties;
    this.retries = retries;
    this.directory = directory;
    this.identity = identity;
  }

  @POST
  @Path("/{id}/tiers/{tier}/weekly-duties")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "addTierWeeklyDuty",
      summary = "Add a duty of every week to the roster of a tier of escalation",
      description =
          "By the wall clock, from its first day on. A duty that is there already is given back as it"
              + " is, so a retry adds nothing and needs no key, though one is taken. Refused where an"
              + " exclusive duty overlaps somebody else's, of every week or on a date to come.")
  @APIResponseSchema(
      value = RosterView.WeeklyView.class,
      responseCode = "201",
      responseDescription = "On the roster")
  public RestResponse<RosterView.WeeklyView> add(
      @Parameter(description = "Id or code of the facility", example = "LAKESIDE") @RestPath
          String id,
      @Parameter(
              description =
                  "2 house supervisor, 3 administrator on call, 4 executive; tier 1 is the leads of"
                      + " a team and has no roster",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "2", maximum = "4"),
              example = "2")
          @RestPath
          String tier,
      @NotNull(message = "Send a duty") @Valid RosterBodies.NewWeeklyDuty body,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    Function<DirectorySnapshot, RosterPlace> find =
        snapshot -> RosterPlace.ofTier(snapshot, id, tier);
    return retries.answer(
        key,
        new Retries.Order(find, "addTierWeeklyDuty " + id + " " + tier, body),
        RestResponse.Status.CREATED,
        RosterView.WeeklyView.class,
        () ->
            RosterView.WeeklyView.of(
                duties.add(identity.caller(), find, body), directory.snapshot()));
  }
}
