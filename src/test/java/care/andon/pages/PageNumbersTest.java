package care.andon.pages;

import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walls, huddle sheets and requests show the numbers and times that the API gives. */
@QuarkusTest
class PageNumbersTest {
  private static final Pattern REFERENCE = Pattern.compile(">(SR-\\d+)</a> ");
  private static final Pattern TILE = Pattern.compile("<dt>(.*?)</dt><dd>(.*?)</dd>");
  private static final Pattern NEED =
      Pattern.compile("<p class=\"need\"><a href=\"/pages/requests/(SR-\\d+)\"");
  private static final Pattern CELL = Pattern.compile("<td>(.*?)</td>");
  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");

  private final Api nina = Api.as("nina.patel");
  private final Api grace = Api.as("grace.kim");
  private final Api helen = Api.as("helen.brandt");

  @Inject TimeMachine time;

  /** Some are kept, missed, declined and forgotten; more are open than a wall lists. */
  private void live() {
    time.passUntil(DayOfWeek.WEDNESDAY, "09:00");
    for (var impact : Impact.values()) {
      for (var i = 0; i < 9; i++) {
        nina.files(aNeedOf(WireNames.of(impact), "supplies"));
      }
      grace.resolve(nina.files(aNeedOf(WireNames.of(impact), "supplies")));
      grace.decline(nina.files(aNeedOf(WireNames.of(impact), "supplies")));
      time.pass(Duration.ofMinutes(50));
    }
  }

  @Test
  void a_wall_shows_what_the_api_shows() {
    live();
    for (var later : List.of(Duration.ZERO, Duration.ofHours(7), Duration.ofHours(19))) {
      time.pass(later);
      var before =
          helen.calls().get("/api/v1/units/4W/board").then().statusCode(200).extract().jsonPath();
      var page = Browser.of("helen.brandt").page("/pages/units/4W");
      var after =
          helen.calls().get("/api/v1/units/4W/board").then().statusCode(200).extract().jsonPath();

      assertThat(found(NEED, page))
          .isEqualTo(
              Stream.of("open", "answered")
                  .flatMap(it -> before.getList(it + ".items.reference", String.class).stream())
                  .toList());
      assertThat(TILE.matcher(page).results().map(it -> it.group(2)).toList())
          .isIn(tiles(before), tiles(after));
    }
  }

  private static List<String> tiles(JsonPath board) {
    var asOf = Instant.parse(board.getString("asOf"));
    var oldest =
        board.getList("open.items.askedAt", String.class).stream()
            .map(Instant::parse)
            .min(Instant::compareTo)
            .orElseThrow();
    var silent =
        board.getList("open.items.silence", String.class).stream()
            .map(Duration::parse)
            .max(Duration::compareTo)
            .orElseThrow();
    return List.of(
        Integer.toString(count(board, "open")),
        PageWords.words(Duration.between(oldest, asOf)),
        PageWords.words(silent),
        Integer.toString(count(board, "answered")));
  }

  private static int count(JsonPath answer, String list) {
    return answer.getList(list + ".items").size() + answer.getInt(list + ".more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1?unit=4W", "2?facility=LAKESIDE", "3"})
  void a_huddle_sheet_shows_what_the_api_shows(String sheet) {
    live();
    for (var later : List.of(Duration.ZERO, Duration.ofHours(7), Duration.ofHours(19))) {
      time.pass(later);
      var api =
          helen.calls().get("/api/v1/huddles/" + sheet).then().statusCode(200).extract().jsonPath();
      var page = Browser.of("helen.brandt").page("/pages/huddles/" + sheet);

      var lists = List.of("needsThisTier", "missed", "asked", "oldest", "silentLongest");
      assertThat(found(REFERENCE, page))
          .isEqualTo(
              lists.stream()
                  .flatMap(it -> api.getList(it + ".items.reference", String.class).stream())
                  .toList());
      assertThat(found(Pattern.compile(">And (\\d+) more"), page))
          .isEqualTo(
              lists.stream()
                  .map(it -> api.getInt(it + ".more"))
                  .filter(it -> it > 0)
                  .map(it -> it.toString())
                  .toList());
      assertThat(found(CELL, page)).isEqualTo(promises(api));
    }
  }

  private static List<String> promises(JsonPath sheet) {
    var cells = new ArrayList<String>();
    for (var impact : Impact.values()) {
      for (var clock : ClockKind.values()) {
        var row =
            "promises.find { it.impact == '%s' && it.clock == '%s' }."
                .formatted(WireNames.of(impact), WireNames.of(clock));
        var met = sheet.getInt(row + "met");
        var due =
            met
                + sheet.getInt(row + "declined")
                + sheet.getInt(row + "missed")
                + sheet.getInt(row + "missedOpen");
        cells.add(
            due == 0
                ? "none due"
                : "%d of %d (%d %%)"
                    .formatted(met, due, Math.round(sheet.getDouble(row + "kept") * 100)));
      }
    }
    return cells;
  }

  @Test
  void a_request_shows_all_times_by_the_clock_of_the_hospital() {
    time.passUntil(DayOfWeek.WEDNESDAY, "09:00");
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));

    var due = nina.clocks(id).getList("clocks.dueAt", String.class);
    var because = nina.clocks(id).getList("clocks.because", String.class);
    var page =
        Browser.of("nina.patel").page("/pages/requests/" + nina.get(id).getString("reference"));

    assertThat(due).hasSize(3);
    for (var i = 0; i < due.size(); i++) {
      var local =
          DateTimeFormatter.ofPattern("HH:mm").format(Instant.parse(due.get(i)).atZone(HOSPITAL));
      assertThat(because.get(i)).startsWith("Due ").contains(local + ":");
      assertThat(page).contains(", due " + local, because.get(i));
    }
  }

  private static List<String> found(Pattern pattern, String page) {
    return pattern.matcher(page).results().map(it -> it.group(1)).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/pages/definitions",
        "/pages/scorecard",
        "/pages/facilities/LAKESIDE",
        "/pages/teams/supply-chain",
        "/pages/units/4W",
        "/pages/huddles/3",
        "/pages/assets/andon.css",
        "/pages/assets/pictures.css"
      })
  void no_page_is_larger_than_60_kb_compressed(String path) {
    live();
    time.pass(Duration.ofDays(2));
    var answer =
        Browser.of("helen.brandt").get(path, "Accept", "text/html", "Accept-Encoding", "gzip");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(answer.headers().firstValueAsLong("Content-Length").orElseThrow())
        .isBetween(200L, 60_000L);
  }
}
