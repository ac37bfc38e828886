package care.andon.views;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Copies;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wall that polls gets a body when there is something new, and never more than fits. */
@QuarkusTest
class ViewTagsTest {
  private static final long FIRST_COPY = 3_000_000_000L;

  private final Api nina = Api.as("nina.patel");
  private final Api helen = Api.as("helen.brandt");

  @Inject TimeMachine time;
  @Inject DataSource database;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/me/worklist",
        "/teams/mesa-security/worklist",
        "/units/M-ENDO/board",
        "/units/M-ENDO/handover",
        "/huddles/1?unit=M-ENDO"
      })
  void a_view_comes_again_when_something_happened_or_fell_due_and_not_because_time_passed(
      String view) {
    time.passUntil(MONDAY, "10:00");
    // Nobody else files for this unit, or this team.
    var filed =
        nina.open(
            aNeedOf("this_shift", "safety_violence")
                .with("unit", "M-ENDO")
                .with("visibility", "named"));
    var id = filed.getString("id");
    var security = Api.as(helen.usernameOf(filed.getString("assignee.id")));
    var tag = look(security, view, null, 200).header("ETag");
    assertThat(tag).startsWith("W/\"");

    time.sleep(Duration.ofMinutes(3));
    var same = look(security, view, tag, 304);
    assertThat(same.header("ETag")).isEqualTo(tag);
    assertThat(same.header("Cache-Control")).isEqualTo("no-store");
    assertThat(same.asString()).isEmpty();

    time.sleep(Duration.ofMinutes(13));
    var due = look(security, view, tag, 200);
    assertThat(due.asString()).containsPattern("Acknowledge by 0[89]:15, 1 min over");
    time.sleep(Duration.ofMinutes(2));
    look(security, view, due.header("ETag"), 304);
    assertThat(look(security, view, null, 200).asString())
        .containsPattern("Acknowledge by 0[89]:15, 3 min over");

    security.message(id, "On our way");
    look(security, view, due.header("ETag"), 200);
    security.resolve(id);
  }

  @Test
  void a_tag_is_of_what_its_reader_sees() {
    time.passUntil(MONDAY, "10:00");
    nina.files(aNeedOf("this_shift", "safety_violence").with("unit", "M-ENDO"));

    var wall = "/units/M-ENDO/board";

    assertThat(look(nina, wall, null, 200).header("ETag"))
        .isNotEqualTo(look(helen, wall, null, 200).header("ETag"));
  }

  @Test
  void a_board_has_room_for_a_hundred_and_says_how_many_more() throws SQLException {
    var id = nina.files(aNeedOf("this_shift", "supplies").with("unit", "M-PACU"));
    try (var connection = database.getConnection()) {
      Copies.write(connection, UUID.fromString(id), 120, FIRST_COPY, "n * interval '1 second'");
    }
    try {
      for (var view : new String[] {"board", "handover"}) {
        var open = Look.at(nina, "/api/v1/units/M-PACU/" + view).get("open");

        assertThat(open.get("items")).as(view).hasSize(100);
        assertThat(open.get("more").asLong()).as(view).isEqualTo(21);
      }
    } finally {
      try (var connection = database.getConnection()) {
        Copies.forget(connection, FIRST_COPY);
      }
    }
  }

  private static Response look(Api who, String view, String tag, int status) {
    var call = who.calls();
    if (tag != null) {
      call.header("If-None-Match", tag);
    }
    return call.get("/api/v1" + view).then().statusCode(status).extract().response();
  }
}
