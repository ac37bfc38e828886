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
  @POST
  @Operation(
      summary = "Evaluate a promise",
      description =
          "Calculates the state of one promise at `asOf` from its calendar, its target and"
              + " its events. Nothing is stored. An event that does not fit the state changes"
              + " nothing, such as a resume after the automatic one. An event at the due instant is"
              + " in time: a breach or step counts once its instant has passed. `undo` means that the"
              + " last stop never happened. `reopen` continues with the elapsed time of the stop;"
              + " requests that were reopened before `undo` existed count this way.")
  @RequestBody(required = true)
  @APIResponse(responseCode = "200", description = "The state of the promise")
  public PreviewAnswer previewSla(@Nullable PreviewBody body) {
    if (body == null) {
      throw Problem.invalid("", "required", "Send a case to play");
    }
    return PreviewAnswer.of(SlaPreview.evaluate(body.read()));
  }
}
