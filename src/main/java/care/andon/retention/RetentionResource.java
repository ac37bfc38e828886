package care.andon.retention;

import care.andon.platform.web.ApiPaths;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the nightly run would remove. */
@Path(ApiPaths.BASE + "/retention")
@RolesAllowed({"privacy_officer", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy")
class RetentionResource {
  private final Retention retention;

  RetentionResource(Retention retention) {
    this.retention = retention;
  }

  /** What is due, and by which settings. */
  @Schema(
      name = "RetentionReport",
      description = "Which settings hold, and how many requests are due by them.")
  record ReportView(
      Instant asOf,
      @Schema(
              description =
                  "How long a request keeps its askers after its end, as an ISO 8601 period",
              examples = "P12M")
          String askersAfter,
      @Schema(
              description =
                  "How long a request keeps its words after its end, as an ISO 8601 period",
              examples = "P7Y")
          String wordsAfter,
      @Schema(
              description =
                  "Whether the nightly run removes what is due. If not, it only counts it")
          boolean applies,
      @Schema(description = "Requests whose askers are due to be removed") int askersDue,
      @Schema(description = "Requests whose words are due to be erased") int wordsDue) {}

  @GET
  @Operation(
      summary = "Get what is due to be forgotten",
      description =
          "Counts the requests that have been over for longer than the settings say, still have"
              + " their askers or their words, and are not on hold.")
  @APIResponse(responseCode = "200", description = "The settings and what is due")
  public ReportView getRetention() {
    var report = retention.report();
    return new ReportView(
        report.asOf(),
        report.askersAfter().toString(),
        report.wordsAfter().toString(),
        report.applies(),
        report.askersDue(),
        report.wordsDue());
  }
}
