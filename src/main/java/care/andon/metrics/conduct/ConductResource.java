package care.andon.metrics.conduct;

import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureQuery;
import care.andon.platform.web.ApiPaths;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Figures of what departments and caregivers do, for everybody who signs in. */
@Path(ApiPaths.BASE + "/metrics")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Figures")
class ConductResource {

  private final ConductFigures figures;

  ConductResource(ConductFigures figures) {
    this.figures = figures;
  }

  @GET
  @Path("/handling")
  @Operation(
      summary = "Get what became of requests",
      description =
          "For the requests filed in the period: how many were resolved, and of these how many their"
              + " caregiver confirmed (`closedLoop`), said to be not fixed, or reopened because the"
              + " need came back; how many were followed by another request of the same unit and"
              + " category within 30 days (`recurrence30d`); how many were escalated to each tier"
              + " or regraded; and for how many minutes they waited for an answer of the caregiver,"
              + " by what ended the wait.")
  public FigureAnswer<HandlingFigure> getHandling(@BeanParam FigureQuery query) {
    return figures.handling(query);
  }

  @GET
  @Path("/voice")
  @Operation(
      summary = "Get how many requests are filed",
      description =
          "How many requests were filed in the period, and by how many named askers. More is"
              + " healthier: needs that caregivers do not say cannot be met. There is no goal. Ask"
              + " with `by=unit` to see units in which caregivers do not ask.")
  public FigureAnswer<VoiceFigure> getVoice(@BeanParam FigureQuery query) {
    return figures.voice(query);
  }

  @GET
  @Path("/integrity")
  @Operation(
      summary = "Get acts that may have been timed by the clock",
      description =
          "For each team, what it did in the period: how many resolutions came just before and just"
              + " after the promise fell due (`edgeSpike`), and how many their caregiver called not"
              + " fixed (`undone`); how many questions to the caregiver (`lateAsk`) and transfers"
              + " to another team (`lateTransfer`) came in the last tenth of the target; and how"
              + " many declines came within a minute of filing (`instantDecline`). `flagged` is a"
              + " question to ask the team, and not a verdict. Teams are in the order of their"
              + " codes: nobody is ranked.")
  public FigureAnswer<IntegrityFigure> getIntegrity(@BeanParam FigureQuery query) {
    return figures.integrity(query);
  }
}
