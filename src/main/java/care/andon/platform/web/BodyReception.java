package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.quarkus.logging.Log;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The reception of the body of one request. If the body stays incomplete, the request is refused
 * once, with one log line, and the connection is closed.
 */
public final class BodyReception {
  private static final AttributeKey<BodyReception> KEY =
      AttributeKey.valueOf("andon.body-reception");

  /** Set once a body could not be decoded. The decoder discards the rest of the connection. */
  private static final AttributeKey<Boolean> BROKEN = AttributeKey.valueOf("andon.broken-body");

  /** Time for the answers on a connection with a broken body. */
  private static final int LAST_SECONDS = 5;

  /** The class of the framework through which resources read a body. */
  private static final String INPUT =
      "org.jboss.resteasy.reactive.server.vertx.VertxInputStream$VertxBlockingInput";

  private final RoutingContext exchange;
  private final Context thread;
  private final long timer;
  private final AtomicBoolean isRefused = new AtomicBoolean();
  private final AtomicBoolean isBroken = new AtomicBoolean();

  private BodyReception(RoutingContext exchange, Duration patience) {
    this.exchange = exchange;
    this.thread = exchange.vertx().getOrCreateContext();
    this.timer = exchange.vertx().setTimer(patience.toMillis(), _ -> expire());
  }

  /**
   * Begins to watch the body of a request.
   *
   * @param patience the longest time until the last byte
   */
  static void begin(RoutingContext exchange, Duration patience) {
    var reception = new BodyReception(exchange, patience);
    exchange.put(KEY.name(), reception);
    if (exchange.request().connection() instanceof ConnectionBase connection) {
      var channel = connection.channel();
      channel.attr(KEY).set(reception);
      if (channel.hasAttr(BROKEN)) {
        // The request waited, such as for the answer to the one before it on the connection.
        reception.breakOff();
      }
    }
    exchange.addEndHandler(
        answered -> {
          // The framework leaves a request paused that it has read, and then it does not count as
          // ended.
          exchange.request().resume();
          if (exchange.request().isEnded()) {
            reception.complete();
          }
        });
  }

  /**
   * Ends the watch. Until then it holds the exchange and its answer in memory.
   *
   * @return false if it has ended already
   */
  boolean complete() {
    return exchange.vertx().cancelTimer(timer);
  }

  /**
   * Ends the watch of a request whose resource has read the body to its end. A resource that reads
   * its body itself must call this before it changes anything: what follows counts no longer as
   * reception.
   *
   * @throws Problem if the request has been refused already
   */
  public static void end(RoutingContext exchange) {
    if (of(exchange).filter(reception -> !reception.complete()).isPresent()) {
      throw Problem.of(ProblemType.REQUEST_TIMEOUT, ProblemType.REQUEST_TIMEOUT.advice());
    }
  }

  /** Returns the reception that was begun for a request; empty if it has no body. */
  static Optional<BodyReception> of(RoutingContext exchange) {
    return Optional.ofNullable(exchange.get(KEY.name()));
  }

  /**
   * Refuses the request whose body arrives on a channel, because the body cannot be decoded. If the
   * reception of this request begins later, the request is refused then.
   */
  public static void breakOff(Channel channel) {
    channel.attr(BROKEN).set(true);
    var reception = channel.attr(KEY).get();
    if (reception != null) {
      reception.breakOff();
    }
    var _ = channel.eventLoop().schedule(() -> close(channel), LAST_SECONDS, TimeUnit.SECONDS);
  }

  private static void close(Channel channel) {
    var _ = channel.close();
  }

  private void breakOff() {
    if (isBroken.compareAndSet(false, true)) {
      thread.runOnContext(now -> refuse(ProblemType.MALFORMED_HTTP, "its chunks are malformed"));
    }
  }

  /**
   * Returns the refusal if a resource failed because the body is incomplete.
   *
   * @return empty if the failure has another cause
   */
  static Optional<Problem> problem(Throwable failure, RoutingContext exchange) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (Arrays.stream(cause.getStackTrace())
          .anyMatch(frame -> frame.getClassName().equals(INPUT))) {
        return of(exchange).map(BodyReception::closed);
      }
    }
    return Optional.empty();
  }

  private Problem closed() {
    return log(ProblemType.MALFORMED_HTTP, "the connection was closed");
  }

  /** Answers a request whose connection was closed before the body was complete. */
  void refuseClosed() {
    refuse(ProblemType.MALFORMED_HTTP, "the connection was closed");
  }

  private void expire() {
    if (!exchange.request().isEnded()) {
      refuse(ProblemType.REQUEST_TIMEOUT, "it took too long");
    }
  }

  private void refuse(ProblemType type, String reason) {
    var connection = exchange.request().connection();
    if (exchange.response().ended() || isRefused.get()) {
      connection.close();
    } else {
      exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      exchange.addEndHandler(answered -> connection.close());
      exchange.fail(log(type, reason));
    }
  }

  private Problem log(ProblemType type, String reason) {
    if (isRefused.compareAndSet(false, true)) {
      Log.infof(
          "Body of a request incomplete, %s; answered with %d, trace %s",
          reason, type.status(), TraceContext.of(exchange).traceId());
    }
    return Problem.of(type, type.advice());
  }
}
