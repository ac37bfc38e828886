package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.text.Text;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Receives the bodies of requests. A body is received completely before the call takes a place
 * among those that run, so that slow clients hold no place and no thread. Imports are too large for
 * that; their resource reads them.
 */
@ApplicationScoped
class RequestBodies {
  private final BodySizes sizes;
  private final Duration patience;
  private final Duration patienceWithImports;

  RequestBodies(
      BodySizes sizes,
      @ConfigProperty(name = "andon.http.receive-timeout", defaultValue = "30s") Duration patience,
      @ConfigProperty(name = "andon.imports.receive-timeout", defaultValue = "5m")
          Duration patienceWithImports) {
    this.sizes = sizes;
    this.patience = patience;
    this.patienceWithImports = patienceWithImports;
  }

  void filters(@Observes Filters filters) {
    filters.register(this::begin, HttpEdge.AFTER_CHECKS);
    filters.register(this::receive, HttpEdge.BODY);
  }

  private void begin(RoutingContext exchange) {
    var request = exchange.request();
    if (hasBody(request)) {
      BodyReception.begin(
          exchange,
          BodySizes.isImport(RequestTarget.pathOf(request)) ? patienceWithImports : patience);
    }
    exchange.next();
  }

  private void receive(RoutingContext exchange) {
    var reception = BodyReception.of(exchange);
    // Without a token the answer is 401, and the body is not awaited for that.
    if (reception.isEmpty()
        || !exchange.request().headers().contains(HttpHeaders.AUTHORIZATION)
        || BodySizes.isImport(RequestTarget.pathOf(exchange.request()))) {
      exchange.next();
    } else {
      receive(exchange, reception.get());
    }
  }

  private void receive(RoutingContext exchange, BodyReception reception) {
    var request = exchange.request();
    if (isContinueExpected(request)) {
      exchange.response().writeContinue();
    }
    var body = Buffer.buffer();
    var largest = sizes.largestAt(RequestTarget.pathOf(request));
    request
        .exceptionHandler(closed -> reception.refuseClosed())
        .handler(
            part -> {
              body.appendBuffer(part);
              if (body.length() > largest) {
                BodyCheck.discardRest(request.endHandler(end -> {}));
                exchange.fail(sizes.tooLarge(RequestTarget.pathOf(request)));
              }
            })
        .endHandler(
            end -> {
              reception.complete();
              pass(exchange, body);
            })
        .resume();
  }

  private static void pass(RoutingContext exchange, Buffer body) {
    if (isJson(exchange.request()) && !isUtf8(body)) {
      exchange.fail(Problem.of(ProblemType.MALFORMED_JSON, ProblemType.MALFORMED_JSON.advice()));
    } else {
      ((RoutingContextInternal) exchange).setBody(body);
      exchange.next();
    }
  }

  /**
   * The JSON parser would read overlong forms as other characters, and NULs as UTF-16 or UTF-32.
   */
  private static boolean isUtf8(Buffer body) {
    return Text.isUtf8(body.getBytes()) && body.toString().indexOf(0) < 0;
  }

  /** Whether a request has a body, which may still be on its way. */
  static boolean hasBody(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }

  private static boolean isContinueExpected(HttpServerRequest request) {
    return request.version() != HttpVersion.HTTP_1_0
        && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
  }

  private static boolean isJson(HttpServerRequest request) {
    var type = Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_TYPE), "json");
    return type.toLowerCase(Locale.ROOT).contains("json");
  }
}
