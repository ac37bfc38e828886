package care.andon.routing;

import static care.andon.support.Given.aNeedOf;

import care.andon.support.Api;
import care.andon.support.Body;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rules to publish about the cribs of the pediatrics ward, and needs that they are for. */
final class CribRules {
  static final String RULES = "/api/v1/routing-rules";

  private CribRules() {}

  static String aCode() {
    return "rule-" + UUID.randomUUID();
  }

  static Body aRule() {
    return Body.of("code", aCode())
        .with("name", "Cribs of the children")
        .with(
            "match",
            Map.of(
                "categories", List.of("equipment"),
                "itemWords", List.of("Crib"),
                "units", List.of("PEDS")))
        .with("team", "clinical-engineering");
  }

  static Body aNeedIn(String item) {
    return aNeedOf("this_shift", "equipment").with("unit", "PEDS").with("item", item);
  }

  /** Publishes a rule and gives its code. */
  static String published(Body rule) {
    Api.as("conrad.vance").sends(rule).post(RULES).then().statusCode(201);
    return (String) rule.get("code");
  }
}
