package care.andon.platform.web;

import care.andon.platform.identity.SignInFailures;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.DatabaseFailures;
import care.andon.platform.web.page.PageAnswers;
import care.andon.platform.web.page.ProblemPage;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.logging.Log;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Turns every exception into a problem. Unexpected exceptions are logged, once. */
class ProblemMappers {
  static final String RETRY_AFTER_SECONDS = "1";
  private static final String PROBLEM = "andon.problem";

  /** The connection may have broken during a commit. */
  private static final String UNKNOWN =
      "Whether this was done is unknown. Send it again after Retry-After, with the same"
          + " Idempotency-Key: it is done once.";

  private final AllowedMethods allowedMethods;
  private final SignInFailures signInFailures;
  private final ProblemPage page;

  ProblemMappers(AllowedMethods allowedMethods, SignInFailures signInFailures, ProblemPage page) {
    this.allowedMethods = allowedMethods;
    this.signInFailures = signInFailures;
    this.page = page;
  }

  /** Shows the problem to a person if the call came from a browser. */
  @ServerResponseFilter
  void show(ContainerResponseContext answer, RoutingContext context) {
    if (context.get(PROBLEM) instanceof Problem problem
        && answer.getEntity() instanceof ProblemBody
        && page.isWanted(context)) {
      PageAnswers.secure(context.response());
      answer.setEntity(
          page.html(problem, TraceContext.of(context).traceId()),
          new Annotation[0],
          MediaType.valueOf(PageAnswers.HTML));
    }
  }

  @ServerExceptionMapper
  Response method(NotAllowedException exception, RoutingContext context) {
    return methodNotAllowed(allowedMethods.of(context.normalizedPath()), context);
  }

  @ServerExceptionMapper
  Response path(NotFoundException exception, RoutingContext context) {
    return isOtherMethod(context)
        ? methodNotAllowed(allowedMethods.of(context.normalizedPath()), context)
        : web(exception, context);
  }

  /**
   * Whether the path exists, but only with other methods. The framework then looks for a resource
   * in other classes, and takes the last part of the path for an id.
   */
  private boolean isOtherMethod(RoutingContext context) {
    var allowed = allowedMethods.of(context.normalizedPath());
    return !allowed.isEmpty()
        && !List.of(allowed.split(", ")).contains(context.request().method().name());
  }

  private static Response methodNotAllowed(String allowed, RoutingContext context) {
    var type = ProblemType.METHOD_NOT_ALLOWED;
    var refusal = answer(Problem.of(type, type.advice()), context, null);
    refusal.getHeaders().putSingle(HttpHeaders.ALLOW, allowed);
    return refusal;
  }

  @ServerExceptionMapper
  Response contentType(NotSupportedException exception, RoutingContext context) {
    var types =
        allowedMethods.consumed(context.normalizedPath(), context.request().method().name());
    var type = ProblemType.UNSUPPORTED_MEDIA_TYPE;
    return answer(
        Problem.of(
            type,
            isJson(types)
                ? type.advice()
                : "Send 'Content-Type: " + String.join("' or '", types) + "'."),
        context,
        null);
  }

  @ServerExceptionMapper
  Response accept(NotAcceptableException exception, RoutingContext context) {
    var types =
        allowedMethods.produced(context.normalizedPath(), context.request().method().name());
    var type = ProblemType.NOT_ACCEPTABLE;
    return answer(
        Problem.of(
            type, isJson(types) ? type.advice() : "Accept " + String.join(" or ", types) + "."),
        context,
        null);
  }

  private static boolean isJson(List<String> types) {
    return types.isEmpty() || types.equals(List.of(MediaType.APPLICATION_JSON));
  }

  @ServerExceptionMapper
  Response problem(Problem problem, RoutingContext context) {
    return problem.type() == ProblemType.NOT_FOUND && isOtherMethod(context)
        ? methodNotAllowed(allowedMethods.of(context.normalizedPath()), context)
        : answer(problem, context, null);
  }

  @ServerExceptionMapper
  Response json(JacksonException exception, RoutingContext context) {
    return answer(JsonProblems.of(exception), context, null);
  }

  @ServerExceptionMapper
  Response json(JsonMappingException exception, RoutingContext context) {
    return answer(JsonProblems.of(exception), context, null);
  }

  @ServerExceptionMapper
  Response json(MismatchedInputException exception, RoutingContext context) {
    return answer(JsonProblems.of(exception), context, null);
  }

  @ServerExceptionMapper
  Response json(StreamReadException exception, RoutingContext context) {
    return answer(JsonProblems.of(exception), context, null);
  }

  @ServerExceptionMapper
  Response violations(ConstraintViolationException exception, RoutingContext context) {
    return answer(ConstraintViolations.toProblem(exception), context, null);
  }

  @ServerExceptionMapper
  Response unauthorized(UnauthorizedException exception, RoutingContext context) {
    var refusal = answer(unauthenticated(), context, null);
    refusal
        .getHeaders()
        .putSingle(
            HttpHeaders.WWW_AUTHENTICATE,
            signInFailures.record(
                context.request(), TraceContext.of(context).traceId(), exception));
    return refusal;
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException exception, RoutingContext context) {
    return answer(Problem.of(ProblemType.FORBIDDEN, ProblemType.FORBIDDEN.advice()), context, null);
  }

  @ServerExceptionMapper
  Response web(WebApplicationException exception, RoutingContext context) {
    var json = causeOf(exception, JacksonException.class);
    if (json.isPresent()) {
      return answer(JsonProblems.of(json.get()), context, null);
    }
    return answer(
        BodyReception.problem(exception, context)
            .or(() -> MultipartProblems.of(exception))
            .orElseGet(() -> ofStatus(exception.getResponse().getStatus(), exception, context)),
        context,
        exception.getResponse());
  }

  @ServerExceptionMapper
  Response optimistic(OptimisticLockException exception, RoutingContext context) {
    return answer(Problem.of(ProblemType.CONFLICT, ProblemType.CONFLICT.advice()), context, null);
  }

  @ServerExceptionMapper
  Response locked(PessimisticLockException exception, RoutingContext context) {
    return answer(Problem.of(ProblemType.CONFLICT, ProblemType.CONFLICT.advice()), context, null);
  }

  @ServerExceptionMapper
  Response lockedForLong(LockTimeoutException exception, RoutingContext context) {
    return answer(Problem.of(ProblemType.CONFLICT, ProblemType.CONFLICT.advice()), context, null);
  }

  @ServerExceptionMapper
  Response anything(Throwable exception, RoutingContext context) {
    return answer(
        BodyReception.problem(exception, context)
            .or(() -> MultipartProblems.of(exception))
            .orElseGet(() -> unexpected(exception, TraceContext.of(context))),
        context,
        null);
  }

  static Problem unexpected(Throwable exception, TraceContext trace) {
    if (DatabaseFailures.isContention(exception)) {
      return Problem.of(ProblemType.CONFLICT, ProblemType.CONFLICT.advice());
    }
    if (DatabaseFailures.isAway(exception)) {
      Log.warnf("Database not available, trace %s; answered with 503", trace.traceId());
      return Problem.of(
          ProblemType.UNAVAILABLE,
          DatabaseFailures.isUnknown(exception) ? UNKNOWN : ProblemType.UNAVAILABLE.advice());
    }
    Log.errorf(exception, "Request failed, trace %s; answered with 500", trace.traceId());
    return Problem.of(ProblemType.INTERNAL_ERROR, ProblemType.INTERNAL_ERROR.advice());
  }

  static Problem unauthenticated() {
    return Problem.of(ProblemType.UNAUTHENTICATED, ProblemType.UNAUTHENTICATED.advice());
  }

  /** Returns the problem for a refusal by the framework, of which only the status is known. */
  static Problem ofStatus(int status, Throwable exception, RoutingContext context) {
    for (var type : ProblemType.values()) {
      if (type.status() == status && status != 500 && status != 400) {
        return Problem.of(type, type.advice());
      }
    }
    if (status >= 500) {
      return unexpected(exception, TraceContext.of(context));
    }
    return Problem.of(ProblemType.INVALID_PARAMETER, ProblemType.INVALID_PARAMETER.advice());
  }

  private static Response answer(
      Problem problem, RoutingContext context, @Nullable Response original) {
    var status = problem.type().status();
    context.put(PROBLEM, problem);
    if (context.response().ended()) {
      // BodyReception has answered, because the rest of the body did not arrive.
      return Response.status(status).build();
    }
    var response =
        Response.status(status)
            .type(ProblemBody.MEDIA_TYPE)
            .entity(ProblemBody.of(problem, TraceContext.of(context).traceId()));
    if (original != null && original.getHeaders().containsKey(HttpHeaders.ALLOW)) {
      response.header(HttpHeaders.ALLOW, original.getHeaderString(HttpHeaders.ALLOW));
    }
    if (isTemporary(problem.type())) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return response.build();
  }

  /** Whether the same call may succeed soon, so that the answer says when to try again. */
  static boolean isTemporary(ProblemType type) {
    return type == ProblemType.UNAVAILABLE
        || type == ProblemType.TOO_MANY_CALLS
        || type == ProblemType.CONFLICT
        || type == ProblemType.IDEMPOTENCY_KEY_IN_PROGRESS;
  }

  private static <T extends Throwable> Optional<T> causeOf(Throwable exception, Class<T> type) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }
}
