package care.andon.platform.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace of an exchange (W3C Trace Context, level 1): continued from the caller, or a new one. A
 * caller quotes the trace id to the operator, who finds it in the log.
 *
 * @param traceId 32 lower-case hexadecimal digits, never all zero
 * @param spanId 16 lower-case hexadecimal digits, never all zero
 */
public record TraceContext(String traceId, String spanId) {
  public static final String HEADER = "traceparent";

  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
  private static final String KEY = "andon.trace";
  private static final int MAX_LENGTH = 512;

  /** Returns the trace of this exchange, always the same one. */
  public static TraceContext of(RoutingContext context) {
    TraceContext known = context.get(KEY);
    if (known != null) {
      return known;
    }
    var trace = of(context.request());
    context.put(KEY, trace);
    return trace;
  }

  /** Returns the trace that a request continues, or a new one at each call. */
  static TraceContext of(HttpServerRequest request) {
    return continuing(request.getHeader(HEADER));
  }

  static TraceContext continuing(@Nullable String traceparent) {
    if (traceparent != null && traceparent.length() <= MAX_LENGTH) {
      var matcher = TRACEPARENT.matcher(traceparent);
      if (matcher.matches()) {
        return new TraceContext(matcher.group(1), hex());
      }
    }
    return new TraceContext(hex() + hex(), hex());
  }

  /** Returns the value of the {@code traceparent} header for answers and outgoing calls. */
  public String traceparent() {
    return "00-" + traceId + "-" + spanId + "-00";
  }

  private static String hex() {
    long bits;
    do {
      bits = ThreadLocalRandom.current().nextLong();
    } while (bits == 0);
    return HexFormat.of().toHexDigits(bits);
  }
}
