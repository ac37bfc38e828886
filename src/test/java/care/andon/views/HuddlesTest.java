package care.andon.views;

import static care.andon.support.Given.aNeedOf;
import static care.andon.views.Look.total;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a huddle hears, and how it counts promises. */
@QuarkusTest
class HuddlesTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api helen = Api.as("helen.brandt");
  private final Api edith = Api.as("edith.lowe");

  @Inject TimeMachine time;
  @Inject ObjectMapper json;

  @Test
  void a_huddle_hears_what_needs_it_and_has_room_for_seven() {
    time.passUntil(MONDAY, "10:00");
    for (int i = 0; i < 9; i++) {
      nina.files(need("patient_waiting", "supplies"));
    }
    var before = get(helen, "/api/v1/huddles/1?unit=PEDS").at("/needsThisTier");
    time.pass(Duration.ofMinutes(6));

    var sheet = get(helen, "/api/v1/huddles/1?unit=PEDS");

    assertThat(total(sheet.get("needsThisTier"))).isEqualTo(total(before) + 9);
    for (var list : List.of("needsThisTier", "missed", "asked", "oldest", "silentLongest")) {
      assertThat(sheet.get(list).get("items")).as(list).hasSize(7);
      assertThat(sheet.get(list).get("more").asLong()).as(list).isPositive();
    }
    assertThat(sheet.at("/needsThisTier/items/0/owes").toString())
        .contains("Answer the escalation of tier 1 by 10:10");
  }

  @Test
  void a_huddle_counts_promises_as_the_figures_do() {
    time.passUntil(MONDAY, "10:00");
    var since = time.instant();
    var kept = nina.files(need("patient_waiting", "supplies"));
    nina.files(need("patient_waiting", "supplies"));
    omar.acknowledge(kept);
    time.pass(Duration.ofMinutes(90));

    var sheet = get(edith, "/api/v1/huddles/1?team=supply-chain&since=" + since);
    var figures =
        get(
            edith,
            "/api/v1/metrics/kept?team=supply-chain&from=%s&to=%s"
                .formatted(since, sheet.get("asOf").asText()));

    assertThat(sheet.get("promises")).hasSize(12);
    for (int i = 0; i < 12; i++) {
      var figure = figures.get("figures").get(i);
      sheet
          .get("promises")
          .get(i)
          .properties()
          .forEach(
              it -> assertThat(it.getValue()).as(it.getKey()).isEqualTo(figure.get(it.getKey())));
    }
    assertThat(sheet.toString()).contains("\"met\":1", "\"kept\":null");
  }

  private static Body need(String impact, String category) {
    return aNeedOf(impact, category).with("unit", "PEDS");
  }

  private JsonNode get(Api who, String path) {
    return Look.at(json, who, path);
  }
}
