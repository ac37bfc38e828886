package care.andon.platform.identity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Logs and counts each answer 401, and says in it whether a token was refused or missing. */
@Singleton
public class SignInFailures {
  private static final String SCHEME = "Bearer";

  private final Map<SignInFailure, Counter> counters;

  SignInFailures(MeterRegistry meters) {
    this.counters =
        Arrays.stream(SignInFailure.values())
            .collect(Collectors.toMap(Function.identity(), reason -> counter(reason, meters)));
  }

  private static Counter counter(SignInFailure reason, MeterRegistry meters) {
    return Counter.builder("andon.sign.in.failures")
        .description("Calls that were answered with 401, by reason")
        .tag("reason", reason.label())
        .register(meters);
  }

  /**
   * Records that a call is answered with 401.
   *
   * @param traceId the trace id in the answer
   * @param failure what was thrown; null if only the status is known
   * @return the value of {@code WWW-Authenticate} (RFC 6750, section 3)
   */
  public String record(HttpServerRequest call, String traceId, @Nullable Throwable failure) {
    var hasToken = hasToken(call);
    var reason = hasToken ? reason(failure) : SignInFailure.NO_TOKEN;
    var counter = counters.get(reason);
    if (counter != null) {
      counter.increment();
    }
    Log.infof("Sign-in refused, trace %s: %s; answered with 401", traceId, reason.words());
    return hasToken ? SCHEME + " error=\"invalid_token\"" : SCHEME;
  }

  /** A verified token is refused only because it names no person. */
  private static SignInFailure reason(@Nullable Throwable failure) {
    return failure instanceof AuthenticationFailedException refused
        ? SignInFailure.of(refused.getCause())
        : SignInFailure.USERNAME;
  }

  private static boolean hasToken(HttpServerRequest call) {
    var header = call.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null
        && header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)
        && header.length() > SCHEME.length() + 1;
  }
}
