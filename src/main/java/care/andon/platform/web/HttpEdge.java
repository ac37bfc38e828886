package care.andon.platform.web;

import care.andon.platform.identity.SignInFailures;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Handles every HTTP exchange: sets trace and cache headers, checks sizes, and answers with a
 * problem if a call fails before it reaches a resource (sign-in, sizes, malformed HTTP).
 */
@ApplicationScoped
class HttpEdge {
  private static final int BEFORE_EVERYTHING = 10_000;
  private static final int BAD_REQUEST = 400;
  private static final int LONGEST_ADDRESS = 8_000;
  private static final int LARGEST_HEADERS = 16 * 1024;
  private static final int MOST_DISCARDED = 16 * 1024 * 1024;

  private final ObjectMapper json;
  private final BodySizes sizes;
  private final SignInFailures signInFailures;

  HttpEdge(ObjectMapper json, BodySizes sizes, SignInFailures signInFailures) {
    this.json = json;
    this.sizes = sizes;
    this.signInFailures = signInFailures;
  }

  void filters(@Observes Filters filters) {
    filters.register(HttpEdge::stamp, BEFORE_EVERYTHING);
    filters.register(this::measure, BEFORE_EVERYTHING - 1);
  }

  void failures(@Observes Router router) {
    router.route().failureHandler(this::fail);
    router.errorHandler(BAD_REQUEST, this::fail);
  }

  private static void stamp(RoutingContext context) {
    var headers = context.response().headers();
    headers.set(TraceContext.HEADER, TraceContext.of(context).traceparent());
    headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    context.next();
  }

  /**
   * Refuses addresses, headers and declared body sizes that are too large, and ambiguous headers,
   * before the body is read.
   */
  private void measure(RoutingContext context) {
    var refusal = refusal(context.request());
    if (refusal != null) {
      refuse(context, refusal);
      return;
    }
    removeTypeOfEmptyBody(context.request().headers());
    context.next();
  }

  private @Nullable Problem refusal(HttpServerRequest request) {
    if (request.uri().length() > LONGEST_ADDRESS) {
      return Problem.of(ProblemType.ADDRESS_TOO_LONG, ProblemType.ADDRESS_TOO_LONG.advice());
    }
    if (size(request.headers()) > LARGEST_HEADERS) {
      return Problem.of(ProblemType.HEADERS_TOO_LARGE, ProblemType.HEADERS_TOO_LARGE.advice());
    }
    if (bodySize(request.getHeader(HttpHeaders.CONTENT_LENGTH))
        > sizes.largestAt(pathOf(request))) {
      return sizes.tooLarge(pathOf(request));
    }
    return isAddress(request.uri())
        ? HeaderCheck.refusal(request.headers())
        : Problem.of(ProblemType.INVALID_PARAMETER, ProblemType.INVALID_PARAMETER.advice());
  }

  /**
   * Removes the Content-Type of an empty body. Some clients send one with every POST, and it must
   * not cause a refusal.
   */
  private static void removeTypeOfEmptyBody(MultiMap headers) {
    if (bodySize(headers.get(HttpHeaders.CONTENT_LENGTH)) == 0
        && !headers.contains(HttpHeaders.TRANSFER_ENCODING)) {
      headers.remove(HttpHeaders.CONTENT_TYPE);
    }
  }

  /** The path as it was sent, not decoded, because it may be impossible to decode. */
  private static String pathOf(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.path(), "");
  }

  private static boolean isAddress(String text) {
    try {
      return new URI(text).getRawPath() != null;
    } catch (URISyntaxException notOne) {
      return false;
    }
  }

  private static int size(MultiMap headers) {
    int size = 0;
    for (var header : headers) {
      size += header.getKey().length() + header.getValue().length();
    }
    return size;
  }

  private static long bodySize(@Nullable String contentLength) {
    return contentLength == null ? 0 : Long.parseLong(contentLength);
  }

  /**
   * Answers at once. The rest of the body is discarded, because many clients read the answer only
   * after they have sent everything. If the body is very large, the connection is closed.
   */
  private void refuse(RoutingContext context, Problem problem) {
    if (bodySize(context.request().getHeader(HttpHeaders.CONTENT_LENGTH)) > MOST_DISCARDED) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    context.request().resume();
    answer(context, problem);
  }

  private void fail(RoutingContext context) {
    var response = context.response();
    if (response.ended() || response.headWritten()) {
      context.next();
      return;
    }
    answer(context, problem(context, context.failure()));
  }

  private void answer(RoutingContext context, Problem problem) {
    var response = context.response();
    response
        .setStatusCode(problem.type().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
    if (problem.type() == ProblemType.UNAUTHENTICATED) {
      response.putHeader("WWW-Authenticate", challenge(context));
    }
    if (ProblemMappers.isTemporary(problem.type())) {
      response.putHeader(HttpHeaders.RETRY_AFTER, ProblemMappers.RETRY_AFTER_SECONDS);
    }
    response.end(write(ProblemBody.of(problem, TraceContext.of(context).traceId())));
  }

  private String challenge(RoutingContext context) {
    return signInFailures.record(
        context.request(), TraceContext.of(context).traceId(), context.failure());
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
              : ProblemMappers.unexpected(failure, TraceContext.of(context));
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
