package care.andon.metrics;

import care.andon.kernel.Category;
import care.andon.platform.web.ApiPaths;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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

/** Figures, for everybody who signs in. */
@Path(ApiPaths.BASE + "/metrics")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Figures",
    description =
        "Whether promises to caregivers are kept, and how long caregivers wait. Shown openly to"
            + " everybody who signs in; about units and teams, never about a person.")
class MetricsResource {
  private static final String UNIT = "Only requests of this unit: its id or code";
  private static final String TEAM =
      "Only requests for which this team is responsible now: its id or code";
  private static final String CATEGORY = "Only requests of this category";
  private static final String FROM =
      "Begin of the period, with its zone; 28 days before 'to' when left out";
  private static final String TO =
      "End of the period, itself not included; now when left out, at most 10 years after 'from'";

  private final Figures figures;

  MetricsResource(Figures figures) {
    this.figures = figures;
  }

  @GET
  @Path("/kept")
  @Operation(
      operationId = "getKept",
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
  @APIResponse(
      responseCode = "200",
      description = "Twelve figures: three clocks by four impacts",
      content =
          @Content(
              schema = @Schema(implementation = KeptFigures.class),
              examples =
                  @ExampleObject(
                      name = "february",
                      summary = "Supplies in February; one of the twelve figures shown",
                      value = Examples.KEPT)))
  public KeptFigures kept(
      @Parameter(description = UNIT, example = "4W") @RestQuery @Nullable String unit,
      @Parameter(description = TEAM, example = "supply-chain") @RestQuery @Nullable String team,
      @Parameter(
              description = CATEGORY,
              schema = @Schema(implementation = Category.class),
              example = "supplies")
          @RestQuery
          @Nullable String category,
      @Parameter(
              description = FROM,
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-02-01T00:00:00Z")
          @RestQuery
          @Nullable String from,
      @Parameter(
              description = TO,
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-03-01T00:00:00Z")
          @RestQuery
          @Nullable String to) {
    return figures.kept(new FigureQuery(unit, team, category, from, to));
  }

  @GET
  @Path("/waits")
  @Operation(
      operationId = "getWaits",
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
  @APIResponse(
      responseCode = "200",
      description = "Eight figures: two waits by four impacts",
      content =
          @Content(
              schema = @Schema(implementation = WaitFigures.class),
              examples =
                  @ExampleObject(
                      name = "february",
                      summary = "Supplies in February; two of the eight figures shown",
                      value = Examples.WAITS)))
  public WaitFigures waits(
      @Parameter(description = UNIT, example = "4W") @RestQuery @Nullable String unit,
      @Parameter(description = TEAM, example = "supply-chain") @RestQuery @Nullable String team,
      @Parameter(
              description = CATEGORY,
              schema = @Schema(implementation = Category.class),
              example = "supplies")
          @RestQuery
          @Nullable String category,
      @Parameter(
              description = FROM,
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-02-01T00:00:00Z")
          @RestQuery
          @Nullable String from,
      @Parameter(
              description = TO,
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-03-01T00:00:00Z")
          @RestQuery
          @Nullable String to) {
    return figures.waits(new FigureQuery(unit, team, category, from, to));
  }

  @GET
  @Path("/transfers")
  @Operation(
      operationId = "getTransfers",
      summary = "How often are requests passed from team to team?",
      description =
          """
          For the requests that caregivers **asked** in the period: the median number of times one \
          went from one team to another, and the share that did more than twice, with its 95 % \
          Wilson interval. A transfer restarts no clock, so whoever bounces waits on.""")
  @APIResponse(
      responseCode = "200",
      description = "Median and share",
      content = @Content(schema = @Schema(implementation = TransferFigures.class)))
  public TransferFigures transfers(
      @Parameter(description = UNIT, example = "4W") @RestQuery @Nullable String unit,
      @Parameter(description = TEAM, example = "supply-chain") @RestQuery @Nullable String team,
      @Parameter(
              description = CATEGORY,
              schema = @Schema(implementation = Category.class),
              example = "supplies")
          @RestQuery
          @Nullable String category,
      @Parameter(
              description = FROM,
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-02-01T00:00:00Z")
          @RestQuery
          @Nullable String from,
      @Parameter(
              description = TO,
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-03-01T00:00:00Z")
          @RestQuery
          @Nullable String to) {
    return figures.transfers(new FigureQuery(unit, team, category, from, to));
  }
}
