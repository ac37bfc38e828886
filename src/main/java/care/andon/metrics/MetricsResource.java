package care.andon.metrics;

import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureQuery;
import care.andon.metrics.wait.WaitFigure;
import care.andon.platform.web.ApiPaths;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Figures, for everybody who signs in. */
@Path(ApiPaths.BASE + "/metrics")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Figures")
class MetricsResource {

  private final Figures figures;
  private final ConfidentialQuarters confidential;

  MetricsResource(Figures figures, ConfidentialQuarters confidential) {
    this.figures = figures;
    this.confidential = confidential;
  }

  @GET
  @Path("/kept")
  @Operation(
      summary = "Get the share of promises that were kept",
      description =
          """
          For every clock (acknowledge, update, resolve) and impact, the outcome of the promises \
          that **fell due** in the period: `met`, `declined` (a promise to resolve, declined in \
          time), `missed` (done late), `missedOpen` (overdue and still open), `notYetDue`, \
          `notMeasured` (withdrawn before it fell due). With D = met + declined + missed + \
          missedOpen, `kept` = met / D and `answered` = (met + declined) / D, each with its 95 % \
          Wilson interval. All are null if nothing fell due: there are no data.

          `felt` says what stands behind the resolutions that were in time: the caregiver's word, \
          or their silence. The truth lies between `felt.atLeast` and `felt.atMost`.

          A promise counts in the period in which it falls due, not when it was made or settled. \
          Work that is done early is `notYetDue` until then, because counting early successes \
          beside undecided promises would flatter the rate. A promise is missed from the instant \
          it fell due, even if that was noticed later. Every cycle of the `update` clock is a \
          promise of its own. Clocks are never combined into one rate.""")
  public FigureAnswer<KeptFigure> getKept(@BeanParam FigureQuery query) {
    return figures.kept(query);
  }

  @GET
  @Path("/waits")
  @Operation(
      summary = "Get how long caregivers wait",
      description =
          """
          For every impact, how long caregivers who **filed** a request in the period waited until \
          a person acknowledged it (`timeToAcknowledge`), until it was resolved or declined \
          (`timeToAnswer`), until it was resolved (`timeToResolve`), and until they said themselves \
          that the need was met (`timeToConfirm`): median and 90th percentile by Kaplan and Meier, \
          in wall-clock time from filing, without pauses. `curve` has points to draw it by.

          Open requests are included: they count as longer than their present wait, and withdrawn \
          ones as longer than their wait was (`censored`, of `n`). If so many are open that the \
          median or percentile is not reached, the value is null. A declined request counts as still \
          unresolved. A resolution that the caregiver says was not true does not count; one after \
          which the need came back does.

          `minutesLost` adds up what the caregivers of these requests estimated to have lost when \
          they filed them (`minutesLost` of a request); `estimates` says how many gave an \
          estimate. With `by=category`, that is what each category costs.""")
  public FigureAnswer<WaitFigure> getWaits(@BeanParam FigureQuery query) {
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
  public FigureAnswer<TransferFigure> getTransfers(@BeanParam FigureQuery query) {
    return figures.transfers(query);
  }

  @GET
  @Path("/declines")
  @Operation(
      summary = "Get why needs were declined",
      description =
          "How many needs were declined in the period, by reason, with and without an alternative."
              + " With `team`: those that this team declined.")
  public FigureAnswer<DeclineFigure> getDeclines(@BeanParam FigureQuery query) {
    return figures.declines(query);
  }

  @GET
  @Path("/corrections")
  @Operation(
      summary = "Get what changed after days were closed",
      description =
          "What became known in the period about promises that fell due on earlier days: closed"
              + " late, said to be not fixed, confirmed, transferred. Together with the counts of"
              + " /metrics/kept as of the start of the period, it gives those as of its end. By unit,"
              + " or with `team` or `category` for that one. A day is closed soon after its end in"
              + " UTC.")
  public FigureAnswer<CorrectionFigure> getCorrections(@BeanParam FigureQuery query) {
    return figures.corrections(query);
  }

  @GET
  @Path("/held")
  @Operation(
      summary = "Get for how long teams held requests",
      description =
          "For the requests filed in the period: for how long each team was responsible for them"
              + " while they were open. The team that held a request for most of a promise's time"
              + " answers for it in /metrics/kept. Teams are in the order of their codes: nobody"
              + " is ranked.")
  public FigureAnswer<HeldFigure> getHeld(@BeanParam FigureQuery query) {
    return figures.held(query);
  }

  @GET
  @Path("/unrouted")
  @Operation(
      summary = "Get for how long requests were unrouted",
      description =
          "Minutes within the period for which requests had no reachable responsible person:"
              + " from filing until a reachable person was responsible, acknowledged or settled the"
              + " request, or until now. Minutes are counted per request: two requests that wait"
              + " for the same ten minutes count as twenty. A hospital in which a person is always"
              + " on call has zero, and no row.")
  public FigureAnswer<UnroutedFigure> getUnrouted(@BeanParam FigureQuery query) {
    return figures.unrouted(query);
  }

  @GET
  @Path("/equity")
  @Operation(
      summary = "Compare nights and weekends with days",
      description =
          "For the promises that fell due in the period, by when the caregiver asked: the share kept"
              + " at `night` and on the `weekend` minus the share kept by `day`, with its 95 %"
              + " interval (Newcombe). `standardisedGap` is the same as if both had the same mix of"
              + " categories: harder needs at night are no reason for a gap. An interval without 0"
              + " is more than chance. Takes no `by`.")
  public FigureAnswer<EquityFigure> getEquity(@BeanParam FigureQuery query) {
    return figures.equity(query);
  }

  @GET
  @Path("/series")
  @Operation(
      summary = "Get weekly control charts",
      description =
          "For every clock and impact, the share of every whole week of the period with the limits"
              + " of a chart that knows how many promises each week stands for (I-prime). The first"
              + " 26 weeks are the baseline; with 12 to 25 the limits are on trial, with fewer there"
              + " are none. Only `outside` and `run` ask for a cause: between two weeks there is"
              + " always a difference. Takes no `by`.")
  public FigureAnswer<SeriesFigure> getSeries(@BeanParam FigureQuery query) {
    return figures.series(query);
  }

  @GET
  @Path("/silence")
  @Operation(
      summary = "Get the longest silences",
      description =
          "The 50 longest times in which a caregiver heard nothing about an open request, longest"
              + " first, for the requests asked in the period. With `by`: the 50 longest of each"
              + " group.")
  public FigureAnswer<SilenceFigure> getSilence(
      @BeanParam FigureQuery query,
      @Parameter(
              description =
                  "`oldest`: instead of the longest silences, those about the 50 open requests"
                      + " that were asked first, oldest first",
              schema = @Schema(implementation = SilenceFigure.Order.class))
          @RestQuery
          @Nullable String order) {
    return figures.silence(query, SilenceFigure.Order.parse(order));
  }

  @GET
  @Path("/confidential")
  @Operation(
      summary = "Get how promises about confidential requests were kept",
      description =
          "The same counts as /metrics/kept, for confidential requests: per facility, category, clock"
              + " and impact, for one whole quarter. There is a row only where at least 10 requests"
              + " of at least 5 people stand behind it, and there are no totals, so nobody can be"
              + " found in them. A quarter is counted once, a day after its end in UTC, and never"
              + " again: two counts would differ by single people.")
  public ConfidentialFigure.Answer getConfidential(
      @Parameter(
              description = "The quarter, by the clock of each facility",
              required = true,
              schema = @Schema(type = SchemaType.STRING, maxLength = 7),
              example = "2026-Q1")
          @RestQuery
          @Nullable String quarter,
      @Parameter(
              description =
                  "An instant at which the quarter was counted already. The answer does not depend"
                      + " on it",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-05-01T06:00:00Z")
          @RestQuery
          @Nullable String asOf,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    return confidential.figures(quarter, asOf);
  }
}
