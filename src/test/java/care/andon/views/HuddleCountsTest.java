package care.andon.views;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a huddle counts is what the figures say, of the requests its reader may see. */
@QuarkusTest
class HuddleCountsTest {
  /** Nobody else files for this unit. */
  private static final String UNIT = "M-INF";

  private static final String HUDDLE = "/api/v1/huddles/1?unit=" + UNIT;
  private static final List<String> COUNTS =
      List.of("met", "declined", "missed", "missedOpen", "notYetDue", "notMeasured");

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api helen = Api.as("helen.brandt");
  private final Api edith = Api.as("edith.lowe");

  @Inject TimeMachine time;

  @Test
  void a_pause_whose_end_nobody_has_noticed_counts_where_the_promise_falls_due_in_both() {
    time.passUntil(MONDAY, "10:00");
    var id = nina.files(need("patient_waiting", "supplies"));
    omar.ask(id);
    time.sleep(Duration.ofHours(24).plusMinutes(10));
    var since = time.instant();
    time.sleep(Duration.ofHours(2));

    var sheet = assertTheSame(HUDDLE, "unit=" + UNIT, since);

    assertThat(cell(sheet, "resolve", "patient_waiting").get("missedOpen").asLong()).isOne();
    assertThat(Look.ids(sheet.get("missed"))).contains(id);

    time.beat();
    var noticed = assertTheSame(HUDDLE, "unit=" + UNIT, since);
    assertThat(noticed.get("promises")).isEqualTo(sheet.get("promises"));
    omar.resolve(id);
  }

  @Test
  void whatever_happens_a_huddle_and_the_figures_agree() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    time.passUntil(MONDAY, "07:00");
    var begin = time.instant();
    var ids = new ArrayList<String>();
    for (int i = 0; i < 16; i++) {
      ids.add(
          nina.files(
              need(
                  pick(random, "patient_waiting", "this_shift", "slows_care"),
                  pick(random, "supplies", "equipment", "medication"))));
    }
    for (int i = 0; i < 6; i++) {
      ids.forEach(id -> tries(random, id));
      var length = pick(random, Duration.ofMinutes(7), Duration.ofHours(3), Duration.ofHours(23));
      if (random.nextBoolean()) {
        time.pass(length);
      } else {
        time.sleep(length);
      }

      for (var since :
          List.of(begin, time.instant().minus(length), time.instant().minusSeconds(1_800))) {
        var asked = "seed " + seed;
        assertThat(assertTheSame(HUDDLE, "unit=" + UNIT, since)).as(asked).isNotNull();
        assertTheSame("/api/v1/huddles/3", "", since);
        assertTheSame("/api/v1/huddles/2?team=mesa-supply-chain", "team=mesa-supply-chain", since);
      }
    }
    ids.forEach(id -> omar.tries("resolve", id, Body.of("words", "Done")));
  }

  @Test
  void what_is_confidential_is_in_the_figures_but_in_no_count_of_those_it_is_not_shared_with() {
    time.passUntil(MONDAY, "10:00");
    var since = time.instant();
    nina.files(need("patient_waiting", "supplies"));
    nina.files(need("patient_waiting", "safety_violence"));
    time.pass(Duration.ofMinutes(90));

    var all = assertTheSame(HUDDLE, "unit=" + UNIT, since);
    var some = Look.at(helen, HUDDLE + "&since=" + since);

    assertThat(all.get("covers").asText()).isEqualTo("every_request");
    assertThat(some.get("covers").asText()).isEqualTo("what_you_may_see");
    for (var clock : List.of("acknowledge", "resolve")) {
      assertThat(made(cell(all, clock, "patient_waiting"))).as(clock).isEqualTo(2);
      assertThat(made(cell(some, clock, "patient_waiting"))).as(clock).isOne();
    }
    assertThat(Look.total(all.get("asked")) - Look.total(some.get("asked"))).isOne();
    assertThat(Look.total(all.get("missed")) - Look.total(some.get("missed"))).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "?facility=LAKESIDE, America/Chicago",
    "?facility=NORTHGATE, America/Chicago",
    "?facility=MESA, America/Phoenix"
  })
  void yesterday_goes_by_the_clock_of_the_facility(String query, String zone) {
    var sheet = Look.at(helen, "/api/v1/huddles/3" + query);

    assertThat(sheet.get("timeZone").asText()).isEqualTo(zone);
    assertThat(sheet.get("facilities")).hasSize(1);
    assertThat(sheet.get("facilities").get(0).get("since")).isEqualTo(sheet.get("since"));
  }

  @Test
  void the_sheet_of_the_hospital_says_the_time_zone_and_the_start_of_each_facility() {
    var sheet = Look.at(helen, "/api/v1/huddles/3");

    assertThat(sheet.has("timeZone")).isFalse();
    assertThat(sheet.get("facilities").findValuesAsText("timeZone"))
        .contains("America/New_York", "America/Chicago", "America/Phoenix");
    var now = Instant.parse(sheet.get("asOf").asText());
    for (var facility : sheet.get("facilities")) {
      var zone = ZoneId.of(facility.get("timeZone").asText());
      assertThat(facility.get("since").asText())
          .isEqualTo(LookbackWindow.yesterday(now, zone).toString());
    }
  }

  /** Every field of the table, and that there are some that count. */
  private JsonNode assertTheSame(String huddle, String filters, Instant since) {
    var sheet = Look.at(edith, huddle + (huddle.contains("?") ? "&" : "?") + "since=" + since);
    var figures =
        Look.at(
            edith,
            "/api/v1/metrics/kept?%s&from=%s&to=%s&base=all"
                .formatted(filters, since, sheet.get("asOf").asText())
                .replace("?&", "?"));
    assertThat(sheet.get("promises")).hasSize(12);
    for (int i = 0; i < 12; i++) {
      var figure = figures.get("figures").get(i);
      for (var count : sheet.get("promises").get(i).properties()) {
        assertThat(count.getValue())
            .as("%s of %s since %s", count.getKey(), sheet.get("promises").get(i), since)
            .isEqualTo(figure.get(count.getKey()));
      }
    }
    return sheet;
  }

  private static JsonNode cell(JsonNode sheet, String clock, String impact) {
    for (var cell : sheet.get("promises")) {
      if (cell.get("clock").asText().equals(clock) && cell.get("impact").asText().equals(impact)) {
        return cell;
      }
    }
    throw new AssertionError(clock + " with " + impact);
  }

  private static long made(JsonNode cell) {
    return COUNTS.stream().mapToLong(count -> cell.get(count).asLong()).sum();
  }

  private void tries(Random random, String id) {
    var words = Body.of("words", "Words");
    switch (random.nextInt(9)) {
      case 0 -> omar.tries("acknowledge", id, words);
      case 1, 2, 3 -> omar.tries("ask", id, Body.of("question", "Which?"));
      case 4 -> nina.tries("answer", id, words);
      case 5 -> nina.tries("impact", id, Body.of("impact", "patient_waiting"));
      case 6 -> omar.tries("resolve", id, words);
      case 7 -> nina.tries("withdraw", id, Body.of("words", "Found some"));
      default -> nina.tries("reopen", id, Body.of("reason", "The box was empty"));
    }
  }

  private static Body need(String impact, String category) {
    return aNeedOf(impact, category).with("unit", UNIT);
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
