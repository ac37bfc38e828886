package care.andon.platform.web.connection;

import care.andon.platform.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses headers that a proxy in front and this service could understand differently: repeated
 * where only one is allowed, or a {@code Host} that is no host.
 */
@ApplicationScoped
class HeaderCheck {
  /** After the answer has its trace, before sign-in. */
  private static final int BEFORE_SIGN_IN = 5_000;

  private static final List<String> AT_MOST_ONE = List.of("Authorization", "Host", "Content-Type");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{0,5})?");

  void filters(@Observes Filters filters) {
    filters.register(HeaderCheck::check, BEFORE_SIGN_IN);
  }

  private static void check(RoutingContext context) {
    var refusal = refusal(context.request().headers());
    if (refusal == null) {
      context.next();
    } else {
      context.fail(refusal);
    }
  }

  private static @Nullable Problem refusal(MultiMap headers) {
    for (var name : AT_MOST_ONE) {
      if (headers.getAll(name).size() > 1) {
        return Problem.parameter(name, "repeated_header", "Send it once");
      }
    }
    var host = headers.get(HttpHeaders.HOST);
    return host == null || HOST.matcher(host).matches()
        ? null
        : Problem.parameter("Host", "not_valid", "Send a host name or address, and a port");
  }
}
