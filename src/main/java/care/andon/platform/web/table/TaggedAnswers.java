package care.andon.platform.web.table;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.web.ConditionalRequests;
import care.andon.platform.web.ParameterCheck;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives {@link Tagged} answers their entity tag, and writes lists and figures as CSV. */
class TaggedAnswers {
  private static final MediaType CSV = MediaType.valueOf(CsvRequests.CSV + ";charset=UTF-8");

  private final ConditionalRequests conditional;
  private final ObjectMapper json;

  TaggedAnswers(ConditionalRequests conditional, ObjectMapper json) {
    this.conditional = conditional;
    this.json = json;
  }

  @ServerResponseFilter
  void complete(
      ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
    var csv = context.get(ParameterCheck.CSV) != null;
    if (response.getEntity() instanceof Tagged answer) {
      tag(request, response, answer, csv);
    }
    if (csv && response.getStatus() == Status.OK.getStatusCode()) {
      write(request, response);
    }
  }

  private void tag(
      ContainerRequestContext request,
      ContainerResponseContext response,
      Tagged answer,
      boolean csv) {
    var tag =
        conditional.weakTag(csv ? new Object[] {answer.tagged(), CSV.toString()} : answer.tagged());
    response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
    response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    if (ConditionalRequests.matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      response.setEntity(null);
      response.setStatusInfo(Status.NOT_MODIFIED);
    }
  }

  private void write(ContainerRequestContext request, ContainerResponseContext response) {
    var rows =
        Optional.ofNullable(response.getEntity())
            .map(this::tree)
            .flatMap(CsvTable::rowsOf)
            .orElseThrow(
                () ->
                    Problem.of(
                        ProblemType.NOT_ACCEPTABLE, "Only lists and figures are there as CSV"));
    var excel = "true".equals(request.getUriInfo().getQueryParameters().getFirst("excel"));
    var text = excel ? CsvTable.forExcel(rows) : CsvTable.of(rows);
    response.setEntity(text.getBytes(StandardCharsets.UTF_8), new Annotation[0], CSV);
  }

  private JsonNode tree(Object entity) {
    try {
      return entity instanceof byte[] written ? json.readTree(written) : json.valueToTree(entity);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
