package care.andon.views;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The sheet of a huddle. */
@Path(ApiPaths.BASE + "/huddles")
@RolesAllowed({"administrator", "manager", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Views")
class HuddleResource {
  private final Huddles huddles;
  private final Identity identity;
  private final ConditionalRequests conditional;

  HuddleResource(Huddles huddles, Identity identity, ConditionalRequests conditional) {
    this.huddles = huddles;
    this.identity = identity;
    this.conditional = conditional;
  }

  @GET
  @Path("/{tier}")
  @Operation(
      summary = "Get the huddle sheet of a tier",
      description =
          "What happened since yesterday: escalations that need this tier, missed promises,"
              + " new requests, the oldest and the longest silent ones, seven of each with the"
              + " count of the rest, and whether promises were kept. Tier 1 meets about a `unit` or"
              + " a `team`, tier 2 about a `team` or a `facility`, tiers 3 and 4 about the hospital"
              + " or a `facility`. Promises count where they fell due, as in /metrics/kept, but"
              + " only for requests you may see (`covers`). Nobody is ranked."
              + MyWorklistResource.TAG)
  @APIResponseSchema(value = Huddle.class, responseDescription = "The sheet as of now")
  public Response getHuddle(
      @Parameter(
              description = "1 team or unit, 2 department or facility, 3 hospital, 4 executive",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "4"),
              example = "3")
          @RestPath
          String tier,
      @RestQuery @Nullable String unit,
      @RestQuery @Nullable String team,
      @RestQuery @Nullable String facility,
      @Parameter(
              description =
                  "The start of the time covered, at most 7 days ago. Without it: the same"
                      + " time yesterday by the clock of each facility",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @RestQuery
          @Nullable String since,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    var sheet =
        huddles.huddle(
            identity.caller(), tier, new HuddleScope.HuddleParameters(unit, team, facility), since);
    return conditional.answerAlike(sheet, sheet.withoutElapsedTimes(), ifNoneMatch);
  }
}
