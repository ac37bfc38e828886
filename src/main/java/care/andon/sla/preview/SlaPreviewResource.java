package care.andon.sla.preview;

import care.andon.platform.problem.Problem;
import care.andon.platform.web.ApiPaths;
import care.andon.sla.engine.SlaPreview;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** HTTP resource to try a calendar and a target before they are published. */
@Path(ApiPaths.BASE + "/sla/preview")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Promises")
class SlaPreviewResource {
  private static final String EXAMPLE =
      """
      {
        "calendar": {
          "timeZone": "Europe/Paris",
          "weekly": {"MONDAY": ["08:00-17:00"], "FRIDAY": ["08:00-17:00"]},
          "closures": [{"from": "12-24", "to": "01-02"}],
          "exceptions": [{"date": "2026-05-01", "open": []}]
        },
        "target": "PT4H",
        "start": "2026-03-06T18:30:00Z",
        "events": [{"at": "2026-03-09T09:15:00Z", "type": "raise", "target": "PT1H"}],
        "pauseLimit": "PT24H",
        "steps": [75, 100],
        "asOf": "2026-03-09T12:00:00Z"
      }
      """;

  private static final String EXAMPLE_ANSWER =
      """
      {
        "elapsed": "PT5H",
        "gross": "PT65H30M",
        "state": "running",
        "breachedAt": "2026-03-09T10:15:00Z",
        "verdict": "missed_open",
        "dueAt": "2026-03-09T10:15:00Z",
        "steps": [
          {"percent": 75, "firedAt": "2026-03-09T09:26:15Z"},
          {"percent": 100, "firedAt": "2026-03-09T10:15:00Z"}
        ]
      }
      """;

  @POST
  @Operation(
      operationId = "previewSla",
      summary = "Play a promise through",
      description =
          """
          Says how one promise stands at the moment 'asOf', given its calendar, its target and what
          happened. Decides nothing and stores nothing. An event that does not fit the state, such
          as a resume after the automatic one, changes nothing. What happens at the due instant is
          in time: a breach and a step count once their instant has passed.\
          """)
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = PreviewBody.class),
              examples = @ExampleObject(name = "raised over the weekend", value = EXAMPLE)))
  @APIResponse(
      responseCode = "200",
      description = "How the promise stands",
      content =
          @Content(
              schema = @Schema(implementation = PreviewAnswer.class),
              examples = @ExampleObject(name = "raised over the weekend", value = EXAMPLE_ANSWER)))
  public PreviewAnswer preview(@Nullable PreviewBody body) {
    if (body == null) {
      throw Problem.invalid("", "required", "Send a case to play");
    }
    return PreviewAnswer.of(SlaPreview.evaluate(body.read()));
  }
}
