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

/** Figures, for everybody who signs in. */
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
      summary = "Get the share of promises that were kept",
      description =
          """
          For every clock (acknowledge, update, resolve) and impact, the outcome of the promises \
          that **fell due** in the period: `met`, `missed` (done late), `missedOpen` (overdue and \
          still open), `notYetDue`, `notMeasured` (withdrawn before it fell due). \
          `kept` = met / (met + missed + missedOpen), with its 95 % Wilson interval. Both are null \
          if nothing fell due: there are no data.

          A promise counts in the period in which it falls due, not when it was made or settled. \
          Work that is done early is `notYetDue` until then, because counting early successes \
          beside undecided promises would flatter the rate. A promise is missed from the instant \
          it fell due, even if that was noticed later. Every cycle of the `update` clock is a \
          promise of its own. Clocks are never combined into one rate.""")
  @APIResponseSchema(
      value = KeptFigures.class,
      responseDescription = "Twelve figures: three clocks by four impacts")
  public KeptFigures getKept(@BeanParam FigureQuery query) {
    return figures.kept(query);
  }

  @GET
  @Path("/waits")
  @Operation(
      summary = "Get how long caregivers wait",
      description =
          """
          For every impact, how long caregivers who **filed** a request in the period waited until \
          a person acknowledged it (`timeToAcknowledge`) and until it was resolved or declined \
          (`timeToResolve`): median and 90th percentile by Kaplan and Meier, in wall-clock time \
          from filing, without pauses.

          Open requests are included: they count as longer than their present wait, and withdrawn \
          ones as longer than their wait was (`censored`, of `n`). If so many are open that the \
          median or percentile is not reached, the value is null. A resolution that was reopened \
          does not count.""")
  @APIResponseSchema(
      value = WaitFigures.class,
      responseDescription = "Eight figures: two waits by four impacts")
  public WaitFigures getWaits(@BeanParam FigureQuery query) {
    return figures.waits(query);
  }

  @GET
  @Path("/transfers")
  @Operation(
      summary = "Get how often requests are transferred between teams",
      description =
          "For the requests filed in the period: the median number of transfers between"
              + " teams, and the share with more than two, with its 95 % Wilson interval. A"
              + " transfer restarts no clock, so the caregiver of a transferred request waits"
              + " longer.")
  @APIResponseSchema(value = TransferFigures.class, responseDescription = "Median and share")
  public TransferFigures getTransfers(@BeanParam FigureQuery query) {
    return figures.transfers(query);
  }
}
