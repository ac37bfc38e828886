package care.andon.request.http;

import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.admission.CallPolicy;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A call that says that a patient is waiting goes first. A write locks the request it changes. */
@Singleton
class RequestCallPolicy implements CallPolicy {
  private static final String REQUESTS = ApiPaths.BASE + "/requests";
  private static final Pattern ONE_REQUEST = Pattern.compile(REQUESTS + "/([^/]+)/.+");
  private static final String MOST_URGENT = WireNames.of(Impact.PATIENT_WAITING);

  private final JsonFactory json = new JsonFactory();

  @Override
  public boolean isUrgent(HttpMethod method, String path, Buffer body) {
    return isWrite(method)
        && (path.equals(REQUESTS) || path.startsWith(REQUESTS + "/"))
        && MOST_URGENT.equals(impact(body.getBytes()));
  }

  /** Returns the impact that a body names; empty text if it names none or is not JSON. */
  private String impact(byte[] body) {
    try (var parser = json.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var isImpact = parser.currentName().equals("impact");
        parser.nextToken();
        if (isImpact) {
          return parser.getValueAsString("");
        }
        parser.skipChildren();
      }
      return "";
    } catch (IOException malformed) {
      return "";
    }
  }

  @Override
  public Optional<String> lockedRow(HttpMethod method, String path) {
    var request = ONE_REQUEST.matcher(path);
    return isWrite(method) && request.matches() ? Optional.of(request.group(1)) : Optional.empty();
  }

  private static boolean isWrite(HttpMethod method) {
    return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
  }
}
