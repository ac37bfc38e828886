package care.andon.story;

import static care.andon.support.Given.aGivingBack;
import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.anAssignment;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people read names the people of now, and names them by name. */
@QuarkusTest
class NamesTest {
  private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api luis = Api.as("luis.romero");
  private final Api grace = Api.as("grace.kim");

  @Inject TimeMachine time;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
  }

  @Test
  void the_reason_is_that_another_person_acknowledged_it() {
    var filed = nina.open(aNeed());
    var id = filed.getString("id");
    assertThat(filed.getString("because")).contains("Omar Ortiz is on call");

    var acknowledged = luis.acknowledge(id);

    assertThat(acknowledged.getString("assignee.name")).isEqualTo("Luis Romero");
    assertThat(acknowledged.getString("because")).isEqualTo("Luis Romero acknowledged it");
    assertThat(nina.get(id).getString("because")).isEqualTo("Luis Romero acknowledged it");
    assertThat(listed(id)).containsEntry("because", "Luis Romero acknowledged it");
    assertThat(luis.resolve(id).getString("because")).isEqualTo("Luis Romero acknowledged it");
  }

  private Map<String, Object> listed(String id) {
    return nina.all("/api/v1/requests?limit=200").stream()
        .filter(row -> row.get("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_reason_stays_if_the_assignee_acknowledges() {
    var filed = nina.open(aNeed());

    assertThat(omar.acknowledge(filed.getString("id")).getString("because"))
        .isEqualTo(filed.getString("because"));
  }

  @Test
  void an_act_after_the_acknowledgement_is_the_reason() {
    var id = nina.files(aNeed());
    luis.acknowledge(id);

    assertThat(grace.does("take", id).getString("because")).isEqualTo("Grace Kim took it");
    assertThat(luis.does("take", id).getString("because")).isEqualTo("Luis Romero took it");
  }

  @Test
  void who_looks_after_an_unattended_request_is_the_reason() {
    var tasha = Api.as("tasha.reed");
    var maria = Api.as("maria.santos");
    time.passUntil(FRIDAY, "17:00");
    var id = nina.files(aNeedOf("this_shift", "staffing").with("visibility", "named"));
    tasha.acknowledge(id);
    time.passUntil(FRIDAY, "18:05");
    assertThat(nina.get(id).getString("because")).contains("nobody of Staffing office is on call");

    assertThat(maria.message(id, "I look for somebody").getString("because"))
        .isEqualTo("Maria Santos acted on it");
    assertThat(nina.get(id).getString("because")).isEqualTo("Maria Santos acted on it");
    assertThat(tasha.resolve(id).getString("because")).isEqualTo("Maria Santos acted on it");
  }

  @Test
  void the_history_names_everybody_and_every_place_whose_id_it_has() {
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(12));
    grace.does("take", id);
    grace.does("give-back", id, aGivingBack());
    omar.does("assign", id, anAssignment("clinical-it"));

    for (var reader : List.of(nina, omar)) {
      for (var event : reader.history(id)) {
        assertThat(event.get("names"))
            .as(event.toString())
            .asInstanceOf(InstanceOfAssertFactories.MAP)
            .containsOnlyKeys(ids(event.get("data")).toArray());
      }
    }
    assertThat(names(id, "opened"))
        .contains("Lakeside Demo Hospital", "Supply chain", "Omar Ortiz", "Nina Patel");
    assertThat(names(id, "escalated")).contains("Grace Kim");
    assertThat(names(id, "given_back")).containsExactlyInAnyOrder("Supply chain", "Omar Ortiz");
  }

  private static TreeSet<String> ids(Object data) {
    var ids = new TreeSet<String>();
    ID.matcher(data.toString()).results().map(MatchResult::group).forEach(ids::add);
    return ids;
  }

  @SuppressWarnings("unchecked") // a JSON object
  private List<String> names(String id, String type) {
    return omar.history(id).stream()
        .filter(event -> event.get("type").equals(type))
        .flatMap(event -> ((Map<String, String>) event.get("names")).values().stream())
        .toList();
  }
}
