package care.andon.story;

import static care.andon.support.Given.aNeedOf;

import care.andon.support.Api;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests that Hannah Lee files, and what she sees of their promises. */
final class HannahsRequests {
  private static final Api HANNAH = Api.as("hannah.lee");

  private HannahsRequests() {}

  static JsonPath aPatientWaits() {
    return HANNAH.open(aNeedOf("patient_waiting", "supplies").with("unit", "5E"));
  }

  static Instant received(JsonPath filed) {
    return Instant.parse(filed.getString("receivedAt"));
  }

  static String find(String kind) {
    return "clocks.find { it.kind == '" + kind + "' }";
  }

  static Map<String, Object> clock(JsonPath request, String kind) {
    return request.getMap(find(kind));
  }

  /** Returns the automatic events: when, type, clock, cycle and step. */
  static List<String> signals(JsonPath filed) {
    return HANNAH.history(filed.getString("id")).stream()
        .filter(event -> !event.containsKey("actor"))
        .map(event -> signal(event, received(filed)))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static String signal(Map<String, Object> event, Instant received) {
    var data = (Map<String, Object>) event.get("data");
    return Stream.of(
            Duration.between(received, Instant.parse((String) event.get("at"))),
            event.get("type"),
            data.get("clock"),
            data.get("cycle"),
            data.get("percent"),
            data.containsKey("tier") ? "tier " + data.get("tier") : null)
        .filter(word -> word != null)
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }
}
