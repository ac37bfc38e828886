package care.andon.views;

import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aWord;
import static java.time.DayOfWeek.MONDAY;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Every role at every view, with words that stand for a patient's name in a confidential and in an
 * anonymous request: who reads them, who does not, and that the counts do not tell.
 */
@QuarkusTest
class ViewVisibilityTest {
  /** Nobody else files for this unit or this team. */
  private static final String UNIT = "M-PRE";

  private static final String TEAM = "mesa-security";
  private static final Map<String, String> VIEWS =
      Map.of(
          "board", "/units/" + UNIT + "/board",
          "handover", "/units/" + UNIT + "/handover",
          "unit huddle", "/huddles/1?unit=" + UNIT,
          "team huddle", "/huddles/2?team=" + TEAM,
          "site huddle", "/huddles/3?facility=MESA",
          "worklist", "/teams/" + TEAM + "/worklist?limit=200",
          "mine", "/me/worklist?limit=200",
          "asked", "/me/requests?limit=200");

  /**
   * One line per reader. A view is answered with: {@code -} not for this role, {@code open} without
   * what is confidential, {@code all} with it, {@code none} of the four.
   */
  private static final String MATRIX =
      """
      nina.patel    board all,  handover all,  unit huddle -,    team huddle -,    site huddle -,    worklist -,    mine -,    asked all
      marcus.bell   board open, handover open, unit huddle -,    team huddle -,    site huddle -,    worklist -,    mine -,    asked none
      omar.ortiz    board open, handover open, unit huddle open, team huddle open, site huddle open, worklist open, mine none, asked -
      SECURITY      board all,  handover all,  unit huddle all,  team huddle all,  site huddle all,  worklist all,  mine all,  asked -
      helen.brandt  board open, handover open, unit huddle open, team huddle open, site huddle open, worklist open, mine none, asked -
      edith.lowe    board all,  handover all,  unit huddle all,  team huddle all,  site huddle all,  worklist -,    mine -,    asked -
      intranet      board open, handover open, unit huddle -,    team huddle -,    site huddle -,    worklist -,    mine -,    asked -
      conrad.vance  board -,    handover -,    unit huddle -,    team huddle -,    site huddle -,    worklist -,    mine -,    asked -
      """;

  private final Api nina = Api.as("nina.patel");
  private final Api leah = Api.as("leah.cohen");
  private final Api helen = Api.as("helen.brandt");

  @Inject TimeMachine time;

  private final String secret = aWord();
  private final String settled = aWord();
  private final String unnamed = aWord();
  private final String open = aWord();

  @Test
  void everybody_sees_and_counts_what_is_theirs_to_see_and_nothing_else() {
    time.passUntil(MONDAY, "10:00");
    var confidential = file(nina, secret, "confidential");
    var answered = file(nina, settled, "confidential");
    file(leah, unnamed, "anonymous");
    file(nina, open, "named");
    var security = Api.as(helen.usernameOf(nina.get(confidential).getString("assignee.id")));
    security.resolve(answered);
    time.pass(Duration.ofMinutes(10));

    var softly = new SoftAssertions();
    MATRIX
        .lines()
        .forEach(
            line -> {
              var who = line.split(" ")[0];
              var reader = who.equals("SECURITY") ? security : Api.as(who);
              for (var expected : line.substring(who.length()).strip().split(", +")) {
                var view = expected.substring(0, expected.lastIndexOf(' ')).strip();
                assertSees(
                    softly,
                    who + " at " + view,
                    reader,
                    view,
                    expected.substring(expected.lastIndexOf(' ') + 1));
              }
            });
    softly.assertAll();
    security.resolve(confidential);
  }

  private void assertSees(
      SoftAssertions softly, String who, Api reader, String view, String expected) {
    var path = "/api/v1" + VIEWS.get(view);
    if (expected.equals("-")) {
      var refused = reader.calls().get(path).then().statusCode(403).extract().asString();
      softly.assertThat(refused).as(who).doesNotContain(secret, settled, unnamed, open);
      return;
    }
    var seen = Look.at(reader, path);
    var text = seen.toString();
    var isAsked = view.equals("asked");
    var isWorklist = view.equals("worklist") || view.equals("mine");
    softly.assertThat(text.contains(secret)).as(who + ": secret").isEqualTo(expected.equals("all"));
    softly
        .assertThat(text.contains(settled))
        .as(who + ": settled")
        // What is answered is on no worklist, and a huddle has no list of it but of what is new.
        .isEqualTo(expected.equals("all") && !isWorklist);
    softly
        .assertThat(text.contains(unnamed))
        .as(who + ": unnamed")
        .isEqualTo(!expected.equals("none") && !isAsked);
    for (var row : seen.findParents("need")) {
      if (row.get("need").asText().equals(unnamed)) {
        softly
            .assertThat(row.toString())
            .as(who + ": who asked anonymously")
            .doesNotContain("Leah Cohen", leahsId());
      }
    }
    softly
        .assertThat(counted(view, seen))
        .as(who + ": count")
        .isEqualTo(
            switch (view) {
              case "asked" -> expected.equals("all") ? 3L : 0L;
              case "mine", "worklist" -> count(expected, 3, 2);
              default -> count(expected, 4, 2);
            });
  }

  private static long count(String expected, long all, long open) {
    return switch (expected) {
      case "all" -> all;
      case "open" -> open;
      default -> 0;
    };
  }

  /**
   * Of the four, as the counts of a view have them; rows are counted one by one where pages are.
   */
  private long counted(String view, JsonNode seen) {
    return switch (view) {
      case "board" -> Look.total(seen.get("open")) + Look.total(seen.get("answered"));
      case "handover" -> Look.total(seen.get("open")) + Look.total(seen.get("toConfirm"));
      case "asked", "mine", "worklist" ->
          StreamSupport.stream(seen.get("items").spliterator(), false)
              .filter(
                  row -> List.of(secret, settled, unnamed, open).contains(row.get("need").asText()))
              .count();
      default -> made(seen);
    };
  }

  /** Promises of the kind that every request here has one of, whatever became of it. */
  private static long made(JsonNode huddle) {
    long made = 0;
    for (var cell : huddle.get("promises")) {
      if (cell.get("clock").asText().equals("acknowledge")) {
        for (var count : List.of("met", "missed", "missedOpen", "notYetDue", "notMeasured")) {
          made += cell.get(count).asLong();
        }
      }
    }
    return made;
  }

  private String leahsId() {
    return helen
        .calls()
        .get("/api/v1/people/leah.cohen")
        .then()
        .statusCode(200)
        .extract()
        .path("id");
  }

  private static String file(Api who, String word, String visibility) {
    return who.files(
        aNeedOf("patient_waiting", "safety_violence")
            .with("need", word)
            .with("unit", UNIT)
            .with("visibility", visibility));
  }
}
