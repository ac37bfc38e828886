package care.andon.pages;

import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.metrics.asof.SettledTime;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import care.andon.support.WireTap;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Every number of a scorecard is the one that the API gives as of the same instant. */
@QuarkusTest
class ScorecardTest {
  private static final Pattern ROW =
      Pattern.compile("<tr id=\"resolve-([A-Z_]+)\">(.*?)</tr>", Pattern.DOTALL);
  private static final Pattern CSV_LINK =
      Pattern.compile("href=\"(/pages/metrics/[^\"]+)\" download");
  private static final String AS_A_BROWSER = "text/html,application/xml;q=0.9,*/*;q=0.8";
  private static final Pattern CELL = Pattern.compile("<td>(.*?)</td>", Pattern.DOTALL);

  private final Api nina = Api.as("nina.patel");
  private final Api grace = Api.as("grace.kim");

  @Inject TimeMachine time;
  @Inject DataSource database;

  /** Filled by the test database. */
  WireTap wire;

  @Test
  void every_number_is_that_of_the_api_for_several_instants() {
    time.passUntil(DayOfWeek.TUESDAY, "10:00");
    var instants = new ArrayList<Instant>();
    for (var day = 0; day < 3; day++) {
      live(day);
      time.pass(Duration.ofDays(1));
      instants.add(time.instant().minus(Duration.ofHours(1)));
    }
    var month = instants.getLast().toString().substring(0, 7);
    var manager = Browser.of("helen.brandt");
    for (var path :
        List.of("/pages/scorecard", "/pages/facilities/LAKESIDE", "/pages/teams/supply-chain")) {
      for (var asOf : instants) {
        var page = manager.page(path + "?period=" + month + "&asOf=" + asOf);
        assertAlike(page, path, month, asOf);
      }
    }
  }

  @Test
  void without_an_instant_it_is_as_of_the_last_midnight_for_all_readers() {
    time.passUntil(DayOfWeek.WEDNESDAY, "09:00");
    live(0);
    time.passUntil(DayOfWeek.THURSDAY, "08:00");
    var morning = Browser.of("nina.patel").page("/pages/facilities/LAKESIDE");
    live(1);
    time.pass(Duration.ofHours(9));
    var evening = Browser.of("helen.brandt").page("/pages/facilities/LAKESIDE");

    assertThat(numbers(evening)).isEqualTo(numbers(morning));
    assertThat(evening).contains(", 00:00, the last midnight");
  }

  @Test
  void readers_share_the_figures_of_a_scorecard() {
    time.passUntil(DayOfWeek.WEDNESDAY, "09:00");
    live(0);
    time.passUntil(DayOfWeek.THURSDAY, "08:00");
    var first = wire.during(() -> Browser.of("nina.patel").page("/pages/facilities/LAKESIDE"));
    var second = wire.during(() -> Browser.of("helen.brandt").page("/pages/facilities/LAKESIDE"));
    var another = wire.during(() -> Browser.of("helen.brandt").page("/pages/teams/supply-chain"));

    assertThat(first.statements()).anyMatch(sql -> sql.contains("promise_verdict"));
    assertThat(second.statements()).noneMatch(sql -> sql.contains("promise_verdict"));
    assertThat(another.statements()).anyMatch(sql -> sql.contains("promise_verdict"));
  }

  @Test
  void scorecards_of_all_periods_share_the_weeks_of_the_last_year() {
    time.passUntil(DayOfWeek.WEDNESDAY, "09:00");
    live(0);
    time.passUntil(DayOfWeek.THURSDAY, "08:00");
    var year = time.instant().atOffset(ZoneOffset.UTC).getYear();
    var page = "/pages/facilities/LAKESIDE";
    var month = wire.during(() -> Browser.of("nina.patel").page(page));
    var all = wire.during(() -> Browser.of("nina.patel").page(page + "?period=" + year));

    assertThat(month.statements()).anyMatch(ScorecardTest::isByWeek);
    assertThat(all.statements()).noneMatch(ScorecardTest::isByWeek);
    assertThat(all.statements()).anyMatch(sql -> sql.contains("promise_verdict"));
  }

  private static boolean isByWeek(String sql) {
    return sql.contains("IYYY");
  }

  @Test
  void a_period_that_does_not_exist_is_explained() {
    live(0);
    time.pass(Duration.ofDays(2));

    var answer = Browser.of("helen.brandt").get("/pages/scorecard?period=2026-13");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Send a year (2026), a quarter");
  }

  @Test
  void a_wrong_period_is_refused_before_the_first_midnight_too() {
    var nothingYet =
        new SettledTime(database, time) {
          @Override
          public Span span() {
            return new Span(Optional.empty(), time.instant());
          }
        };
    QuarkusMock.installMockForType(nothingYet, SettledTime.class);
    var manager = Browser.of("helen.brandt");

    assertThat(manager.get("/pages/scorecard?period=2026-13").statusCode()).isEqualTo(400);
    assertThat(manager.page("/pages/scorecard?period=2026-12")).contains("no figures yet");
  }

  @Test
  void the_oldest_open_request_comes_first_however_short_its_silence() {
    time.passUntil(DayOfWeek.TUESDAY, "10:00");
    var since = time.instant();
    var oldest = nina.files(aNeedOf("this_shift", "information_orders"));
    for (var i = 0; i < 51; i++) {
      time.sleep(Duration.ofMillis(10));
      nina.files(aNeedOf("slows_care", "information_orders"));
    }
    for (var i = 0; i < 3; i++) {
      time.pass(Duration.ofHours(2));
      Api.as("eleanor.price").message(oldest, "The order set changes on Monday");
    }
    time.pass(Duration.ofHours(1));

    var question = "/api/v1/metrics/silence?from=" + since;
    var reference = nina.get(oldest).getString("reference");
    assertThat(requests(question + "&order=oldest")).hasSize(50).startsWith(reference);
    assertThat(requests(question).getFirst()).isNotEqualTo(reference);
    nina.calls().get(question + "&order=youngest").then().statusCode(400);
    var asOf = time.instant().minus(Duration.ofMinutes(10));
    var year =
        "/api/v1/metrics/silence?team=cmo-office&from=%s&to=%s&asOf=%s"
            .formatted(asOf.minus(Duration.ofDays(53 * 7)), asOf, asOf);
    var tenOldest =
        requests(year + "&order=oldest").stream()
            .limit(10)
            .map(it -> "<th scope=\"row\">" + it + "</th>")
            .toList();
    assertThat(requests(year)).as("the longest silences are others").doesNotContain(reference);
    assertThat(Browser.of("helen.brandt").page("/pages/teams/cmo-office?asOf=" + asOf))
        .contains("order=oldest")
        .containsSubsequence(tenOldest);
  }

  private List<String> requests(String address) {
    return json(address).getList("figures.request");
  }

  @Test
  void pictures_say_what_they_show_and_link_to_the_rows_of_the_api_as_csv() {
    time.passUntil(DayOfWeek.TUESDAY, "10:00");
    live(0);
    nina.files(aNeedOf("this_shift", "supplies").with("minutesLost", 12));
    time.pass(Duration.ofDays(2));
    var manager = Browser.of("helen.brandt");

    var page = manager.page("/pages/facilities/LAKESIDE");

    var links =
        CSV_LINK.matcher(page).results().map(it -> it.group(1).replace("&amp;", "&")).toList();
    assertThat(page.split("<figure", -1)).hasSizeGreaterThan(4);
    assertThat(links)
        .anyMatch(it -> it.contains("silence"))
        .anyMatch(it -> it.contains("kept"))
        .anyMatch(it -> it.contains("waits"))
        .anyMatch(it -> it.contains("by=category"));
    for (var link : links) {
      var api = link.replace("/pages/", "/api/v1/").replace(".csv?", "?");
      var rows =
          nina.calls()
              .urlEncodingEnabled(false)
              .header("Accept", "text/csv")
              .get(api)
              .then()
              .statusCode(200);
      var answer = manager.get(link, "Accept", AS_A_BROWSER);
      assertThat(answer.statusCode()).as(link).isEqualTo(200);
      assertThat(answer.body()).as(link).isEqualTo("\uFEFF" + rows.extract().asString());
      assertThat(answer.body().lines().count()).as(link).isGreaterThan(1);
    }
    assertThat(manager.get("/pages/metrics/people.csv", "Accept", AS_A_BROWSER).statusCode())
        .isEqualTo(404);
    assertThat(
            manager
                .get("/pages/metrics/kept.csv?period=2026-13", "Accept", AS_A_BROWSER)
                .statusCode())
        .isEqualTo(400);
  }

  /** One promise is kept, one is missed, one is declined, and one kept promise is confirmed. */
  private void live(int day) {
    var kept = nina.files(aNeedOf("patient_waiting", "supplies"));
    grace.acknowledge(kept);
    grace.resolve(kept);
    if (day == 1) {
      nina.confirm(kept);
    }
    grace.decline(nina.files(aNeedOf("slows_care", "supplies")));
    var late = nina.files(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofHours(5));
    grace.resolve(late);
  }

  private void assertAlike(String page, String path, String month, Instant asOf) {
    var filter =
        path.contains("facilities")
            ? "&facility=LAKESIDE"
            : path.contains("teams") ? "&team=supply-chain" : "";
    var question = "?period=" + month + "&asOf=" + asOf + filter;
    var kept = json("/api/v1/metrics/kept" + question);
    var waits = json("/api/v1/metrics/waits" + question);
    for (var impact : Impact.values()) {
      var cells = cells(page, impact.name());
      var figure =
          "figures.find { it.clock == 'resolve' && it.impact == '" + WireNames.of(impact) + "' }.";
      var met = kept.getLong(figure + "met");
      var declined = kept.getLong(figure + "declined");
      var due =
          met + declined + kept.getLong(figure + "missed") + kept.getLong(figure + "missedOpen");
      assertThat(cells.get(0)).as(path + " " + impact).isEqualTo(Long.toString(due));
      assertThat(cells.get(1)).startsWith(met + " ").contains(rate(kept, figure, "kept"));
      assertThat(cells.get(2)).startsWith(met + declined + " ");
      assertThat(cells.get(3)).isEqualTo(kept.getString(figure + "felt.confirmed"));
      assertThat(cells.get(5)).startsWith(median(waits, WireNames.of(impact)));
      if (impact == Impact.PATIENT_WAITING) {
        assertThat(due).as("the test has promises").isPositive();
        assertThat(page)
            .contains("Of %d promise".formatted(due), ", %d w".formatted(met))
            .contains("caregivers confirmed " + cells.get(3));
      }
    }
  }

  private static String rate(JsonPath kept, String figure, String rate) {
    Double share = kept.get(figure + rate) == null ? null : kept.getDouble(figure + rate);
    return share == null ? "no data" : Math.round(share * 100) + " %";
  }

  private static String median(JsonPath waits, String impact) {
    var wait = "figures.find { it.figure == 'timeToResolve' && it.impact == '" + impact + "' }.";
    var median = waits.getString(wait + "median");
    if (median == null) {
      return waits.getInt(wait + "n") == 0 ? "no data" : "not reached";
    }
    return PageWords.words(Duration.parse(median));
  }

  private JsonPath json(String address) {
    return nina.calls().get(address).then().statusCode(200).extract().jsonPath();
  }

  private static List<String> numbers(String page) {
    return ROW.matcher(page).results().map(it -> it.group(2)).toList();
  }

  private static List<String> cells(String page, String impact) {
    var row =
        ROW.matcher(page)
            .results()
            .filter(it -> it.group(1).equals(impact))
            .findFirst()
            .orElseThrow()
            .group(2);
    return CELL.matcher(row)
        .results()
        .map(it -> it.group(1).replaceAll("<[^>]+>", "").strip())
        .toList();
  }
}
