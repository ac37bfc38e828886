package care.andon.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every exchange, whoever answers it: trace and cache headers out, and problems for
 * what fails before a resource is reached (sign-in, sizes, malformed HTTP).
 */
@ApplicationScoped
class HttpEdge {
  private static final int BEFORE_EVERYTHING = 10_000;

  private final ObjectMapper json;

  HttpEdge(ObjectMapper json) {
    this.json = json;
  }

  void filters(@Observes Filters filters) {
    filters.register(HttpEdge::stamp, BEFORE_EVERYTHING);
  }

  void failures(@Observes Router router) {
    router.route().failureHandler(this::fail);
  }

  private static void stamp(RoutingContext context) {
    var headers = context.response().headers();
    headers.set(Trace.HEADER, Trace.of(context).traceparent());
    headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    context.next();
  }

  private void fail(RoutingContext context) {
    var response = context.response();
    if (response.ended() || response.headWritten()) {
      context.next();
      return;
    }
    var problem = problem(context, context.failure());
    response
        .setStatusCode(problem.type().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
    if (problem.type() == ProblemType.UNAUTHENTICATED) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    response.end(write(ProblemBody.of(problem, Trace.of(context).traceId())));
  }

  private static Problem problem(RoutingContext context, @Nullable Throwable failure) {
    return switch (failure) {
      case Problem problem -> problem;
      case AuthenticationFailedException refused -> ProblemMappers.unauthenticated();
      case UnauthorizedException anonymous -> ProblemMappers.unauthenticated();
      case ForbiddenException forbidden ->
          Problem.of(ProblemType.FORBIDDEN, ProblemType.FORBIDDEN.advice());
      case null ->
          ProblemMappers.ofStatus(
              context.statusCode(),
              new IllegalStateException("Refused with status " + context.statusCode()),
              context);
      default ->
          context.statusCode() >= 400 && context.statusCode() < 500
              ? ProblemMappers.ofStatus(context.statusCode(), failure, context)
              : ProblemMappers.unexpected(failure, Trace.of(context));
    };
  }

  private String write(ProblemBody body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
