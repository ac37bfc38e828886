package care.andon.metrics.export;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.kernel.Category;
import care.andon.metrics.form.Facilities;
import care.andon.metrics.form.FigureBase;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Period;
import care.andon.metrics.form.Window;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports over HTTP: complete, without words and people, and what figures are made of. */
@QuarkusTest
class ExportsTest {
  private static final String CATEGORY = "transport_flow";
  private static final String CANARY = "Quinoa7Exports";

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api edith = Api.as("edith.lowe");

  @Inject TimeMachine time;
  @Inject ExportRepository repository;
  private Instant begin;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
    begin = time.instant();
  }

  @Test
  void promises_are_those_that_the_figure_counts() {
    omar.resolve(nina.files(need("patient_waiting")));
    time.pass(Duration.ofDays(2));
    omar.decline(nina.files(need("patient_waiting")));
    nina.files(need("this_shift"));
    time.pass(Duration.ofDays(1));

    var kept =
        JsonPath.from(
            nina.calls()
                .queryParam("category", CATEGORY)
                .queryParam("from", begin.toString())
                .get("/api/v1/metrics/kept")
                .then()
                .statusCode(200)
                .extract()
                .asString());

    for (var row : lines("promises", "")) {
      assertThat(row.get("category").asText()).isEqualTo(CATEGORY);
    }
    for (var verdict : List.of("met", "declined", "missedOpen", "notYetDue")) {
      var code = verdict.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      assertThat(
              lines("promises", "").stream().filter(it -> it.get("verdict").asText().equals(code)))
          .as(verdict)
          .hasSize(
              kept.getList("figures." + verdict, Integer.class).stream().mapToInt(it -> it).sum());
    }
    assertThat(lines("promises", "")).isNotEmpty();
  }

  @Test
  void requests_and_their_events_are_complete_and_in_order() {
    var first = nina.files(need("slows_care"));
    time.pass(Duration.ofDays(1));
    var second = nina.files(need("slows_care"));
    omar.resolve(first);

    assertThat(lines("requests", ""))
        .extracting(it -> it.get("request").asText())
        .containsExactly(first, second);
    var events = lines("events", "");
    assertThat(events.stream().filter(it -> it.get("request").asText().equals(first)))
        .extracting(it -> it.get("seq").asInt())
        .isSorted()
        .startsWith(1)
        .hasSize(nina.history(first).size());
    assertThat(events.getFirst().get("type").asText()).isEqualTo("opened");
    assertThat(events.getFirst().get("category").asText()).isEqualTo(CATEGORY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"promises", "requests", "events"})
  void there_are_no_words_and_no_people(String kind) {
    var id = nina.files(need("patient_waiting").with("room", CANARY));
    omar.does("messages", id, Body.of("words", CANARY));
    omar.does(
        "decline",
        id,
        Body.of("reason", "other").with("words", CANARY).with("alternative", CANARY));
    time.pass(Duration.ofHours(2));
    for (var format : List.of("csv", "ndjson")) {
      assertThat(get(nina, kind, "&format=" + format).statusCode(200).extract().asString())
          .contains(id)
          .doesNotContain(CANARY)
          .doesNotContain("nina.patel")
          .doesNotContain("omar.ortiz");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"promises", "requests", "events"})
  void csv_has_a_header_and_the_lines_of_ndjson(String kind) {
    nina.files(need("patient_waiting"));
    time.pass(Duration.ofDays(2));
    nina.files(need("patient_waiting"));
    var csv = get(nina, kind, "").statusCode(200).contentType("text/csv;charset=UTF-8");
    var lines = csv.extract().asString().lines().toList();
    assertThat(lines.getFirst()).startsWith("request,");
    assertThat(lines).filteredOn(it -> it.startsWith("request,")).hasSize(1);
    assertThat(lines).hasSize(lines(kind, "").size() + 1);
  }

  @ParameterizedTest
  @EnumSource(ExportKind.class)
  void pages_have_every_row_once_and_in_order(ExportKind kind) {
    for (int i = 0; i < 4; i++) {
      omar.resolve(nina.files(need("patient_waiting")));
    }
    time.pass(Duration.ofHours(2));
    var to = time.instant();
    var period = new Period(null, begin, to, List.of());
    var part = new Window(begin, to, Facilities.ALL);
    var scope =
        new FigureScope(
            period,
            List.of(part),
            null,
            null,
            null,
            Category.TRANSPORT_FLOW,
            FigureBase.OPEN,
            null);
    var all = repository.rows(kind, scope, part, to, null, 1_000);
    assertThat(all).hasSizeGreaterThanOrEqualTo(4);

    for (int size = 1; size <= 4; size++) {
      var paged = new ArrayList<ExportRepository.Row>();
      var page = repository.rows(kind, scope, part, to, null, size);
      while (!page.isEmpty()) {
        paged.addAll(page);
        page = repository.rows(kind, scope, part, to, page.getLast().key(), size);
        assertThat(paged).hasSizeLessThan(500);
      }
      assertThat(paged).as("pages of %d", size).isEqualTo(all);
    }
  }

  @Test
  void confidential_requests_are_for_auditors() {
    var id = nina.files(need("this_shift").with("visibility", "confidential"));
    assertThat(get(nina, "requests", "").extract().asString()).doesNotContain(id);
    get(nina, "requests", "&base=all").statusCode(403);
    assertThat(get(edith, "requests", "&base=all").statusCode(200).extract().asString())
        .contains(id);
  }

  @ParameterizedTest
  @CsvSource({"format=xlsx, format", "by=unit, by", "period=2026-W60, period", "ward=4W, query"})
  void what_cannot_be_exported_is_refused_by_name(String query, String parameter) {
    for (var kind : List.of("promises", "requests", "events")) {
      nina.calls()
          .get("/api/v1/exports/" + kind + "?" + query)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("errors[0].pointer", equalTo(parameter));
    }
  }

  private List<JsonNode> lines(String kind, String query) {
    return get(nina, kind, "&format=ndjson" + query)
        .statusCode(200)
        .extract()
        .asString()
        .lines()
        .map(ExportsTest::json)
        .toList();
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException wrong) {
      throw new AssertionError(line, wrong);
    }
  }

  private ValidatableResponse get(Api caller, String kind, String query) {
    return caller
        .calls()
        .accept("*/*")
        .get("/api/v1/exports/" + kind + "?category=" + CATEGORY + "&from=" + begin + query)
        .then();
  }

  private static Body need(String impact) {
    return aNeedOf(impact, CATEGORY).with("need", CANARY);
  }
}
