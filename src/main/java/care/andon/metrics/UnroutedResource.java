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
      summary = "Get for how long requests were unrouted",
      description =
          "Minutes within the period for which requests had no reachable responsible person:"
              + " from filing until a reachable person was responsible, acknowledged or settled the"
              + " request, or until now. Minutes are counted per request: two requests that wait"
              + " for the same ten minutes count as twenty. A hospital in which a person is always"
              + " on call has zero.")
  @APIResponse(responseCode = "200", description = "Minutes, in total and by facility")
  public UnroutedFigures getUnrouted(
      @Parameter(description = "Only about this facility: its id or code", example = "LAKESIDE")
          @RestQuery
          @Nullable String facility,
      @Parameter(
              description =
                  "The start of the period, with its zone. Without it: 28 days before `to`",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-02-01T00:00:00Z")
          @RestQuery
          @Nullable String from,
      @Parameter(
              description =
                  "The end of the period, exclusive, at most 10 years after `from`. Without"
                      + " it: now",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-03-01T00:00:00Z")
          @RestQuery
          @Nullable String to,
      @Parameter(
              description =
                  "The instant that the figures are about: only what was recorded by then counts,"
                      + " and the same question always gets the same answer. Without it: now, and"
                      + " `settled` is false",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-03-01T06:00:00Z")
          @RestQuery
          @Nullable String asOf) {
    return minutes.in(facility, from, to, asOf);
  }
}
