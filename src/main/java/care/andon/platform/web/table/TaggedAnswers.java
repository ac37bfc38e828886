package care.andon.platform.web.table;

import care.andon.platform.web.ConditionalRequests;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives {@link Tagged} answers their entity tag. */
class TaggedAnswers {
  private final ConditionalRequests conditional;

  TaggedAnswers(ConditionalRequests conditional) {
    this.conditional = conditional;
  }

  @ServerResponseFilter
  void tag(ContainerRequestContext request, ContainerResponseContext response) {
    if (!(response.getEntity() instanceof Tagged answer)) {
      return;
    }
    var tag = conditional.weakTag(answer.tagged());
    response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
    if (ConditionalRequests.matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      response.setEntity(null);
      response.setStatusInfo(Status.NOT_MODIFIED);
    }
  }
}
