package care.andon.directory.roster;

import care.andon.directory.calendar.CalendarExamples;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.Page;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The roster of a tier of escalation, as it is read. */
@Path(ApiPaths.BASE + "/facilities")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rosters")
class TierRosterResource {
  private final RosterPages pages;

  TierRosterResource(RosterPages pages) {
    this.pages = pages;
  }

  @GET
  @Path("/{id}/tiers/{tier}/roster")
  @Operation(summary = "Get the roster of a tier", description = RosterTexts.ROSTER)
  @APIResponse(responseCode = "200", description = "The roster")
  public RosterView getTierRoster(
      @BeanParam RosterAddress.OfTier tier, @BeanParam RosterWindow window) {
    return pages.roster(tier, window);
  }

  @GET
  @Path("/{id}/tiers/{tier}/roster/changes")
  @Operation(
      summary = "List the changes of the roster of a tier",
      description = RosterTexts.CHANGES)
  @APIResponse(responseCode = "200", description = "Newest first")
  public RestResponse<Page<RosterView.ChangeView>> listTierRosterChanges(
      @BeanParam RosterAddress.OfTier tier,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    var found = pages.changes(tier, uri.getPath(), limit, cursor);
    return Page.of(found.items(), uri, found.cursor()).toResponse();
  }

  @GET
  @Path("/{id}/tiers/{tier}/roster.ics")
  @RolesAllowed({"administrator", "manager", "auditor", "configurer", "integration"})
  @Produces(CalendarExamples.MEDIA_TYPE)
  @Operation(
      summary = "Export the roster of a tier as a calendar",
      description = RosterTexts.EXPORT)
  @APIResponse(responseCode = "200", description = "The calendar")
  public String exportTierRoster(
      @BeanParam RosterAddress.OfTier tier, @BeanParam RosterWindow window) {
    return pages.calendar(tier, window);
  }
}
