package care.andon.metrics;

import care.andon.platform.web.ApiPaths;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** How long requests were unrouted. */
@Path(ApiPaths.BASE + "/metrics/unrouted")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Figures")
class UnroutedResource {
  private final UnroutedMinutes minutes;

  UnroutedResource(UnroutedMinutes minutes) {
    this.minutes = minutes;
  }

  @GET
  @Operation(
      operationId = "getUnrouted",
      summary = "For how long was nobody there?",
      description =
          """
          Minutes within the period for which requests had no reachable responsible person: from \
          the moment such a request was filed until somebody reachable had it, took it up or \
          settled it, or until now. Two requests that wait for the same ten minutes are twenty. \
          A hospital where somebody is always on call has zero.""")
  @APIResponse(responseCode = "200", description = "Minutes, in all and by facility")
  public UnroutedFigures unrouted(
      @Parameter(description = "Only this facility: its id or code", example = "LAKESIDE")
          @RestQuery
          @Nullable String facility,
      @Parameter(
              description = "Begin of the period, with its zone; 28 days before 'to' when left out",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-02-01T00:00:00Z")
          @RestQuery
          @Nullable String from,
      @Parameter(
              description =
                  "End of the period, itself not included; now when left out, at most 10 years"
                      + " after 'from'",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-03-01T00:00:00Z")
          @RestQuery
          @Nullable String to) {
    return minutes.in(facility, from, to);
  }
}
