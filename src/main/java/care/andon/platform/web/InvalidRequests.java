package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Answers requests that could not be decoded, and closes their connection. */
public final class InvalidRequests {
  private static final ObjectMapper JSON = new ObjectMapper();

  private InvalidRequests() {}

  /** Answers a request whose decoding failed. */
  public static void answer(HttpServerRequest request) {
    var problem = problem(request.decoderResult().cause());
    var trace = TraceContext.of(request);
    Meters.countAsUnknown(request);
    var response = request.response();
    HttpEdge.stamp(response, trace);
    response
        .setStatusCode(problem.type().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(Buffer.buffer(write(ProblemBody.of(problem, trace.traceId()))))
        .onComplete(written -> request.connection().close());
  }

  private static Problem problem(@Nullable Throwable cause) {
    return switch (cause) {
      case Problem problem -> problem;
      case TooLongHttpLineException line -> of(ProblemType.ADDRESS_TOO_LONG);
      case TooLongHttpHeaderException headers -> of(ProblemType.HEADERS_TOO_LARGE);
      case null, default -> of(ProblemType.MALFORMED_HTTP);
    };
  }

  private static Problem of(ProblemType type) {
    return Problem.of(type, type.advice());
  }

  private static byte[] write(ProblemBody body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
