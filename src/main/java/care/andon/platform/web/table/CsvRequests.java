package care.andon.platform.web.table;

import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ParameterCheck;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Notes which calls want CSV. The resources answer with JSON, and {@code TaggedAnswers} turns the
 * answer into CSV, so no list has to know about it.
 */
@ApplicationScoped
class CsvRequests {
  static final String CSV = "text/csv";

  /** They write CSV themselves, as a stream. */
  private static final String EXPORTS = ApiPaths.BASE + "/exports/";

  /** After the headers were normalized. */
  private static final int PRIORITY = 5_000;

  void register(@Observes Filters filters) {
    filters.register(CsvRequests::note, PRIORITY);
  }

  private static void note(RoutingContext context) {
    var request = context.request();
    var accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept != null
        && prefersCsv(accept)
        && HttpMethod.GET.equals(request.method())
        && !context.normalizedPath().startsWith(EXPORTS)) {
      context.put(ParameterCheck.CSV, true);
      request.headers().set(HttpHeaders.ACCEPT, "application/json");
    }
    context.next();
  }

  /** Whether the first type named is CSV; weights make no difference. */
  private static boolean prefersCsv(String accept) {
    var first = accept.split("[,;]", 2)[0].strip();
    return first.equalsIgnoreCase(CSV);
  }
}
