package care.andon.directory.imports;

import static care.andon.directory.imports.Uploads.IMPORTS;
import static care.andon.directory.imports.Uploads.hospital;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.WireTap;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hospital comes in by files, changes, and goes. */
@QuarkusTest
class ImportTest {
  private static final AtomicInteger HOSPITALS = new AtomicInteger();

  private final Api edith = Api.as("edith.lowe");
  private String source = "";

  /** Filled by the test database. */
  WireTap wire;

  @Inject Directory directory;

  @BeforeEach
  void open() {
    source = "imp" + HOSPITALS.incrementAndGet();
  }

  @AfterEach
  void close() {
    Uploads.closeDown(source);
  }

  @Test
  void a_dry_run_says_what_would_become_and_changes_nothing() {
    hospital(source)
        .tried()
        .then()
        .statusCode(200)
        .body("applied", equalTo(false))
        .body("id", nullValue())
        .body("rejected", nullValue())
        .body("summary.find { it.kind == 'people' }.added", equalTo(2))
        .body("summary.find { it.kind == 'duties' }.added", equalTo(2))
        .body("changes.findAll { it.kind == 'people' }.what", hasItem(source + ".ana"));

    assertThat(directory.team(source + "-t")).isEmpty();
  }

  /** What is different every time is left out: instants, the token, the name of the source. */
  @Test
  void a_report_looks_as_it_always_has() throws IOException {
    applied();
    var report =
        hospital(source)
            .replacing("people", "Ana Ortiz,Clerk", "Ana Ortiz,Lead clerk")
            .replacing("people", "P2,%s.ben,Ben Cole,Clerk,\n", "")
            .replacing("memberships", "%s-t,%s.ben,true\n", "%s-t,nobody.there,true\n")
            .replacing("rosters", "R2,,%s-h,2,%s.ben,MON TUE WED THU FRI SAT SUN,00:00,00:00\n", "")
            .whole()
            .tried()
            .asString()
            .replace(source, "hill")
            .replaceAll("\"token\":\"[^,]*\",", "\"token\":\"\\\\\"...\\\\\"\",")
            .replaceAll("[0-9-]{10}T[0-9:.]+Z", "2027-03-01T15:00:00Z")
            .replaceAll(
                "from [A-Z][a-z]+, [A-Z][a-z]+ \\d+, \\d\\d:\\d\\d", "from Monday, March 1, 09:00");
    var json = new ObjectMapper();
    var shown = json.readTree(report).toPrettyString() + "\n";
    var golden = Path.of("src/test/resources/golden/import-report.json");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, shown);
    }
    assertThat(shown).isEqualTo(Files.readString(golden));
  }

  @Test
  void what_is_applied_is_there_at_once() {
    applied();

    edith
        .calls()
        .get("/api/v1/teams/" + source + "-t")
        .then()
        .statusCode(200)
        .body("members.name", hasItems("Ana Ortiz", "Ben Cole"))
        .body("onCall.name", equalTo(List.of("Ana Ortiz")));
    edith
        .calls()
        .get("/api/v1/categories")
        .then()
        .body("items.find { it.code == 'supplies' }.owners.team.code", hasItem(source + "-t"));
  }

  @Test
  void the_same_again_is_no_change() {
    applied();
    directory.refresh();
    var before = directory.snapshot();

    hospital(source)
        .whole()
        .applied()
        .then()
        .statusCode(200)
        .body("id", nullValue())
        .body("changes", empty())
        .body("summary.unchanged.sum()", equalTo(10));

    directory.refresh();
    assertThat(directory.snapshot()).isSameAs(before);
  }

  @Test
  void a_change_is_shown_field_by_field() {
    applied();

    hospital(source)
        .replacing("people", "Ana Ortiz,Clerk", "Ana Ortiz,Lead clerk")
        .applied()
        .then()
        .statusCode(200)
        .body("changes", hasSize(1))
        .body("changes[0].act", equalTo("changed"))
        .body("changes[0].externalId", equalTo("P1"))
        .body(
            "changes[0].fields",
            equalTo(List.of(Map.of("field", "title", "before", "Clerk", "after", "Lead clerk"))));
  }

  @Test
  void a_part_leaves_alone_what_it_does_not_mention_and_the_whole_does_not() {
    applied();
    var onlyAna =
        hospital(source).replacing("people", "P2,%s.ben,Ben Cole,Clerk,\n", "").without("rosters");

    onlyAna.replacing("memberships", "%s-t,%s.ben,true\n", "");
    onlyAna.tried().then().body("summary.gone.sum()", equalTo(0));
    onlyAna
        .whole()
        .tried()
        .then()
        .body(
            "changes.findAll { it.act == 'gone' }.kind", equalTo(List.of("people", "memberships")));
  }

  @Test
  void two_swap_their_codes() {
    applied();

    hospital(source)
        .replacing("people", "P1,%s.ana", "P1,%s.xxx")
        .replacing("people", "P2,%s.ben", "P2,%s.ana")
        .replacing("people", "P1,%s.xxx", "P1,%s.ben")
        .applied()
        .then()
        .statusCode(200)
        .body("changes.findAll { it.kind == 'people' }.externalId", equalTo(List.of("P1", "P2")));
    assertThat(directory.personByUsername(source + ".ben").orElseThrow().name())
        .isEqualTo("Ana Ortiz");
  }

  @Test
  void what_nobody_has_sent_before_is_adopted_and_what_another_source_has_is_refused() {
    applied();

    hospital(source)
        .with("people", "externalId,username,name,title", "P1,%s.ana,Ana Ortiz,Clerk")
        .by("conrad.vance")
        .tried()
        .then()
        .statusCode(200);
    Uploads.from(source + "-other")
        .with("people", "externalId,username,name,title", "X1," + source + ".ana,Ana,Clerk")
        .tried()
        .then()
        .body("rejected.code", equalTo(List.of("code_of_another_source")))
        .body("rejected[0].line", equalTo(2))
        .body("rejected[0].column", equalTo("username"));
    Uploads.from("adopts")
        .with("people", "externalId,username,name,title", "N-1,nina.patel,Nina Patel,Nurse")
        .tried()
        .then()
        .body("changes[0].act", equalTo("changed"))
        .body("changes[0].fields.field", hasItems("source", "externalId"));
  }

  @Test
  void a_roster_line_adopts_the_duty_that_has_its_values() {
    Uploads.from("adopts")
        .with(
            "rosters",
            "externalId,team,facility,tier,person,days,from,to",
            "D-1,education,,,beth.larsen,MON TUE WED THU FRI,08:00,17:00")
        .tried()
        .then()
        .statusCode(200)
        .body("rejected", nullValue())
        .body("changes.act", equalTo(List.of("changed")))
        .body("changes[0].fields.field", hasItems("source", "externalId"));
  }

  /** Who is of which team two systems may know; none takes it from the other. */
  @Test
  void what_another_source_has_sent_may_be_said_again_and_not_otherwise() {
    applied();
    var other =
        Uploads.from(source + "-other")
            .with("memberships", "team,person,lead", source + "-t," + source + ".ana,false")
            .with(
                "owners",
                "facility,category,team,offHours,backups",
                "%1$s-h,supplies,%1$s-t,Ana,tier:2".formatted(source));

    other.whole().applied().then().statusCode(200).body("id", nullValue());
    other.without("memberships").with("owners", "facility,category,team,offHours,backups");
    other.applied().then().statusCode(200).body("id", nullValue());
    Uploads.from(source + "-other")
        .with("memberships", "team,person,lead", source + "-t," + source + ".ana,true")
        .with(
            "owners",
            "facility,category,team,offHours",
            "%1$s-h,supplies,%1$s-t,Somebody".formatted(source))
        .applied()
        .then()
        .statusCode(422)
        .body("report.rejected.file", equalTo(List.of("memberships", "owners")))
        .body("report.rejected.column", equalTo(List.of("person", "category")))
        .body("report.rejected.code", everyItem(equalTo("of_another_source")));

    hospital(source).whole().applied().then().statusCode(200).body("id", nullValue());
  }

  @Test
  void an_import_can_be_bound_to_the_dry_run_somebody_has_looked_at() {
    String token = hospital(source).tried().then().extract().path("token");
    var other = hospital(source).replacing("people", "Ben Cole", "Benjamin Cole");

    other.ifMatch(token).applied().then().statusCode(412).body("code", equalTo("stale"));
    String id =
        hospital(source).ifMatch(token).applied().then().statusCode(200).extract().path("id");
    hospital(source)
        .ifMatch(token)
        .applied()
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true")
        .body("id", equalTo(id));
  }

  @Test
  void who_imported_what_is_listed_the_newest_first() {
    var first = applied();
    String second =
        hospital(source)
            .replacing("people", "Ben Cole", "Benjamin Cole")
            .by("conrad.vance")
            .applied()
            .then()
            .extract()
            .path("id");

    var listed = edith.all(IMPORTS + "?limit=1");

    assertThat(listed).extracting(it -> it.get("id")).startsWith(second, first);
    assertThat(listed.getFirst())
        .containsEntry("by", "conrad.vance")
        .containsEntry("source", source);
    edith
        .calls()
        .get(IMPORTS + "/" + second)
        .then()
        .statusCode(200)
        .body("changes[0].fields[0].after", equalTo("Benjamin Cole"));
    edith.calls().get(IMPORTS + "/nothing").then().statusCode(404);
  }

  @Test
  void a_hundred_people_cost_as_many_statements_as_one() {
    applied();
    var one = wire.during(() -> people(1).applied().then().statusCode(200));
    var hundred = wire.during(() -> people(100).applied().then().statusCode(200));

    assertThat(written(hundred.statements())).isEqualTo(written(one.statements())).isNotEmpty();
  }

  /** Without what timers do meanwhile, and without handing on what others have left. */
  private static List<String> written(List<String> statements) {
    return statements.stream()
        .map(String::strip)
        .filter(sql -> sql.matches("(?s)(insert|update) .*"))
        .toList();
  }

  private Uploads people(int count) {
    var lines = new String[count + 1];
    lines[0] = "username,name,title";
    for (int i = 1; i <= count; i++) {
      lines[i] = "%s.n" + count + "-" + i + ",Name,Title";
    }
    return Uploads.from(source).with("people", lines);
  }

  private String applied() {
    return Uploads.broughtIn(source);
  }
}
