package care.andon.platform.web;

import care.andon.platform.identity.SignInFailures;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.web.page.PageAnswers;
import care.andon.platform.web.page.ProblemPage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Handles every HTTP exchange: sets trace and cache headers, checks sizes, and answers with a
 * problem if a call fails before it reaches a resource (sign-in, sizes, malformed HTTP).
 */
@ApplicationScoped
public class HttpEdge {
  private static final int BEFORE_EVERYTHING = 10_000;

  /** The priority of filters that see only requests whose head is accepted. */
  static final int AFTER_CHECKS = BEFORE_EVERYTHING - 2;

  /** The priority of the filter that receives bodies, imports excepted. */
  static final int BODY = 500;

  /** The priority of filters that see only requests whose body has arrived, imports excepted. */
  public static final int AFTER_BODY = BODY - 1;

  /** The priority of filters that see only requests whose caller has access. */
  private static final int AFTER_SIGN_IN = SecurityHandlerPriorities.AUTHORIZATION - 50;

  private static final int BAD_REQUEST = 400;
  private static final int LONGEST_ADDRESS = 8_000;
  private static final int LARGEST_HEADERS = 16 * 1024;
  private static final int MOST_DISCARDED = 16 * 1024 * 1024;

  private final ObjectMapper json;
  private final BodySizes sizes;
  private final AllowedMethods methods;
  private final SignInFailures signInFailures;
  private final ProblemPage page;

  HttpEdge(
      ObjectMapper json,
      BodySizes sizes,
      AllowedMethods methods,
      SignInFailures signInFailures,
      ProblemPage page) {
    this.methods = methods;
    this.json = json;
    this.sizes = sizes;
    this.signInFailures = signInFailures;
    this.page = page;
  }

  void filters(@Observes Filters filters) {
    filters.register(HttpEdge::stamp, BEFORE_EVERYTHING);
    filters.register(this::measure, BEFORE_EVERYTHING - 1);
    filters.register(this::options, AFTER_SIGN_IN);
  }

  void failures(@Observes Router router) {
    router.route().failureHandler(this::fail);
    router.errorHandler(BAD_REQUEST, this::fail);
  }

  private static void stamp(RoutingContext context) {
    stamp(context.response(), TraceContext.of(context));
    ListHeaders.normalize(context.request());
    Meters.countAsUnknown(context.request());
    context.next();
  }

  /** Sets the headers of every answer. */
  static void stamp(HttpServerResponse response, TraceContext trace) {
    response
        .putHeader(TraceContext.HEADER, trace.traceparent())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
  }

  /**
   * Refuses addresses, headers and declared body sizes that are too large, before the body is read.
   */
  private void measure(RoutingContext context) {
    var request = context.request();
    if (request.uri().length() > LONGEST_ADDRESS) {
      refuse(
          context, Problem.of(ProblemType.ADDRESS_TOO_LONG, ProblemType.ADDRESS_TOO_LONG.advice()));
    } else if (size(request.headers()) > LARGEST_HEADERS) {
      refuse(
          context,
          Problem.of(ProblemType.HEADERS_TOO_LARGE, ProblemType.HEADERS_TOO_LARGE.advice()));
    } else if (bodySize(request.getHeader(HttpHeaders.CONTENT_LENGTH))
        > sizes.largestAt(RequestTarget.pathOf(request))) {
      refuse(context, sizes.tooLarge(RequestTarget.pathOf(request)));
    } else if (!RequestTarget.isWellFormed(request.uri())) {
      refuse(
          context,
          Problem.of(ProblemType.INVALID_PARAMETER, "The address is not percent-encoded UTF-8"));
    } else if (isEncoded(request)) {
      context.response().putHeader(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
      refuse(
          context,
          Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the body without Content-Encoding"));
    } else {
      if (!RequestBodies.hasBody(request)) {
        // Some clients send a type with every POST, and it must not cause a refusal.
        request.headers().remove(HttpHeaders.CONTENT_TYPE);
      }
      context.next();
    }
  }

  /**
   * Answers OPTIONS, and every method but GET and HEAD at the addresses of the framework. The
   * framework would name the methods of a whole class there, or answer whatever the method is.
   */
  private void options(RoutingContext context) {
    var method = context.request().method();
    var path = context.normalizedPath();
    var isRead = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    if (isRead || !(method.equals(HttpMethod.OPTIONS) || isOfFramework(path))) {
      context.next();
      return;
    }
    var allowed = isOfFramework(path) ? "GET, HEAD, OPTIONS" : methods.of(path);
    if (allowed.isEmpty()) {
      refuse(context, Problem.notFound());
      return;
    }
    context.response().putHeader(HttpHeaders.ALLOW, allowed);
    if (method.equals(HttpMethod.OPTIONS)) {
      context.response().end();
    } else {
      var type = ProblemType.METHOD_NOT_ALLOWED;
      refuse(context, Problem.of(type, type.advice()));
    }
  }

  private static boolean isOfFramework(String path) {
    return path.equals("/q/health") || path.startsWith("/q/health/") || path.equals("/q/metrics");
  }

  /** Whether the body is compressed, for example. */
  private static boolean isEncoded(HttpServerRequest request) {
    return RequestBodies.hasBody(request)
        && request.headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
            .flatMap(list -> Arrays.stream(list.split(",", -1)))
            .map(String::strip)
            .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"));
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
    if (context.failure() instanceof AuthenticationRedirectException signIn) {
      // A person comes back from the identity provider: the session is in the cookies now.
      response
          .setStatusCode(signIn.getCode())
          .putHeader(HttpHeaders.LOCATION, signIn.getRedirectUri())
          .end();
      return;
    }
    answer(context, problem(context, context.failure()));
  }

  private void answer(RoutingContext context, Problem problem) {
    var response = context.response();
    response.setStatusCode(problem.type().status());
    if (problem.type() == ProblemType.UNAUTHENTICATED) {
      response.putHeader("WWW-Authenticate", challenge(context));
    }
    if (ProblemMappers.isTemporary(problem.type())) {
      response.putHeader(HttpHeaders.RETRY_AFTER, ProblemMappers.RETRY_AFTER_SECONDS);
    }
    var traceId = TraceContext.of(context).traceId();
    if (page.isWanted(context)) {
      PageAnswers.secure(response);
      response.putHeader(HttpHeaders.CONTENT_TYPE, PageAnswers.HTML);
      response.end(page.html(problem, traceId));
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
      response.end(write(ProblemBody.of(problem, traceId)));
    }
  }

  private String challenge(RoutingContext context) {
    return signInFailures.record(
        context.request(), TraceContext.of(context).traceId(), context.failure());
  }

  private static Problem problem(RoutingContext context, @Nullable Throwable failure) {
    return switch (failure) {
      case Problem problem -> problem;
      case AuthenticationFailedException refused -> ProblemMappers.unauthenticated();
      case AuthenticationCompletionException refused -> ProblemMappers.unauthenticated();
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
