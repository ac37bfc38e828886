package care.andon.directory.imports;

import static care.andon.directory.imports.Uploads.hospital;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import care.andon.support.Api;
import care.andon.support.Given;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What breaks is said before people and teams go, and the work of who leaves is handed on. */
@QuarkusTest
class ImportConsequencesTest {
  private static final AtomicInteger HOSPITALS = new AtomicInteger();

  private String source = "";

  @BeforeEach
  void open() {
    source = "leave" + HOSPITALS.incrementAndGet();
  }

  @AfterEach
  void close() {
    Uploads.closeDown(source);
  }

  // --- What it breaks ---

  @Test
  void whoever_leaves_nobody_behind_is_told_so() {
    applied();
    var ana = Api.as("omar.ortiz");
    var filed = Api.as("nina.patel").files(Given.aNeed());
    ana.does(
        "assign",
        filed,
        Map.of("team", source + "-t", "assignee", source + ".ana", "reason", "Hers"));

    withoutAna()
        .tried()
        .then()
        .body("breaks.sentence", hasItem("1 open request belongs to Ana Ortiz, who leaves"))
        .body(
            "breaks.findAll { it.code == 'nobody_on_call' }.what", equalTo(List.of(source + "-t")))
        .body(
            "breaks.find { it.code == 'nobody_on_call' }.sentence",
            org.hamcrest.Matchers.startsWith("Supply of Hill has nobody on call from "));
  }

  @Test
  void a_category_whose_team_goes_has_no_owner() {
    applied();

    hospital(source)
        .with("teams", "externalId,facility,code,name")
        .without("memberships")
        .without("rosters")
        .without("owners")
        .whole()
        .tried()
        .then()
        .body("breaks.sentence", hasItem("Hill has nobody who looks after supplies"));
  }

  // --- People who leave ---

  @Test
  void who_leaves_loses_access_and_the_team_has_what_was_theirs() {
    applied();
    Api.as("conrad.vance");
    var filed = Api.as("nina.patel").files(Given.aNeed());
    var resolved = Api.as("nina.patel").files(Given.aNeed());
    for (var id : List.of(filed, resolved)) {
      Api.as("omar.ortiz")
          .does(
              "assign",
              id,
              Map.of("team", source + "-t", "assignee", source + ".ana", "reason", "Hers"));
    }
    Api.as("omar.ortiz").resolve(resolved);

    withoutAna().confirmed().applied().then().statusCode(200);

    var request = Api.as("omar.ortiz").get(filed);
    assertThat(request.getString("assignee")).isNull();
    assertThat(request.getString("team.code")).isEqualTo(source + "-t");
    // Nobody of the team is on call, so the house supervisor may be called after it.
    var event =
        Api.as("nina.patel").history(filed).stream()
            .filter(it -> "assignee_left".equals(it.get("type")))
            .reduce((first, second) -> second)
            .orElseThrow();
    assertThat(event).doesNotContainKey("actor");
    assertThat(event.get("data").toString()).contains("Ana Ortiz has left; the team has it");
    assertThat(Api.as("nina.patel").happened(resolved)).doesNotContain("assignee_left");
  }

  @Test
  void whoever_is_on_call_for_the_team_has_it() {
    applied();
    var filed = Api.as("nina.patel").files(Given.aNeed());
    Api.as("omar.ortiz")
        .does(
            "assign",
            filed,
            Map.of("team", source + "-t", "assignee", source + ".ben", "reason", "His"));

    hospital(source)
        .replacing("people", "P2,%s.ben,Ben Cole,Clerk,\n", "")
        .replacing("memberships", "%s-t,%s.ben,true\n", "")
        .replacing("rosters", "R2,,%s-h,2,%s.ben,MON TUE WED THU FRI SAT SUN,00:00,00:00\n", "")
        .whole()
        .confirmed()
        .applied()
        .then()
        .statusCode(200);

    assertThat(Api.as("omar.ortiz").get(filed).getString("assignee.name")).isEqualTo("Ana Ortiz");
  }

  private Uploads withoutAna() {
    return hospital(source)
        .replacing("people", "P1,%s.ana,Ana Ortiz,Clerk,%s-u\n", "")
        .replacing("memberships", "%s-t,%s.ana,false\n", "")
        .replacing("rosters", "R1,%s-t,,,%s.ana,MON TUE WED THU FRI SAT SUN,00:00,00:00\n", "")
        .whole();
  }

  private String applied() {
    return Uploads.broughtIn(source);
  }
}
