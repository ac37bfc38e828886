package care.andon.views;

import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aPromise;
import static care.andon.support.Given.aWord;
import static care.andon.views.Look.name;
import static care.andon.views.Look.row;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Views as those see them who look at them every day. */
@QuarkusTest
class ViewsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/views");
  private static final String MINE = "/api/v1/me/worklist";
  private static final String BOARD = "/api/v1/units/PEDS/board";
  private static final String HANDOVER = "/api/v1/units/PEDS/handover";

  private final Api nina = Api.as("nina.patel");
  private final Api marcus = Api.as("marcus.bell");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");
  private final Api helen = Api.as("helen.brandt");
  private final Api edith = Api.as("edith.lowe");

  @Inject TimeMachine time;
  @Inject ObjectMapper json;

  // --- A unit
  // --------------------------------------------------------------------------------------

  @Test
  void a_board_shows_what_is_open_and_for_a_day_what_was_answered() {
    time.passUntil(MONDAY, "10:00");
    var id = nina.files(need("patient_waiting", "supplies"));
    omar.does("acknowledge", id, aPromise(time.instant().plus(Duration.ofMinutes(20))));

    var shown = listed(marcus, BOARD, "open", id);
    assertThat(name(shown, "assignee")).isEqualTo("Omar Ortiz");
    assertThat(shown).containsKey("promisedBy");
    assertThat(ids(marcus, BOARD, "answered")).doesNotContain(id);

    omar.resolve(id);
    assertThat(ids(marcus, BOARD, "open")).doesNotContain(id);
    assertThat(listed(marcus, BOARD, "answered", id))
        .containsEntry("words", "Two boxes are on the cart")
        .containsEntry("owes", List.of())
        .satisfies(row -> assertThat(row.get("silentSince")).isEqualTo(row.get("answeredAt")))
        .containsKey("answeredAt");

    time.pass(Duration.ofHours(25));
    assertThat(ids(marcus, BOARD, "answered")).doesNotContain(id);
  }

  @Test
  void a_handover_says_what_waits_for_us_what_is_open_and_what_to_confirm() {
    time.passUntil(MONDAY, "10:00");
    var open = nina.files(need("patient_waiting", "supplies"));
    var asked = nina.files(need("patient_waiting", "supplies"));
    var resolved = nina.files(need("patient_waiting", "supplies"));
    omar.acknowledge(open);
    omar.ask(asked);
    omar.resolve(resolved);
    time.passUntil(MONDAY, "18:50");

    assertThat(ids(marcus, HANDOVER, "open")).contains(open).doesNotContain(asked, resolved);
    assertThat(listed(marcus, HANDOVER, "askedBack", asked))
        .containsEntry("words", "Straight or winged?");
    assertThat(ids(marcus, HANDOVER, "toConfirm")).contains(resolved).doesNotContain(open, asked);
    var later = HANDOVER + "?since=" + time.instant().minus(Duration.ofHours(1));
    assertThat(ids(marcus, later, "toConfirm")).doesNotContain(resolved);

    nina.confirm(resolved);
    assertThat(ids(marcus, HANDOVER, "toConfirm")).doesNotContain(resolved);
  }

  // --- Who sees what
  // -------------------------------------------------------------------------------

  @Test
  void what_is_confidential_is_missing_from_rows_and_counts_of_those_it_is_not_shared_with() {
    time.passUntil(MONDAY, "10:00");
    var canary = aWord();
    var views =
        List.of(
            BOARD,
            HANDOVER,
            "/api/v1/huddles/3",
            "/api/v1/huddles/1?unit=PEDS",
            "/api/v1/huddles/1?team=wellbeing",
            "/api/v1/teams/wellbeing/worklist?limit=200",
            MINE + "?limit=200");
    var without = views.stream().map(view -> counts(get(helen, view))).toList();

    var id = nina.files(need("patient_waiting", "wellbeing").with("need", canary));
    time.sleep(Duration.ofMinutes(1));

    assertThat(views.stream().map(view -> counts(get(helen, view))).toList()).isEqualTo(without);
    for (var view : views) {
      assertThat(get(helen, view).toString()).as(view).doesNotContain(canary, id);
      if (view.startsWith("/api/v1/units")) {
        assertThat(get(marcus, view).toString()).doesNotContain(canary, id);
        assertThat(get(Api.as("intranet"), view).toString()).doesNotContain(canary, id);
        assertThat(get(nina, view).toString()).contains(canary);
      }
    }
    assertThat(get(edith, "/api/v1/huddles/1?unit=PEDS").toString()).contains(canary);
    assertThat(get(Api.as("yusuf.demir"), "/api/v1/teams/wellbeing/worklist?limit=200").toString())
        .contains(canary);
  }

  /** How many there are of everything, whatever else is written. */
  private static String counts(JsonNode view) {
    var counts = new StringBuilder();
    for (var list : view) {
      if (list.has("items")) {
        counts.append(list.get("items").size() + list.get("more").asLong()).append(' ');
      } else if (list.isArray()) {
        counts
            .append(list.has(0) && list.get(0).has("kept") ? made(list) : list.size())
            .append(' ');
      }
    }
    return counts.toString();
  }

  /** Promises made, due or not: those of before do not change their number within a minute. */
  private static long made(JsonNode promises) {
    long made = 0;
    for (var cell : promises) {
      for (var count : List.of("met", "missed", "missedOpen", "notYetDue", "notMeasured")) {
        made += cell.get(count).asLong();
      }
    }
    return made;
  }

  @Test
  void who_asked_anonymously_is_on_no_board() {
    var id =
        nina.files(
            need("patient_waiting", "supplies")
                .with("visibility", "anonymous")
                .with("onBehalfOf", "marcus.bell"));

    assertThat(listed(Api.as("hannah.lee"), BOARD, "open", id))
        .doesNotContainKeys("requester", "onBehalfOf");
    assertThat(row(omar, "/api/v1/teams/supply-chain/worklist", id))
        .doesNotContainKeys("requester", "onBehalfOf");
    assertThat(name(listed(nina, BOARD, "open", id), "requester")).isEqualTo("Nina Patel");
  }

  // --- What is not there
  // ---------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({
    "/api/v1/huddles/5, 404",
    "/api/v1/huddles/0, 404",
    "/api/v1/huddles/1, 400",
    "/api/v1/huddles/2, 400",
    "/api/v1/huddles/1?facility=LAKESIDE, 400",
    "/api/v1/huddles/2?unit=PEDS, 400",
    "/api/v1/huddles/3?unit=PEDS, 400",
    "/api/v1/huddles/1?unit=PEDS&team=wellbeing, 400",
    "/api/v1/huddles/1?unit=NOWHERE, 400",
    "/api/v1/huddles/1?team=nobody, 400",
    "/api/v1/huddles/3?facility=NOWHERE, 400",
    "/api/v1/huddles/3?since=yesterday, 400",
    "/api/v1/huddles/3?since=2020-01-01T00:00:00Z, 400",
    "/api/v1/huddles/3?since=2199-01-01T00:00:00Z, 400",
    "/api/v1/huddles/3?days=2, 400",
    "/api/v1/units/NOWHERE/board, 404",
    "/api/v1/units/NOWHERE/handover, 404",
    "/api/v1/units/PEDS/handover?since=x, 400",
    "/api/v1/teams/nobody/worklist, 404",
    "/api/v1/teams/supply-chain/worklist?limit=0, 400",
    "/api/v1/me/worklist?cursor=x, 400",
    "/api/v1/huddles/2?facility=LAKESIDE, 200",
    "/api/v1/huddles/2?team=wellbeing, 200",
    "/api/v1/huddles/4, 200"
  })
  void what_is_not_there_is_named(String path, int status) {
    omar.calls().get(path).then().statusCode(status);
  }

  // --- How they look
  // -------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"my-worklist", "team-worklist", "board", "handover", "huddle"})
  void a_view_keeps_its_shape(String view) throws IOException {
    time.passUntil(MONDAY, "10:00");
    var asked = nina.files(need("patient_waiting", "supplies"));
    omar.ask(asked);
    var open = nina.files(need("patient_waiting", "supplies").with("room", "12"));
    nina.message(open, "Still nothing");
    var resolved = nina.files(need("patient_waiting", "supplies"));
    omar.resolve(resolved);
    omar.does(
        "acknowledge",
        nina.files(need("patient_waiting", "supplies")),
        aPromise(time.instant().plus(Duration.ofMinutes(20))));
    // Something is overdue in everybody's view, whatever others have left there.
    omar.does(
        "assign",
        nina.files(need("patient_waiting", "supplies")),
        Map.of("assignee", "grace.kim", "reason", "She knows the store room"));
    time.pass(Duration.ofMinutes(6));
    assertThat(open).isNotNull();

    var shape = new TreeSet<String>();
    shape("", get(view.equals("my-worklist") ? grace : omar, path(view)), shape);

    var golden = GOLDEN.resolve(view + ".txt");
    var text = String.join("\n", shape) + "\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, text);
    }
    assertThat(required(shape)).isEqualTo(required(new TreeSet<>(Files.readAllLines(golden))));
    assertThat(Files.readAllLines(golden)).containsAll(shape);
  }

  private static String path(String view) {
    return switch (view) {
      case "my-worklist" -> MINE + "?limit=200";
      case "team-worklist" -> "/api/v1/teams/supply-chain/worklist?limit=200";
      case "board" -> BOARD;
      case "handover" -> HANDOVER;
      default -> "/api/v1/huddles/1?unit=PEDS";
    };
  }

  /** What is there whichever requests others have filed. */
  private static Set<String> required(Set<String> shape) {
    var required = new TreeSet<>(shape);
    required.removeIf(
        line -> line.matches(".*(onBehalfOf|room|next|words|promisedBy|assignee|requester).*"));
    return required;
  }

  private static void shape(String path, JsonNode node, Set<String> shape) {
    if (node.isObject()) {
      node.properties().forEach(it -> shape(path + "/" + it.getKey(), it.getValue(), shape));
    } else if (node.isArray()) {
      node.forEach(it -> shape(path + "[]", it, shape));
    } else if (!node.isNull()) {
      shape.add(path + ": " + node.getNodeType());
    }
  }

  // --- Looking
  // -------------------------------------------------------------------------------------

  private static Body need(String impact, String category) {
    return aNeedOf(impact, category).with("unit", "PEDS");
  }

  private JsonNode get(Api who, String path) {
    return Look.at(json, who, path);
  }

  private static List<Map<String, Object>> list(Api who, String path, String list) {
    return who.calls().get(path).then().statusCode(200).extract().path(list + ".items");
  }

  private static List<Object> ids(Api who, String path, String list) {
    return list(who, path, list).stream().map(row -> row.get("id")).toList();
  }

  private static Map<String, Object> listed(Api who, String path, String list, String id) {
    return list(who, path, list).stream()
        .filter(row -> row.get("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError(id + " is not in " + list));
  }
}
