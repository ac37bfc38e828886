package care.andon.story;

import care.andon.support.Api;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What people see of the escalations of requests. */
final class SeenEscalations {
  static final String LIST = "/api/v1/escalations";

  private static final Api OMAR = Api.as("omar.ortiz");

  private SeenEscalations() {}

  /** Returns the states of all escalations of a request. */
  static List<Object> states(String id) {
    return OMAR.ladder(id).stream().map(it -> it.get("state")).toList();
  }

  /** Returns the requests in a person's list of escalations. */
  static List<String> listed(Api who, String query) {
    return ids(who.all(LIST + query));
  }

  @SuppressWarnings("unchecked")
  static List<String> ids(List<Map<String, Object>> items) {
    return items.stream()
        .map(item -> (String) ((Map<String, Object>) item.get("request")).get("id"))
        .toList();
  }

  static Instant instant(Map<String, Object> object, String name) {
    return Instant.parse((String) object.get(name));
  }
}
