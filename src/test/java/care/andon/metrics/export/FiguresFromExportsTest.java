package care.andon.metrics.export;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.metrics.promise.DayClosing;
import care.andon.support.Api;
import care.andon.support.Given;
import care.andon.support.TimeMachine;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another program computes the figures from the exports, and gets the same for every instant. */
@QuarkusTest
class FiguresFromExportsTest {
  private static final int REQUESTS = 16;
  private static final int ROUNDS = 12;
  private static final String CATEGORY = "transport_flow";
  private static final List<String> IMPACTS =
      List.of("patient_waiting", "this_shift", "slows_care", "improvement");
  private static final List<String> VERDICTS =
      List.of("met", "declined", "missed", "missedOpen", "notYetDue", "notMeasured");
  private static final List<String> TEAMS =
      List.of("clinical-it", "clinical-engineering", "supply-chain");

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;
  @Inject DayClosing closing;
  private Instant begin;
  private final List<String> ids = new ArrayList<>();
  private final List<Instant> instants = new ArrayList<>();

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
    begin = time.instant();
  }

  @Test
  void kept_follows_from_the_exported_events() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    live(random);

    var seen = new TreeMap<String, Integer>();
    for (var asOf : instants) {
      var to = begin.plus(ofHours(1 + random.nextInt(400)));
      for (var end : List.of(to, begin.plus(ofDays(400)))) {
        var expected = fromEvents(end, asOf);
        expected.forEach((key, n) -> seen.merge(key.split(" ")[2], n, Integer::sum));
        assertThat(kept(end, asOf))
            .as("seed %d, due before %s, as of %s", seed, end, asOf)
            .isEqualTo(expected);
      }
    }
    assertThat(seen.keySet()).contains("met", "missed", "missedOpen", "notYetDue");
  }

  @Test
  void waits_follow_from_the_exported_requests() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    live(random);

    for (var asOf : instants) {
      var rows = lines("requests", asOf);
      assertThat(rows).isNotEmpty();
      for (var figure : waits(asOf)) {
        var impact = figure.get("impact").asText();
        var curve =
            new ProductLimit(
                rows.stream().filter(it -> it.get("impact").asText().equals(impact)).toList(),
                switch (figure.get("figure").asText()) {
                  case "timeToAcknowledge" -> "acknowledgedAt";
                  case "timeToAnswer" -> "answeredAt";
                  case "timeToConfirm" -> "confirmedAt";
                  default -> "resolvedAt";
                },
                asOf);
        assertThat(
                List.of(
                    figure.get("n").asInt(),
                    figure.get("censored").asInt(),
                    figure.get("median").asText(),
                    figure.get("p90").asText()))
            .as("seed %d, %s as of %s", seed, figure, asOf)
            .isEqualTo(List.of(curve.n, curve.censored, curve.at(0.5), curve.at(0.1)));
      }
    }
  }

  /** The estimate of Kaplan and Meier, straight from the definition. */
  private static final class ProductLimit {
    private final TreeMap<Duration, int[]> ends = new TreeMap<>();
    private int n;
    private int censored;

    private ProductLimit(List<JsonNode> requests, String end, Instant asOf) {
      for (var request : requests) {
        var asked = Instant.parse(request.get("askedAt").asText());
        var ended = instant(request, end);
        var withdrawn = instant(request, "withdrawnAt");
        var until = ended != null ? ended : withdrawn != null ? withdrawn : asOf;
        ends.computeIfAbsent(Duration.between(asked, until), _ -> new int[2])[
            ended == null ? 1 : 0]++;
        n++;
        censored += ended == null ? 1 : 0;
      }
    }

    private static @Nullable Instant instant(JsonNode request, String name) {
      return request.get(name).isNull() ? null : Instant.parse(request.get(name).asText());
    }

    /** When so few still wait, as ISO 8601; "null" if never. */
    private String at(double share) {
      var waiting = 1.0;
      var atRisk = n;
      for (var end : ends.entrySet()) {
        var ended = end.getValue()[0];
        waiting *= 1.0 - (double) ended / atRisk;
        if (ended > 0 && waiting <= share + 1e-9) {
          return end.getKey().toString();
        }
        atRisk -= ended + end.getValue()[1];
      }
      return "null";
    }
  }

  /** Random lives, closed days among them, and instants during and after them. */
  private void live(Random random) {
    for (int i = 0; i < ROUNDS; i++) {
      if (ids.size() < REQUESTS) {
        for (int j = 0; j < 2; j++) {
          ids.add(nina.files(aNeedOf(IMPACTS.get(random.nextInt(4)), CATEGORY)));
          time.sleep(ofSeconds(random.nextInt(200)));
        }
      }
      for (int j = 0; j < 3; j++) {
        ids.forEach(id -> acts(random, id));
        time.sleep(ofSeconds(1 + random.nextInt(300)));
      }
      instants.add(time.instant().minus(ofSeconds(random.nextInt(120))));
      if (random.nextBoolean()) {
        time.pass(pass(random));
        closing.closeDays();
      } else {
        time.sleep(pass(random));
      }
    }
    time.pass(ofDays(2));
    instants.add(time.instant().minus(ofMinutes(3)));
    closing.closeDays();
  }

  private void acts(Random random, String id) {
    switch (random.nextInt(24)) {
      case 0 -> omar.tries("acknowledge", id, Given.anAcknowledgement());
      case 1 -> omar.tries("assign", id, Given.anAssignment(TEAMS.get(random.nextInt(3))));
      case 2, 3 -> omar.tries("ask", id, Given.aQuestion());
      case 4 -> nina.tries("answer", id, Given.words("Winged"));
      case 5, 6 -> nina.tries("impact", id, Given.anImpact(IMPACTS.get(random.nextInt(4))));
      case 7, 8 -> omar.tries("resolve", id, Given.words("Done"));
      case 9 -> omar.tries("decline", id, Given.aRefusal());
      case 10, 11, 12 -> nina.tries("reopen", id, Given.aReopening().with("why", why(random)));
      case 13 -> nina.tries("confirm", id, Given.words("Thank you"));
      case 14 -> omar.tries("messages", id, Given.aMessage("Tomorrow"));
      case 15 -> omar.tries("messages", id, Given.aNote("Call them"));
      case 16 -> nina.tries("messages", id, Given.aMessage("And now?"));
      case 17 -> omar.tries("assess", id, Given.anAssessment(IMPACTS.get(random.nextInt(4))));
      case 18 -> {
        if (random.nextInt(3) == 0) {
          nina.tries("withdraw", id, Given.words("Thank you"));
        }
      }
      default -> {}
    }
  }

  private static String why(Random random) {
    return List.of("not_fixed", "came_back", "still_needed").get(random.nextInt(3));
  }

  private static Duration pass(Random random) {
    return List.of(ofMinutes(4), ofMinutes(50), ofHours(6), ofHours(25), ofDays(3))
        .get(random.nextInt(5));
  }

  private Map<String, Integer> fromEvents(Instant to, Instant asOf) {
    var counts = new TreeMap<String, Integer>();
    lines("events", asOf).stream()
        .collect(groupingBy(it -> it.get("request").asText(), LinkedHashMap::new, toList()))
        .values()
        .forEach(
            events ->
                EventReplay.counts(events, begin, to, asOf)
                    .forEach((key, n) -> counts.merge(key, n, Integer::sum)));
    return counts;
  }

  private Map<String, Integer> kept(Instant to, Instant asOf) {
    var counts = new TreeMap<String, Integer>();
    for (var row : figures("kept", to, asOf)) {
      for (var verdict : VERDICTS) {
        if (row.get(verdict).asInt() > 0) {
          counts.put(
              row.get("clock").asText() + " " + row.get("impact").asText() + " " + verdict,
              row.get(verdict).asInt());
        }
      }
    }
    return counts;
  }

  private JsonNode waits(Instant asOf) {
    return figures("waits", begin.plus(ofDays(400)), asOf);
  }

  private JsonNode figures(String figure, Instant to, Instant asOf) {
    return json(get("metrics/" + figure + "?category=" + CATEGORY, to, asOf)).get("figures");
  }

  private List<JsonNode> lines(String kind, Instant asOf) {
    return get(
            "exports/" + kind + "?format=ndjson&category=" + CATEGORY,
            begin.plus(ofDays(400)),
            asOf)
        .lines()
        .map(FiguresFromExportsTest::json)
        .toList();
  }

  private String get(String path, Instant to, Instant asOf) {
    return omar.calls()
        .accept("*/*")
        .get("/api/v1/" + path + "&from=" + begin + "&to=" + to + "&asOf=" + asOf)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new AssertionError(text, wrong);
    }
  }
}
