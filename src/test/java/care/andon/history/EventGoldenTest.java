package care.andon.history;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aPromise;
import static care.andon.support.Given.words;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.kernel.RequestId;
import care.andon.request.Requests;
import care.andon.support.Api;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Golden files of each type of event, as a reader of the history sees it. A file may gain a
 * property and never loses one. {@code -Dgolden.write=true} writes the files.
 */
@QuarkusTest
class EventGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/events");

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;
  @Inject ObjectMapper json;
  @Inject DataSource database;
  @Inject Directory directory;
  @Inject Requests requests;

  @Test
  void every_type_of_event_has_a_golden_file_and_every_file_a_type() throws IOException {
    try (var files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(EventTypes.all().keySet());
    }
    assertThat(EventTypes.all()).hasSize(RequestEvent.class.getPermittedSubclasses().length);
  }

  @Test
  void the_format_of_events_has_not_changed() throws IOException {
    var seen = oneOfEach();

    assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(EventTypes.all().keySet());
    for (var event : seen.entrySet()) {
      var golden = GOLDEN.resolve(event.getKey() + ".json");
      if (Boolean.getBoolean("golden.write")) {
        Files.writeString(golden, event.getValue());
      }
      assertThat(event.getValue()).as(event.getKey()).isEqualTo(Files.readString(golden));
    }
  }

  @Test
  void old_events_can_be_read() throws IOException {
    for (var type : EventTypes.all().entrySet()) {
      var golden = Files.readString(GOLDEN.resolve(type.getKey() + ".json"));
      var data = stored((ObjectNode) json.readTree(golden).get("data"));

      var event = json.treeToValue(data, type.getValue());

      assertThat(json.readTree(json.writeValueAsString(event))).as(type.getKey()).isEqualTo(data);
    }
  }

  /** Clients see "SR-20418" and who asked; the history stores the number, and not who asked. */
  private static ObjectNode stored(ObjectNode data) {
    data.remove(List.of("requester", "onBehalfOf"));
    return data.has("reference")
        ? data.put("reference", Integer.parseInt(data.get("reference").asText().substring(3)))
        : data;
  }

  /** An event from before escalations could be answered. Such events stay in the history. */
  @Test
  void an_escalation_without_a_number_can_be_read() throws IOException {
    var old =
        """
        {"clock": "acknowledge", "cycle": 1, "percent": 100, "tier": 1,
         "to": ["9b68970e-2620-3b72-8151-25c790d2def0"]}
        """;

    var event = json.readValue(old, RequestEvent.Escalated.class);

    assertThat(event.number()).isNull();
    assertThat(json.readTree(json.writeValueAsString(event))).isEqualTo(json.readTree(old));
  }

  @Test
  void a_request_filed_before_there_were_revisions_can_be_read() throws IOException {
    var earlier = Path.of("src/test/resources/golden/earlier/opened-naming-its-policy.json");
    var data = json.readTree(Files.readString(earlier)).get("data");

    var opened = json.treeToValue(data, RequestEvent.Opened.class);

    assertThat(opened.policyRevision()).isNull();
    assertThat(opened.need()).isEqualTo(data.get("need").asText());
  }

  @Test
  void a_request_routed_before_reasons_were_kept_can_be_read() throws IOException {
    var old =
        """
        {"person": "9b68970e-2620-3b72-8151-25c790d2def0", "alsoTell": [], "unrouted": true,
         "because": "Nobody looks after this category here yet; Maria Santos has it."}
        """;

    var routed = json.readValue(old, RequestEvent.Routed.class);

    assertThat(routed.reasons()).isNull();
    assertThat(json.readTree(json.writeValueAsString(routed))).isEqualTo(json.readTree(old));
  }

  /**
   * Returns one event of each type, from several requests, without the values that differ in each
   * run.
   */
  private Map<String, String> oneOfEach() {
    time.passUntil(MONDAY, "10:00");
    var seen = new HashMap<String, String>();

    var whole =
        nina.files(
            aNeedOf("patient_waiting", "safety_violence")
                .with("visibility", "named")
                .with("room", "412")
                .with("item", "Panic button")
                .with("minutesLost", 15)
                .with("onBehalfOf", "marcus.bell"));
    time.pass(Duration.ofMinutes(3));
    omar.does("acknowledge", whole, aPromise(time.instant().plus(Duration.ofHours(1))));
    omar.does(
        "assign",
        whole,
        Map.of("team", "security", "assignee", "lena.graf", "reason", "She is next door"));
    omar.message(whole, "She is on her way");
    omar.does("assess", whole);
    omar.ask(whole);
    nina.answer(whole);
    nina.does("impact", whole, Map.of("impact", "this_shift", "reason", "It is calm now"));
    omar.resolve(whole);
    nina.reopen(whole);
    omar.decline(whole);

    var waiting = nina.files(aNeed());
    omar.ask(waiting);
    time.pass(Duration.ofHours(25));
    omar.resolve(waiting);
    time.pass(Duration.ofHours(73));
    nina.confirm(waiting);
    var withdrawn = nina.files(aNeed());
    nina.withdraw(withdrawn);
    Api.as("petra.voss")
        .does("redactions", withdrawn, Map.of("seq", 1, "path", "/need", "kind", "record_number"));

    for (var id : new String[] {whole, waiting, withdrawn}) {
      nina.history(id).forEach(event -> seen.putIfAbsent((String) event.get("type"), text(event)));
    }
    time.passUntil(MONDAY, "10:00");
    var climbing = nina.files(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(6));
    omar.takes(climbing, 1, words("I am looking for a box"));
    time.pass(Duration.ofMinutes(20));
    omar.history(climbing)
        .forEach(event -> seen.putIfAbsent((String) event.get("type"), text(event)));
    handOn().forEach(seen::putIfAbsent);
    nina.history(leftBehind())
        .forEach(event -> seen.putIfAbsent((String) event.get("type"), text(event)));
    try (var onCall = OnCallRows.takenAway(database, directory)) {
      var unrouted = nina.files(aNeed());
      onCall.add("supply-chain", List.of("omar.ortiz"));
      time.beat();
      // Of an earlier request there may be one too, with the duty of that time.
      omar.history(unrouted).stream()
          .filter(event -> event.get("type").equals("routed_again"))
          .forEach(event -> seen.put("routed_again", text(event)));
    }
    seen.put("person_not_reached", text(notReached()));
    return seen;
  }

  /** The lead of the team is called and cannot be reached. */
  private Map<String, Object> notReached() {
    time.passUntil(MONDAY, "10:00");
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(6));
    requests.personNotReached(
        new RequestId(UUID.fromString(id)),
        new RequestEvent.PersonNotReached(
            1,
            directory.personByUsername("grace.kim").orElseThrow().id(),
            RequestEvent.NotReachedBecause.FAILED));
    var event =
        omar.history(id).stream()
            .filter(it -> it.get("type").equals("person_not_reached"))
            .findFirst()
            .orElseThrow();
    nina.withdraw(id);
    return event;
  }

  /** A request that is handed on until nobody is on call, and whose assignee then comes back. */
  private Map<String, String> handOn() {
    time.passUntil(MONDAY, "10:00");
    var id = nina.files(aNeedOf("this_shift", "staffing").with("visibility", "named"));
    omar.does("take", id);
    omar.does("give-back", id);
    omar.does("take", id);
    omar.handsOver(Map.of("team", "staffing-office", "note", "Two are ill")).then().statusCode(200);
    time.passUntil(MONDAY, "18:00");
    time.passUntil(TUESDAY, "10:00");
    return omar.history(id).stream()
        .filter(event -> !event.get("type").equals("assigned"))
        .collect(
            Collectors.toMap(
                event -> (String) event.get("type"), this::text, (first, again) -> first));
  }

  /** A request whose assignee has left. */
  private String leftBehind() {
    var people =
        "{'people': [{'username': 'golden.leaver', 'name': 'Gwen Lang', 'title': 'Clerk'}],"
            + " 'memberships': [{'team': 'cno-cmo-delegate', 'person': 'golden.leaver'}]}";
    time.passUntil(MONDAY, "10:00");
    imports(people, false);
    var id = nina.files(aNeed());
    omar.does(
        "assign",
        id,
        Map.of("team", "cno-cmo-delegate", "assignee", "golden.leaver", "reason", "She knows"));
    imports("{'people': [], 'memberships': []}", true);
    return id;
  }

  private static void imports(String document, boolean whole) {
    Api.as("intranet").imports("golden", document.replace('\'', '"'), whole);
  }

  @SuppressWarnings("unchecked")
  private String text(Map<String, Object> event) {
    var masked = new TreeMap<>(event);
    masked.put("seq", 1);
    var data = new TreeMap<>((Map<String, Object>) event.get("data"));
    data.computeIfPresent("reference", (name, number) -> "SR-20418");
    data.computeIfPresent("policyRevision", (name, number) -> 1);
    var names = new TreeMap<>((Map<String, Object>) event.get("names"));
    if ("assignee_left".equals(event.get("type"))) {
      // Imported people have another id in each run.
      var id = "0198c7a2-6b1e-7c3d-9f20-5d8e4a1b7c90";
      names.put(id, names.remove(String.valueOf(data.put("person", id))));
    }
    masked.put("data", data);
    masked.put("names", names);
    try {
      return json.writerWithDefaultPrettyPrinter()
              .writeValueAsString(masked)
              .lines()
              .map(
                  line ->
                      line.replaceAll(
                          "\"\\d{4}-\\d\\d-\\d\\dT[^\"]*Z\"", "\"2026-03-02T16:00:00Z\""))
              .collect(Collectors.joining("\n"))
          + "\n";
    } catch (JsonProcessingException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
