package care.andon.views;

import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aPromise;
import static care.andon.support.Given.aWord;
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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
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
  private static final List<String> IMPACTS =
      List.of("patient_waiting", "this_shift", "slows_care", "improvement");

  private final Api nina = Api.as("nina.patel");
  private final Api marcus = Api.as("marcus.bell");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");
  private final Api helen = Api.as("helen.brandt");
  private final Api edith = Api.as("edith.lowe");

  @Inject TimeMachine time;
  @Inject DataSource database;
  @Inject ObjectMapper json;

  // --- Worklists
  // -----------------------------------------------------------------------------------

  @Test
  void a_worklist_says_what_is_owed_and_by_when() {
    time.passUntil(MONDAY, "10:00");
    var id = nina.files(need("this_shift", "supplies"));

    assertThat(row(omar, MINE, id))
        .containsEntry("why", "you_hold_it")
        .satisfies(row -> assertThat(name(row, "requester")).isEqualTo("Nina Patel"))
        .satisfies(row -> assertThat(name(row, "assignee")).isEqualTo("Omar Ortiz"));
    assertThat(owed(row(omar, MINE, id)))
        .containsExactly(
            "acknowledge: Acknowledge by 10:15",
            "say_something: Say something by 12:00",
            "resolve: Resolve by 18:00");

    time.pass(Duration.ofMinutes(20));
    assertThat(owed(row(omar, MINE, id)).getFirst())
        .isEqualTo("acknowledge: Acknowledge by 10:15, 5 min over");
    assertThat(row(omar, MINE, id))
        .containsEntry("silence", "PT20M")
        .containsEntry("overdue", true);
    assertThat(row(grace, MINE, id)).containsEntry("why", "you_were_called");
    assertThat(owed(row(grace, MINE, id)))
        .containsExactly("answer_escalation: Answer the escalation of tier 1 by 10:30");
    assertThat(row(grace, MINE, id).get("owes").toString()).contains("called=[Grace Kim]");

    omar.does("acknowledge", id, aPromise(time.instant().plus(Duration.ofMinutes(20))));
    assertThat(owed(row(omar, MINE, id)).getFirst())
        .isEqualTo("keep_promise: Be there as promised by 10:40");
    assertThat(rows(grace, MINE, id)).isEmpty();

    omar.ask(id);
    assertThat(owed(row(omar, MINE, id)))
        .containsExactly(
            "wait_for_answer: Wait for the caregiver's answer, until Tuesday 10:20 at the latest");

    omar.resolve(id);
    assertThat(rows(omar, MINE, id)).isEmpty();
  }

  @Test
  void what_nobody_holds_is_owed_by_everybody_of_the_team() throws SQLException {
    time.passUntil(MONDAY, "10:00");
    var id = nina.files(need("this_shift", "supplies"));
    assertThat(rows(Api.as("mei.chen"), MINE, id)).isEmpty();

    omar.does("assign", id, Body.of("team", "clinical-engineering").with("reason", "A pump"));
    heldByNobody(id);

    for (var engineer : List.of("mei.chen", "ivan.petrov")) {
      assertThat(row(Api.as(engineer), MINE, id)).containsEntry("why", "nobody_holds_it");
    }
    var team = row(helen, "/api/v1/teams/clinical-engineering/worklist", id);
    assertThat(team).doesNotContainKeys("assignee", "why").containsEntry("transfers", 1);
    assertThat(rows(helen, "/api/v1/teams/supply-chain/worklist", id)).isEmpty();
    omar.resolve(id);
  }

  @Test
  void the_worst_comes_first_and_page_by_page_everything_comes_once() {
    for (var impact : List.of("improvement", "patient_waiting", "slows_care", "patient_waiting")) {
      nina.files(need(impact, "supplies"));
      time.sleep(Duration.ofSeconds(1));
    }
    var path = "/api/v1/teams/supply-chain/worklist";

    var whole = omar.all(path + "?limit=200");
    var paged = omar.all(path + "?limit=3");

    assertThat(paged).extracting("id").isEqualTo(whole.stream().map(it -> it.get("id")).toList());
    assertThat(paged).extracting("id").doesNotHaveDuplicates().hasSizeGreaterThan(3);
    assertThat(whole).isSortedAccordingTo((a, b) -> key(a).compareTo(key(b)));
  }

  private static String key(Map<String, Object> row) {
    return IMPACTS.indexOf(row.get("impact"))
        + (row.containsKey("askedAgain") ? " 0 " : " 1 ")
        + row.getOrDefault("dueAt", "9");
  }

  @Test
  void a_cursor_belongs_to_its_list_and_its_reader() {
    nina.files(need("this_shift", "supplies"));
    nina.files(need("this_shift", "supplies"));
    var next = get(omar, "/api/v1/teams/supply-chain/worklist?limit=1").get("next").asText();
    var cursor = next.replaceFirst(".*cursor=([^&]*).*", "$1");

    for (var path : List.of(MINE, "/api/v1/teams/clinical-engineering/worklist")) {
      omar.calls().get(path + "?cursor=" + cursor).then().statusCode(400);
    }
    helen
        .calls()
        .get("/api/v1/teams/supply-chain/worklist?cursor=" + cursor)
        .then()
        .statusCode(400);
  }

  // --- Mine
  // ----------------------------------------------------------------------------------------

  @Test
  void what_i_asked_comes_with_the_newest_word_first() {
    var leah = Api.as("leah.cohen");
    var first = leah.files(need("this_shift", "supplies"));
    var second = leah.files(need("this_shift", "supplies"));
    nina.files(need("this_shift", "supplies"));
    omar.message(first, "On its way");

    var mine = leah.all("/api/v1/me/requests");

    assertThat(mine).extracting("id").startsWith(first, second);
    assertThat(mine).allSatisfy(row -> assertThat(name(row, "requester")).isEqualTo("Leah Cohen"));
  }

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

  // --- Huddles
  // -------------------------------------------------------------------------------------

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

  private static long total(JsonNode list) {
    return list.get("items").size() + list.get("more").asLong();
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
    var body = who.calls().get(path).then().statusCode(200).extract().asString();
    try {
      return json.readTree(body);
    } catch (IOException unreadable) {
      throw new AssertionError(body, unreadable);
    }
  }

  private static List<Map<String, Object>> rows(Api who, String path, String id) {
    return who.all(path + "?limit=200").stream().filter(row -> row.get("id").equals(id)).toList();
  }

  private static Map<String, Object> row(Api who, String path, String id) {
    var rows = rows(who, path, id);
    assertThat(rows).as(path).hasSize(1);
    return rows.getFirst();
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

  private static Object name(Map<String, Object> row, String person) {
    return ((Map<?, ?>) row.get(person)).get("name");
  }

  @SuppressWarnings("unchecked")
  private static List<String> owed(Map<String, Object> row) {
    return ((List<Map<String, Object>>) row.get("owes"))
        .stream().map(it -> it.get("what") + ": " + it.get("words")).toList();
  }

  /** As a rule leaves it that names a team and waits until somebody takes it. */
  private void heldByNobody(String id) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "update support_request set assignee_id = null where id = ?")) {
      statement.setObject(1, UUID.fromString(id));
      statement.executeUpdate();
    }
  }
}
