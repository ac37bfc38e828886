package care.andon.platform.web.connection;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.web.BodyReception;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the requests of one connection. It also refuses messages whose end is ambiguous (RFC
 * 9112, section 6), and heads that do not arrive in time. After a refusal it discards the rest of
 * the connection, because the rest could be mistaken for a request.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {
  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS,
          HttpMethod.TRACE,
          HttpMethod.CONNECT);
  private static final HttpMethod UNKNOWN_METHOD = HttpMethod.valueOf("UNKNOWN");

  private final Duration patience;
  private @Nullable Future<?> timeout;
  private boolean isInBody;
  private boolean isRefused;

  /**
   * @param patience the longest time from the first to the last byte of the head of a request
   */
  RequestDecoder(HttpServerOptions options, Duration patience) {
    super(options);
    this.patience = patience;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> messages)
      throws Exception {
    if (isRefused) {
      bytes.skipBytes(bytes.readableBytes());
      return;
    }
    super.decode(context, bytes, messages);
    messages.forEach(this::check);
    if (isInBody || isRefused || !messages.isEmpty()) {
      stopTimeout();
    } else if (timeout == null && context.channel().isActive()) {
      startTimeout(context);
    }
    if (messages.removeIf(RequestDecoder::isBrokenBody)) {
      isRefused = true;
      BodyReception.breakOff(context.channel());
    }
  }

  /** Called for a request with Transfer-Encoding and Content-Length. */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw refusal(ProblemType.MALFORMED_HTTP);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    stopTimeout();
    super.channelInactive(context);
  }

  private void check(Object message) {
    if (message instanceof DefaultHttpRequest request) {
      isInBody = true;
      check(request);
    }
    if (message instanceof LastHttpContent) {
      isInBody = false;
    }
  }

  private void check(DefaultHttpRequest request) {
    if (!METHODS.contains(request.method())) {
      // Otherwise it would be kept as a label of metrics.
      request.setMethod(UNKNOWN_METHOD);
    }
    if (request.decoderResult().isFailure()) {
      isRefused = true;
      request.setProtocolVersion(HttpVersion.HTTP_1_1);
    } else if (!isClear(request)) {
      refuse(request, ProblemType.MALFORMED_HTTP);
    } else if (request.protocolVersion().minorVersion() > 0) {
      // A later minor version is answered as 1.1 (RFC 9110, section 2.5).
      request.setProtocolVersion(HttpVersion.HTTP_1_1);
    }
  }

  private void refuse(HttpMessage request, ProblemType type) {
    isRefused = true;
    request.setProtocolVersion(HttpVersion.HTTP_1_1);
    request.setDecoderResult(DecoderResult.failure(refusal(type)));
  }

  private static Problem refusal(ProblemType type) {
    return Problem.of(type, type.advice());
  }

  /** Whether the version is known, and every recipient finds the same end of the body. */
  private static boolean isClear(HttpRequest request) {
    var version = request.protocolVersion();
    if (version.majorVersion() != 1 || request.headers().contains("")) {
      return false;
    }
    var encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return encodings.isEmpty()
        || (version.minorVersion() > 0
            && encodings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.getFirst().strip()));
  }

  /** Whether it stands for a body that could not be decoded, such as one with bad chunk sizes. */
  private static boolean isBrokenBody(Object message) {
    return message instanceof HttpContent body
        && !(message instanceof HttpRequest)
        && body.decoderResult().isFailure();
  }

  private void startTimeout(ChannelHandlerContext context) {
    timeout =
        context
            .executor()
            .schedule(() -> giveUp(context), patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void stopTimeout() {
    if (timeout != null) {
      timeout.cancel(false);
      timeout = null;
    }
  }

  private void giveUp(ChannelHandlerContext context) {
    var request = createInvalidMessage();
    refuse(request, ProblemType.REQUEST_TIMEOUT);
    context.fireChannelRead(request);
    context.fireChannelReadComplete();
  }
}
