package care.andon.metrics.export;

import care.andon.metrics.form.FigureQuery;
import care.andon.platform.web.ApiPaths;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The data behind the figures, for other programs. */
@Path(ApiPaths.BASE + "/exports")
@Authenticated
@Produces({"text/csv", "application/x-ndjson"})
@Tag(name = "Figures")
class ExportsResource {
  private static final String FORMAT =
      "`csv` (with a header line) or `ndjson` (one object per line)";

  private final Exports exports;

  ExportsResource(Exports exports) {
    this.exports = exports;
  }

  @GET
  @Path("/promises")
  @Operation(
      summary = "Export promises",
      description =
          "Every promise that fell due in the period, with its verdict at asOf: the rows behind"
              + " /metrics/kept. Codes and instants, no words and no people.")
  @APIResponse(
      responseCode = "200",
      description = "The promises, by the instant at which they fell due",
      content = {
        @Content(
            mediaType = "text/csv",
            examples =
                @ExampleObject(
                    name = "example",
                    value =
                        "request,clock,cycle,impact,facility,unit,team,category,askedAt,countedAt,verdict,word,withdrawn\r\n"),
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = "application/x-ndjson",
            examples =
                @ExampleObject(
                    name = "example",
                    value =
                        "{\"request\":\"0197f2a0-0000-7000-8000-000000000001\",\"clock\":\"resolve\",\"verdict\":\"met\"}\n"),
            schema = @Schema(type = SchemaType.OBJECT))
      })
  public Response exportPromises(
      @BeanParam FigureQuery query,
      @Parameter(description = FORMAT, schema = @Schema(implementation = ExportFormat.class))
          @RestQuery
          @Nullable String format) {
    return answer(exports.ask(ExportKind.PROMISES, query, format));
  }

  @GET
  @Path("/requests")
  @Operation(
      summary = "Export requests",
      description =
          "Every request asked in the period, as it was at asOf. `answeredAt` and `resolvedAt` are"
              + " the ends of the waits of /metrics/waits: what was not fixed is left out, and what"
              + " came back stands. Codes and instants, no words and no people.")
  @APIResponse(
      responseCode = "200",
      description = "The requests, by the instant at which they were asked",
      content = {
        @Content(
            mediaType = "text/csv",
            examples =
                @ExampleObject(
                    name = "example",
                    value =
                        "request,reference,facility,unit,team,category,impact,visibility,transfers,askedAt\r\n"),
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = "application/x-ndjson",
            examples =
                @ExampleObject(
                    name = "example",
                    value =
                        "{\"request\":\"0197f2a0-0000-7000-8000-000000000001\",\"reference\":\"SR-20418\"}\n"),
            schema = @Schema(type = SchemaType.OBJECT))
      })
  public Response exportRequests(
      @BeanParam FigureQuery query,
      @Parameter(description = FORMAT, schema = @Schema(implementation = ExportFormat.class))
          @RestQuery
          @Nullable String format) {
    return answer(exports.ask(ExportKind.REQUESTS, query, format));
  }

  @GET
  @Path("/events")
  @Operation(
      summary = "Export events",
      description =
          "Every event recorded until asOf, of the requests asked in the period. Codes and instants,"
              + " no words and no people: with the published policies and calendars,"
              + " figures can be computed from them again.")
  @APIResponse(
      responseCode = "200",
      description = "The events of each request in order",
      content = {
        @Content(
            mediaType = "text/csv",
            examples =
                @ExampleObject(
                    name = "example",
                    value =
                        "request,seq,type,at,recordedAt,byDepartment,byAsker,team,reason,why,audience\r\n"),
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = "application/x-ndjson",
            examples =
                @ExampleObject(
                    name = "example",
                    value =
                        "{\"request\":\"0197f2a0-0000-7000-8000-000000000001\",\"seq\":1,\"type\":\"opened\"}\n"),
            schema = @Schema(type = SchemaType.OBJECT))
      })
  public Response exportEvents(
      @BeanParam FigureQuery query,
      @Parameter(description = FORMAT, schema = @Schema(implementation = ExportFormat.class))
          @RestQuery
          @Nullable String format) {
    return answer(exports.ask(ExportKind.EVENTS, query, format));
  }

  private Response answer(Exports.Export export) {
    StreamingOutput rows = out -> exports.write(export, out);
    return Response.ok(rows, export.format().mediaType()).build();
  }
}
