package care.andon.directory.roster;

import care.andon.directory.calendar.CalendarExamples;
import care.andon.directory.calendar.CalendarImportView;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.web.ApiPaths;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What changes the roster of a tier of escalation. */
@Path(ApiPaths.BASE + "/facilities")
@RolesAllowed({"administrator", "manager", "configurer", "integration"})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rosters")
@APIResponse(responseCode = "409", ref = "Conflict")
class TierDutiesResource {
  private final RosterOrders orders;

  TierDutiesResource(RosterOrders orders) {
    this.orders = orders;
  }

  @POST
  @Path("/{id}/tiers/{tier}/shifts")
  @ResponseStatus(201)
  @Operation(summary = "Add shifts to the roster of a tier", description = RosterTexts.SHIFTS)
  @APIResponseSchema(
      value = RosterView.Added.class,
      responseCode = "201",
      responseDescription = "The shifts as they are on the roster")
  public RestResponse<RosterView.Added> addTierShifts(
      @BeanParam RosterAddress.OfTier tier,
      @NotNull(message = "Send at least one shift") @Valid RosterBodies.NewShifts body,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return orders.addShifts(tier, body, key);
  }

  @POST
  @Path("/{id}/tiers/{tier}/weekly-duties")
  @ResponseStatus(201)
  @Operation(
      summary = "Add a weekly duty to the roster of a tier",
      description = RosterTexts.WEEKLY)
  @APIResponseSchema(
      value = RosterView.WeeklyView.class,
      responseCode = "201",
      responseDescription = "The duty as it is on the roster")
  public RestResponse<RosterView.WeeklyView> addTierWeeklyDuty(
      @BeanParam RosterAddress.OfTier tier,
      @NotNull(message = "Send a duty") @Valid RosterBodies.NewWeeklyDuty body,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return orders.addWeekly(tier, body, key);
  }

  @POST
  @Path("/{id}/tiers/{tier}/stand-ins")
  @ResponseStatus(201)
  @Operation(summary = "Add a stand-in to the roster of a tier", description = RosterTexts.STAND_IN)
  @APIResponseSchema(
      value = RosterView.StandInView.class,
      responseCode = "201",
      responseDescription = "The stand-in")
  public RestResponse<RosterView.StandInView> addTierStandIn(
      @BeanParam RosterAddress.OfTier tier,
      @NotNull(message = "Say who stands in, when and why") @Valid RosterBodies.NewStandIn body,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return orders.standIn(tier, body, key);
  }

  @POST
  @Path("/{id}/tiers/{tier}/swaps")
  @ResponseStatus(201)
  @Operation(summary = "Swap duties between two people of a tier", description = RosterTexts.SWAP)
  @APIResponseSchema(
      value = RosterView.StandIns.class,
      responseCode = "201",
      responseDescription = "Both halves of the swap")
  public RestResponse<RosterView.StandIns> swapTierDuties(
      @BeanParam RosterAddress.OfTier tier,
      @NotNull(message = "Say who swaps what and why") @Valid RosterBodies.NewSwap body,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return orders.swap(tier, body, key);
  }

  @POST
  @Path("/{id}/tiers/{tier}/roster.ics")
  @Consumes(CalendarExamples.MEDIA_TYPE)
  @Operation(
      summary = "Import a calendar into the roster of a tier",
      description = CalendarExamples.HOW_IT_IS_READ)
  @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "200", description = "What the calendar changes, or has changed")
  public RestResponse<CalendarImportView> importTierRoster(
      @BeanParam RosterAddress.OfTier tier,
      @NotNull(message = "Send a calendar") byte[] file,
      @Parameter(
              description = "Whether to change the roster. Otherwise the changes are only reported",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"),
              example = "true")
          @RestQuery
          @Nullable String apply,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    return orders.read(tier, file, apply, key);
  }
}
