package care.andon.metrics;

import static care.andon.support.Given.aNeedOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one form of all figures over HTTP: periods, groups, bases, tags and refusals. */
@QuarkusTest
class FigureFormTest {
  private static final String CATEGORY = "evs_linen_waste";
  private static final List<String> FIGURES =
      List.of(
          "kept",
          "waits",
          "declines",
          "transfers",
          "unrouted",
          "held",
          "equity",
          "series",
          "silence");

  private final Api leah = Api.as("leah.cohen");
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api edith = Api.as("edith.lowe");
  private final Api helen = Api.as("helen.brandt");

  @Inject TimeMachine time;
  private Instant begin;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
    begin = time.instant();
  }

  @Test
  void kept_by_unit_this_week_is_one_call() {
    omar.resolve(nina.files(aNeedOf("patient_waiting", CATEGORY)));
    leah.files(aNeedOf("patient_waiting", CATEGORY).with("unit", "LD"));
    time.pass(Duration.ofHours(2));

    var kept = helen("kept", "period=this-week&by=unit&category=" + CATEGORY);

    assertThat(kept.getString("by")).isEqualTo("unit");
    assertThat(kept.getString("period.name")).isEqualTo("this-week");
    assertThat(kept.getList("figures.group", String.class)).contains("4W", "LD");
    assertThat(resolve(kept, "4W").getInt("met")).isOne();
    assertThat(resolve(kept, "LD").getInt("missedOpen")).isOne();
  }

  @Test
  void night_against_day_is_one_call() {
    nina.files(aNeedOf("patient_waiting", CATEGORY));
    time.passUntil(TUESDAY, "02:00");
    omar.resolve(nina.files(aNeedOf("patient_waiting", CATEGORY)));
    time.pass(Duration.ofHours(2));

    var kept = figures("kept", "by=band");

    assertThat(kept.getList("figures.group", String.class).stream().distinct())
        .containsExactly("day", "night", "weekend");
    assertThat(resolve(kept, "day").getInt("missedOpen")).isOne();
    assertThat(resolve(kept, "night").getInt("met")).isOne();
    assertThat(resolve(kept, "weekend").getInt("met")).isZero();

    var equity = resolve(figures("equity", ""), "night");
    assertThat(equity.getInt("n")).isOne();
    assertThat(equity.getInt("met")).isOne();
    assertThat(equity.getInt("dayN")).isOne();
    assertThat(equity.getInt("dayMet")).isZero();
    assertThat(equity.getDouble("standardisedGap.difference")).isEqualTo(1);
    assertThat(equity.getInt("leftOut")).isZero();
  }

  @Test
  void a_band_with_another_mix_of_categories_is_not_compared_with_the_day() {
    nina.files(aNeedOf("patient_waiting", CATEGORY));
    time.passUntil(TUESDAY, "02:00");
    nina.files(aNeedOf("patient_waiting", "facilities"));
    time.pass(Duration.ofHours(2));

    var equity = resolve(figures("equity", ""), "night");

    assertThat(equity.getDouble("gap.difference")).isZero();
    assertThat(equity.getString("standardisedGap")).isNull();
    assertThat(equity.getInt("leftOut")).isEqualTo(2);
  }

  @Test
  void a_series_has_whole_weeks_that_are_over() {
    nina.files(aNeedOf("patient_waiting", CATEGORY));
    var monday = begin.atZone(ZoneId.of("America/Chicago")).toLocalDate();
    var query = "/api/v1/metrics/series?category=" + CATEGORY + "&unit=4W&from=" + monday;
    time.pass(Duration.ofDays(6));
    assertThat(weeks(query)).isEmpty();
    time.pass(Duration.ofDays(2));
    assertThat(weeks(query).distinct())
        .containsExactly(monday.format(DateTimeFormatter.ISO_WEEK_DATE).substring(0, 8));
    assertThat(weeks(query + "&to=" + monday.plusDays(6))).isEmpty();
  }

  private Stream<String> weeks(String query) {
    return JsonPath.from(nina.calls().get(query).then().statusCode(200).extract().asString())
        .getList("figures.group", String.class)
        .stream();
  }

  @Test
  void the_longest_silences_are_one_call() {
    var id = nina.files(aNeedOf("slows_care", CATEGORY));
    time.pass(Duration.ofHours(5));
    omar.does("acknowledge", id, Map.of("words", "On my way"));
    time.pass(Duration.ofHours(3));

    var silences = figures("silence", "");

    var reference = nina.get(id).getString("reference");
    assertThat(silences.getList("figures.request", String.class))
        .containsExactly(reference, reference);
    assertThat(silences.getList("figures.until")).last().isNull();
    assertThat(Duration.parse(silences.getString("figures[0].silence")))
        .isBetween(Duration.ofHours(5), Duration.ofHours(5).plusMinutes(1));
    assertThat(Duration.parse(silences.getString("figures[1].silence")))
        .isBetween(Duration.ofHours(3), Duration.ofHours(3).plusMinutes(1));
  }

  @Test
  void the_rows_of_all_groups_add_up_to_those_without_groups() {
    omar.resolve(nina.files(aNeedOf("patient_waiting", CATEGORY)));
    leah.files(aNeedOf("this_shift", CATEGORY));
    omar.decline(nina.files(aNeedOf("slows_care", CATEGORY)));
    time.pass(Duration.ofHours(2));
    for (var by : List.of("week", "facility", "unit", "team", "category", "band", "impact")) {
      for (var count : List.of("met", "missedOpen", "notYetDue")) {
        assertThat(sum(figures("kept", "by=" + by), count))
            .as("%s by %s", count, by)
            .isEqualTo(sum(figures("kept", ""), count));
      }
      for (var figure : List.of("waits", "declines", "transfers")) {
        assertThat(sum(figures(figure, "by=" + by), "n"))
            .as("%s by %s", figure, by)
            .isEqualTo(sum(figures(figure, ""), "n"))
            .isPositive();
      }
      assertThat(sum(figures("held", "by=" + by), "requests"))
          .as("held by %s", by)
          .isEqualTo(sum(figures("held", ""), "requests"))
          .isPositive();
      figures("unrouted", "by=" + by);
    }
  }

  @Test
  void confidential_requests_are_in_no_figure_but_those_of_auditors() {
    nina.files(aNeedOf("this_shift", CATEGORY));
    nina.files(aNeedOf("this_shift", CATEGORY).with("visibility", "confidential"));

    for (var figure : List.of("waits", "transfers")) {
      var open = figures(figure, "");
      assertThat(open.getString("base")).isEqualTo("open");
      assertThat(open.getString("covers")).contains("confidential");
      var all = JsonPath.from(get(edith, figure, "base=all").statusCode(200).extract().asString());
      assertThat(all.getString("base")).isEqualTo("all");
      assertThat(sum(all, "n")).as(figure).isEqualTo(2 * sum(open, "n"));
      get(edith, figure, "base=open").body("digest", equalTo(open.getString("digest")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nina.patel", "omar.ortiz", "helen.brandt", "conrad.vance"})
  void only_auditors_see_figures_about_confidential_requests(String username) {
    for (var figure : FIGURES) {
      get(Api.as(username), figure, "base=all").statusCode(403).body("code", equalTo("forbidden"));
    }
  }

  @Test
  void figures_have_a_tag_that_changes_with_what_they_say() {
    nina.files(aNeedOf("this_shift", CATEGORY));
    for (var figure : List.of("kept", "waits", "declines", "transfers")) {
      var tag = get(nina, figure, "").statusCode(200).extract().header("ETag");
      assertThat(tag).startsWith("W/\"");
      asking(nina, "").header("If-None-Match", tag).get(path(figure)).then().statusCode(304);
    }
    var tag = get(nina, "waits", "").extract().header("ETag");
    nina.files(aNeedOf("this_shift", CATEGORY));
    asking(nina, "").header("If-None-Match", tag).get(path("waits")).then().statusCode(200);
  }

  @Test
  void every_figure_is_there_as_csv_that_excel_opens() {
    omar.resolve(nina.files(aNeedOf("patient_waiting", CATEGORY)));
    time.pass(Duration.ofHours(2));
    for (var figure : FIGURES) {
      var csv = asking(nina, "excel=true").accept("text/csv").get(path(figure)).then();
      csv.statusCode(200).contentType("text/csv;charset=UTF-8");
      var text = new String(csv.extract().asByteArray(), UTF_8);
      if (!text.equals("\uFEFF")) {
        assertThat(text).as(figure).startsWith("\uFEFFgroup,").endsWith("\r\n");
      }
      asking(nina, "")
          .accept("text/csv")
          .header("If-None-Match", "*")
          .get(path(figure))
          .then()
          .statusCode(304);
    }
    var rows = figures("kept", "").getList("figures");
    assertThat(lines("/api/v1/metrics/kept?from=" + begin + "&unit=4W"))
        .hasSize(rows.size() + 1)
        .first()
        .asString()
        .startsWith("group,clock,impact,met,declined,");
  }

  @Test
  void every_list_is_there_as_csv_and_nothing_else_is() {
    var id = nina.files(aNeedOf("this_shift", CATEGORY).with("need", "=HYPERLINK(1)"));
    assertThat(lines("/api/v1/requests?category=" + CATEGORY).toString())
        .contains("'=HYPERLINK(1)");
    assertThat(lines("/api/v1/units")).first().asString().startsWith("id,code,name");
    nina.calls().accept("text/csv").get("/api/v1/requests/" + id).then().statusCode(406);
    nina.calls().accept("text/csv").get("/api/v1/units?excel=perhaps").then().statusCode(400);
    nina.calls().get("/api/v1/units?excel=true").then().statusCode(400);
  }

  private List<String> lines(String path) {
    var csv = nina.calls().urlEncodingEnabled(false).accept("text/csv").get(path).then();
    return csv.statusCode(200).extract().asString().lines().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "period=2026-W60,                             period",
    "period=2026-13,                              period",
    "period=2026-W10&from=2026-03-01,             period",
    "from=2026-03-02&to=2026-03-01,               from",
    "from=2026-02-30,                             from",
    "to=tomorrow,                                 to",
    "by=ward,                                     by",
    "by=unit&unit=4W,                             by",
    "by=team&team=supply-chain,                   by",
    "by=category&category=evs_linen_waste,                  by",
    "by=facility&facility=LAKESIDE,               by",
    "by=facility&unit=4W,                         by",
    "base=everything,                             base",
    "facility=NOWHERE,                            facility",
    "unit=M-INF&facility=LAKESIDE,                     unit",
    "period=2026&period=2025,                     period",
    "by=unit&by=team,                             by",
    "by=,                                         by",
    "ward=4W,                                     query"
  })
  void what_cannot_be_asked_is_refused_by_name(String query, String parameter) {
    for (var figure : FIGURES) {
      nina.calls()
          .get(path(figure) + "?" + query)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("code", equalTo("invalid-parameter"))
          .body("errors", hasSize(1))
          .body("errors[0].pointer", equalTo(parameter))
          .body("errors[0].message", not(containsString("ward=")));
    }
  }

  private JsonPath helen(String figure, String query) {
    return JsonPath.from(
        helen.calls().get(path(figure) + "?" + query).then().statusCode(200).extract().asString());
  }

  /** Asks about what this test filed. */
  private JsonPath figures(String figure, String query) {
    return JsonPath.from(get(nina, figure, query).statusCode(200).extract().asString());
  }

  private ValidatableResponse get(Api caller, String figure, String query) {
    return asking(caller, query).get(path(figure)).then();
  }

  private RequestSpecification asking(Api caller, String query) {
    var call =
        caller
            .calls()
            .queryParam("from", begin.toString())
            .queryParam("to", begin.plus(Duration.ofDays(2)).toString());
    Stream.of(query.split("&"))
        .filter(it -> !it.isEmpty())
        .map(it -> it.split("="))
        .forEach(it -> call.queryParam(it[0], it[1]));
    return call;
  }

  private static String path(String figure) {
    return "/api/v1/metrics/" + figure;
  }

  private static JsonPath resolve(JsonPath kept, String group) {
    return JsonPath.from(kept.prettify())
        .setRootPath(
            "figures.find { it.group == '%s' && it.clock == 'resolve' && it.impact == 'patient_waiting' }"
                .formatted(group));
  }

  private static long sum(JsonPath figures, String count) {
    return figures.getList("figures." + count, Long.class).stream().mapToLong(it -> it).sum();
  }
}
