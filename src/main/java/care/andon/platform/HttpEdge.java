package care.andon.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every exchange, whoever answers it: trace and cache headers out, and problems for
 * what fails before a resource is reached (sign-in, sizes, malformed HTTP).
 */
@ApplicationScoped
class HttpEdge {
  private static final int BEFORE_EVERYTHING = 10_000;
  private static final int BAD_REQUEST = 400;

  private final ObjectMapper json;
  private final long largestBody;

  HttpEdge(
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody) {
    this.json = json;
    this.largestBody = largestBody.asLongValue();
  }

  void filters(@Observes Filters filters) {
    filters.register(HttpEdge::stamp, BEFORE_EVERYTHING);
    filters.register(this::limit, BEFORE_EVERYTHING - 1);
  }

  void failures(@Observes Router router) {
    router.route().failureHandler(this::fail);
    // An address that cannot be decoded fails before it belongs to any route.
    router.errorHandler(BAD_REQUEST, this::fail);
  }

  private static void stamp(RoutingContext context) {
    var headers = context.response().headers();
    headers.set(Trace.HEADER, Trace.of(context).traceparent());
    headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    context.next();
  }

  /** Refuses a body by what it says of itself; the framework would do so without a word. */
  private void limit(RoutingContext context) {
    if (length(context) > largestBody) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      refuse(context, Problem.of(ProblemType.TOO_LARGE, ProblemType.TOO_LARGE.advice()));
    } else {
      context.next();
    }
  }

  private static long length(RoutingContext context) {
    var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException notALength) {
      return 0;
    }
  }

  private void fail(RoutingContext context) {
    var response = context.response();
    if (response.ended() || response.headWritten()) {
      context.next();
      return;
    }
    refuse(context, problem(context, context.failure()));
  }

  private void refuse(RoutingContext context, Problem problem) {
    var response =
        context
            .response()
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
