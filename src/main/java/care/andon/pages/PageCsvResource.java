package care.andon.pages;

import care.andon.metrics.Figures;
import care.andon.metrics.SilenceFigure;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureQuery;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.page.PageAnswers;
import care.andon.platform.web.table.CsvTable;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The figures behind pictures as CSV, for browsers: a link cannot ask the API for CSV, and the API
 * takes no session.
 */
@Path("/pages/metrics")
@RolesAllowed({"caregiver", "administrator", "manager", "auditor", "configurer", "privacy_officer"})
class PageCsvResource {
  private static final String CSV = "text/csv; charset=utf-8";

  private final Figures figures;
  private final PageSession session;
  private final PageAnswers answers;
  private final ObjectMapper json;

  PageCsvResource(Figures figures, PageSession session, PageAnswers answers, ObjectMapper json) {
    this.figures = figures;
    this.session = session;
    this.answers = answers;
    this.json = json;
  }

  /** Answers with the rows that the API gives; Excel reads them as UTF-8. */
  @GET
  @Path("/{figure: [a-z]+}.csv")
  @Produces("text/csv")
  @Operation(hidden = true)
  public Response csv(
      @RestPath String figure,
      @BeanParam FigureQuery question,
      @RestQuery @Nullable String order,
      RoutingContext call) {
    session.goOn(call);
    var rows = CsvTable.rowsOf(json.valueToTree(answer(figure, question, order))).orElseThrow();
    call.response().putHeader("Content-Disposition", "attachment; filename=\"" + figure + ".csv\"");
    return answers.file(CsvTable.forExcel(rows).getBytes(StandardCharsets.UTF_8), CSV, call);
  }

  private FigureAnswer<?> answer(String figure, FigureQuery question, @Nullable String order) {
    return switch (figure) {
      case "series" -> figures.series(question);
      case "silence" -> figures.silence(question, SilenceFigure.Order.parse(order));
      case "waits" -> figures.waits(question);
      case "equity" -> figures.equity(question);
      case "kept" -> figures.kept(question);
      default -> throw Problem.notFound();
    };
  }
}
