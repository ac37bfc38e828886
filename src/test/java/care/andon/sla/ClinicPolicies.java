package care.andon.sla;

import static care.andon.support.Given.aNeedOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import care.andon.support.Api;
import care.andon.support.Body;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Calendars and policies to publish for the clinic, and requests that go by them. */
final class ClinicPolicies {
  static final String CALENDARS = "/api/v1/calendars";
  static final String POLICIES = "/api/v1/sla-policies";

  private static final AtomicInteger CODES = new AtomicInteger();

  private ClinicPolicies() {}

  static String aCode() {
    return "test-" + CODES.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
  }

  static Body aCalendar(String code) {
    return Body.of("code", code)
        .with("name", "Hours")
        .with("timeZone", "America/Chicago")
        .with("weekly", Map.of("MONDAY", List.of("08:00-12:00", "13:00-17:00")));
  }

  /** For training in the clinic that slows care: resolved in three hours. */
  static Body aPolicy() {
    return Body.of("code", aCode())
        .with("name", "Training in the clinic")
        .with(
            "match",
            Map.of(
                "impacts", List.of("slows_care"),
                "categories", List.of("training"),
                "units", List.of("CLINIC")))
        .with("clocks", Map.of("resolve", aClock("PT3H", "around-the-clock")));
  }

  static Map<String, Object> aClock(String target, String calendar) {
    return Map.of("target", target, "calendar", calendar, "steps", List.of(step(75, "warn", true)));
  }

  static Map<String, Object> step(int percent, String action, Object value) {
    return Map.of("percent", percent, action, value);
  }

  /** Publishes a policy and gives its code. */
  static String published(Body policy) {
    Api.as("conrad.vance")
        .sends(policy)
        .post(POLICIES)
        .then()
        .statusCode(201)
        .body("warnings", notNullValue())
        .body("endedAt", nullValue())
        .header("ETag", containsString("1"));
    return (String) policy.get("code");
  }

  static Body inTheClinic(String impact, String category) {
    return aNeedOf(impact, category).with("unit", "CLINIC").with("visibility", "named");
  }

  /** What is promised to a request now, of one kind of clock. */
  static String target(String id, String kind) {
    return Api.as("nina.patel")
        .get(id)
        .<Map<String, Object>>getList("clocks.findAll { it.kind == '" + kind + "' }")
        .getLast()
        .get("target")
        .toString();
  }
}
