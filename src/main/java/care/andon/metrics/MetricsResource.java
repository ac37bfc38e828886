package care.andon.metrics;

import care.andon.platform.web.ApiPaths;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How are we doing, for everybody who signs in. */
@Path(ApiPaths.BASE + "/metrics")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Figures")
class MetricsResource {

  private final Figures figures;

  MetricsResource(Figures figures) {
    this.figures = figures;
  }

  @GET
  @Path("/kept")
  @Operation(
      summary = "Were promises kept?",
      description =
          """
          For every clock (acknowledge, update, resolve) and impact, what became of the promises \
          that **fell due** in the period: `met`, `missed` (done late), `missedOpen` (still open \
          past due), `notYetDue`, `notMeasured` (withdrawn before it fell due). \
          `kept` = met / (met + missed + missedOpen), with its 95 % Wilson interval; both are null \
          when nothing fell due: no data, neither 0 % nor 100 %.

          A promise counts in the period in which it falls due, not when it was made or settled, \
          and not before: work done early is `notYetDue` until then, because counting early \
          successes beside failures that are still undecided would flatter the rate. A promise is \
          missed from the instant it fell due, however late anybody looked. Every cycle of the \
          `update` clock is a promise of its own. Clocks are never blended into one rate.""")
  @APIResponseSchema(
      value = KeptFigures.class,
      responseDescription = "Twelve figures: three clocks by four impacts")
  public KeptFigures getKept(@BeanParam FigureQuery query) {
    return figures.kept(query);
  }

  @GET
  @Path("/waits")
  @Operation(
      summary = "How long do caregivers wait?",
      description =
          """
          For every impact, how long caregivers who **asked** in the period waited until a named \
          human took it up (`timeToAcknowledge`) and until it was resolved or declined \
          (`timeToResolve`): median and p90 by Kaplan and Meier, in wall-clock time from the \
          moment they asked; nothing pauses it.

          Requests that are still open are not left out: they count as longer than they are now, \
          and withdrawn ones as longer than they were (`censored`, of `n`). Where so many are \
          open that half, or nine in ten, cannot be said to be over yet, the value is null: not \
          reached. A resolution that was reopened never happened.""")
  @APIResponseSchema(
      value = WaitFigures.class,
      responseDescription = "Eight figures: two waits by four impacts")
  public WaitFigures getWaits(@BeanParam FigureQuery query) {
    return figures.waits(query);
  }

  @GET
  @Path("/transfers")
  @Operation(
      summary = "How often are requests passed from team to team?",
      description =
          """
          For the requests that caregivers **asked** in the period: the median number of times one \
          went from one team to another, and the share that did more than twice, with its 95 % \
          Wilson interval. A transfer restarts no clock, so whoever bounces waits on.""")
  @APIResponseSchema(value = TransferFigures.class, responseDescription = "Median and share")
  public TransferFigures getTransfers(@BeanParam FigureQuery query) {
    return figures.transfers(query);
  }
}
