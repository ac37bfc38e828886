package care.andon.directory.imports;

import static care.andon.directory.imports.Uploads.IMPORTS;
import static care.andon.directory.imports.Uploads.hospital;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Given;
import care.andon.support.WireTap;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hospital comes in by files, changes, and goes. */
@QuarkusTest
class ImportTest {
  private static final AtomicInteger HOSPITALS = new AtomicInteger();
  private static final long SEED = Long.getLong("andon.fuzz.seed", 20_270_301L);

  private final Api edith = Api.as("edith.lowe");
  private String source = "";

  /** Filled by the test database. */
  WireTap wire;

  @Inject Directory directory;
  @Inject care.andon.support.TimeMachine time;

  @BeforeEach
  void open() {
    source = "imp" + HOSPITALS.incrementAndGet();
  }

  @AfterEach
  void close() {
    Uploads.closeDown(source);
  }

  // --- What comes of it ---

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

  // --- What cannot be ---

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "people      | P2,%s.ben | P1,%s.ben | 3 | externalId | duplicate_external_id",
        "people      | P2,%s.ben | P2,%s.ana | 3 | username | duplicate_code",
        "people      | Clerk,%s-u | Clerk,nowhere | 2 | unit | unknown_unit",
        "units       | U1,%s-h | U1,nowhere | 2 | facility | unknown_facility",
        "units       | %s-u,Ward | a code with blanks,Ward | 2 | code | not_valid",
        "facilities  | America/Chicago | America/Gotham | 2 | timeZone | unknown_zone",
        "memberships | %s.ana | nobody.there | 2 | person | unknown_person",
        "memberships | %s.ana,false | %s.ana,maybe | 2 | lead | not_a_flag",
        "memberships | %s.ben,true | %s.ana,true | 3 | person | duplicate",
        "rosters     | R1,%s-t | R1,nowhere | 2 | team | unknown_team",
        "rosters     | SUN,00:00,00:00\\nR2 | SUN,24:30,00:00\\nR2 | 2 | from | not_a_time",
        "rosters     | R2,,%s-h,2 | R1,,%s-h,2 | 3 | externalId | duplicate_external_id",
        "rosters     | R2,,%s-h,2 | R2,,%s-h,7 | 3 | tier | not_a_tier",
        "rosters     | R2,,%s-h,2 | R2,,%s-h, | 3 | tier | team_or_tier",
        "rosters     | R2,,%s-h,2 | R2,,,2 | 3 | facility | required",
        "rosters     | MON TUE WED THU FRI SAT SUN,00:00,00:00\\nR2 | MONTAG,00:00,00:00\\nR2 | 2 | days | not_days",
        "owners      | supplies | magic | 2 | category | unknown_category",
        "owners      | tier:2 | tier:9 | 2 | backups | not_a_tier",
        "owners      | tier:2 | %s-t | 2 | backups | cyclic_reference",
        "owners      | tier:2 | tier:3 tier:3 | 2 | backups | cyclic_reference",
        "owners      | supplies,%s-t | supplies,nowhere | 2 | team | unknown_team",
        "owners      | tier:2 | nowhere | 2 | backups | unknown_team",
        "people      | Ana Ortiz | =HYPERLINK(1) | 2 | name | formula",
        "people      | Ana Ortiz | \u00a0 | 2 | name | not_valid",
        "people      | Ana Ortiz | \u200b | 2 | name | not_valid",
        "people      | P2,%s.ben | P2,%s\u00a0ben | 3 | username | not_valid",
        "people      | P2,%s.ben | \u200b,%s.ben | 3 | externalId | not_valid",
        "owners      | ,Ana, | ,\u00a0, | 2 | offHours | not_valid",
        "teams       | T1,%s-h | T1,nowhere | 2 | facility | unknown_facility",
        "memberships | %s-t,%s.ana | nowhere,%s.ana | 2 | team | unknown_team",
        "rosters     | R1,%s-t,,,%s.ana | R1,%s-t,,,nobody | 2 | person | unknown_person",
        "rosters     | R2,,%s-h,2 | R2,,nowhere,2 | 3 | facility | unknown_facility",
      })
  void what_cannot_be_is_named_with_its_place_and_nothing_is_applied(
      String file, String text, String other, int line, String column, String code) {
    var upload =
        hospital(source).replacing(file, text.replace("\\n", "\n"), other.replace("\\n", "\n"));

    upload
        .applied()
        .then()
        .statusCode(422)
        .body("code", equalTo("import-rejected"))
        .body("report.applied", equalTo(false))
        .body("report.rejected.file", hasItem(file))
        .body("report.rejected.find { it.code == '" + code + "' }.line", equalTo(line))
        .body("report.rejected.find { it.code == '" + code + "' }.column", equalTo(column));
    assertThat(directory.facility(source + "-h")).isEmpty();
  }

  @Test
  void a_roster_for_a_team_that_is_gone_or_of_somebody_who_is_no_member_is_refused() {
    applied();
    hospital(source)
        .with("teams", "externalId,facility,code,name")
        .whole()
        .tried()
        .then()
        .body("rejected.findAll { it.file == 'rosters' }.code", equalTo(List.of("team_is_gone")))
        .body("rejected.find { it.file == 'rosters' }.line", equalTo(2))
        .body("rejected.find { it.file == 'rosters' }.column", equalTo("team"))
        .body("rejected.code", everyItem(equalTo("team_is_gone")));
    hospital(source)
        .replacing("memberships", "%s-t,%s.ana,false\n", "")
        .whole()
        .tried()
        .then()
        .body("rejected.code", equalTo(List.of("not_a_member")));
  }

  @ParameterizedTest
  @CsvSource({
    "2027-03-07T19:00, 2027-03-07T07:00, ends_before_it_starts",
    "2027-03-07T19:00, 2027-04-08T07:00, too_long",
    "2027-03-07T19:00, , required",
    "2027-03-07T24:30, 2027-03-08T07:00, not_a_time",
    "2027-02-30T19:00, 2027-03-08T07:00, not_a_time",
  })
  void a_shift_that_cannot_be_is_refused(String starts, String ends, String code) {
    shifts("S1,%s-t,%s.ana," + starts + "," + (ends == null ? "" : ends) + ",false")
        .tried()
        .then()
        .body("rejected.code", equalTo(List.of(code)))
        .body("rejected.line", equalTo(List.of(2)));
  }

  @Test
  void exclusive_shifts_of_two_people_do_not_overlap() {
    shifts(
            "S1,%s-t,%s.ana,2027-03-07T19:00,2027-03-08T07:00,true",
            "S2,%s-t,%s.ben,2027-03-08T07:00,2027-03-08T19:00,true",
            "S3,%s-t,%s.ana,2027-03-08T18:00,2027-03-08T20:00,false")
        .tried()
        .then()
        .body("rejected", nullValue());
    shifts(
            "S1,%s-t,%s.ana,2027-03-07T19:00,2027-03-08T07:00,true",
            "S2,%s-t,%s.ben,2027-03-08T06:59,2027-03-08T19:00,true")
        .tried()
        .then()
        .body("rejected.code", equalTo(List.of("overlaps")))
        .body("rejected[0].line", equalTo(3))
        .body("rejected[0].column", equalTo("starts"))
        .body(
            "rejected[0].reason",
            equalTo(
                "Somebody else's exclusive shift in line 2 overlaps it from 2027-03-08T12:59:00Z"
                    + " to 2027-03-08T13:00:00Z"));
  }

  /** What is there and what is sent, the clocks of two zones, a night and the change of clocks. */
  @Test
  void an_exclusive_shift_is_held_against_duties_of_every_week() {
    hospital(source)
        .with(
            "rosters",
            "externalId,team,person,days,from,to,timeZone,exclusive",
            "W1,%s-t,%s.ana,SAT,19:00,07:00,America/Chicago,true")
        .applied()
        .then()
        .statusCode(200);

    var sunday = nextChangeToSummerTime();
    var shift =
        "N1,%s-t,%s.ben,{day}T{at}:00,{day}T12:00,America/New_York,true"
            .replace("{day}", sunday.toString());
    newYork(shift.replace("{at}", "08")).tried().then().body("rejected", nullValue());
    newYork(shift.replace("{at}", "07"))
        .applied()
        .then()
        .statusCode(422)
        .body("report.rejected.code", equalTo(List.of("overlaps")))
        .body("report.rejected[0].file", equalTo("rosters"))
        .body("report.rejected[0].line", equalTo(2))
        .body("report.rejected[0].column", equalTo("starts"))
        .body(
            "report.rejected[0].reason",
            equalTo(
                "The exclusive duty of every week of %1$s.ana that is there already overlaps it from %2$sT11:00:00Z to %2$sT12:00:00Z"
                    .formatted(source, sunday)));
  }

  /** Only what is to come is compared, and tests may have moved the clock by years. */
  private LocalDate nextChangeToSummerTime() {
    var rules = ZoneId.of("America/Chicago").getRules();
    var change = rules.nextTransition(time.instant());
    while (!change.isGap()) {
      change = rules.nextTransition(change.getInstant());
    }
    return change.getDateTimeBefore().toLocalDate();
  }

  private Uploads newYork(String line) {
    return hospital(source)
        .with("rosters", "externalId,team,person,starts,ends,timeZone,exclusive", line);
  }

  private Uploads shifts(String... lines) {
    var all = new String[lines.length + 1];
    all[0] = "externalId,team,person,starts,ends,exclusive";
    System.arraycopy(lines, 0, all, 1, lines.length);
    return hospital(source).with("rosters", all);
  }

  @Test
  void files_nobody_knows_and_no_files_are_refused() {
    Uploads.from(source)
        .with("patients", "name", "x")
        .tried()
        .then()
        .statusCode(200)
        .body("rejected.code", equalTo(List.of("unknown_file")));
    Api.as("intranet")
        .sends("{\"people\": [{\"username\": \"x\", \"name\": 5, \"shoe\": 1}]}")
        .post(IMPORTS + "?source=" + source)
        .then()
        .statusCode(400)
        .body(
            "errors.pointer", containsInAnyOrder("/people/0/name", "/people/0", "/people/0/title"))
        .body("errors.code", containsInAnyOrder("wrong_type", "unknown_property", "required"));
    Api.as("intranet")
        .sends("{\"people\": [\n {\"username\": }]}")
        .post(IMPORTS + "?source=" + source)
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"))
        .body("line", equalTo(2));
  }

  @Test
  void what_json_says_is_rejected_with_pointer_and_line() {
    Api.as("intranet")
        .sends("{\"people\": [\n {\"username\": \"a b\", \"name\": \"A\", \"title\": \"T\"}]}")
        .post(IMPORTS + "?source=" + source)
        .then()
        .statusCode(200)
        .body("rejected[0].pointer", equalTo("/people/0/username"))
        .body("rejected[0].line", equalTo(2));
  }

  @Test
  void in_json_everything_is_named_by_its_pointer_and_nothing_is_applied() {
    applied();
    Api.as("intranet")
        .sends(
            """
            {"facilities": [{"code": "%1$s-h", "name": "Hill", "timeZone": "Mars/Olympus"}],
             "people": [{"externalId": "E1", "username": "%1$s.x", "name": "=1+1", "title": "T"},
                        {"externalId": "E2", "username": "%1$s.y", "name": "Y", "title": "T"},
                        {"externalId": "E2", "username": "%1$s.z", "name": "Z", "title": "T"}],
             "memberships": [{"team": "%1$s-t", "person": "nobody.there"}],
             "rosters": [{"team": "nowhere", "person": "%1$s.y", "days": ["MONDAY"], "from": "07:00", "to": "19:00"},
                         {"team": "%1$s-t", "person": "%1$s.ana", "starts": "2027-03-08T07:00", "ends": "2027-03-08T19:00", "exclusive": true},
                         {"team": "%1$s-t", "person": "%1$s.ben", "starts": "2027-03-08T18:00", "ends": "2027-03-09T07:00", "exclusive": true}],
             "owners": [{"facility": "%1$s-h", "category": "supplies", "team": "%1$s-t", "offHours": "Ana", "backups": ["%1$s-t"]}]}
            """
                .formatted(source))
        .post(IMPORTS + "?source=" + source + "&apply=true")
        .then()
        .statusCode(422)
        .body(
            "report.rejected.collect { it.pointer + ' ' + it.code }",
            containsInAnyOrder(
                "/facilities/0/timeZone unknown_zone",
                "/people/0/name formula",
                "/people/2/externalId duplicate_external_id",
                "/memberships/0/person unknown_person",
                "/rosters/0/team unknown_team",
                "/rosters/2/starts overlaps",
                "/owners/0/backups cyclic_reference"));
    directory.refresh();
    assertThat(directory.personByUsername(source + ".y")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ISO-8859-1, 2, 31", "UTF-16, 1, 1"})
  void json_in_another_encoding_is_no_json(String charset, int line, int column) {
    Api.as("intranet")
        .calls()
        .contentType("application/json")
        .body(
            "{\"people\": [\n{\"username\": \"x\", \"name\": \"Ren\u00e9\", \"title\": \"T\"}]}"
                .getBytes(java.nio.charset.Charset.forName(charset)))
        .post(IMPORTS + "?source=" + source)
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"))
        .body("line", equalTo(line))
        .body("column", equalTo(column));
  }

  /** It is good UTF-8, with a NUL beside every letter. */
  @Test
  void json_in_utf16_without_a_mark_is_no_json_either() {
    Api.as("intranet")
        .calls()
        .contentType("application/json")
        .body("{\"people\": []}".getBytes(StandardCharsets.UTF_16LE))
        .post(IMPORTS + "?source=" + source)
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"))
        .body("line", equalTo(1))
        .body("column", notNullValue());
  }

  /** Valid uploads with something changed at random: never a fault, and never a part of them. */
  @Test
  void whatever_is_sent_is_applied_as_a_whole_or_not_at_all() {
    var random = new Random(SEED);
    for (int round = 0; round < 60; round++) {
      var upload = hospital(source);
      for (int change = 0; change <= random.nextInt(3); change++) {
        mutate(upload, random);
      }
      var before = directory.snapshot();

      var answer = upload.applied();

      assertThat(answer.statusCode()).as("Seed %s, round %s", SEED, round).isIn(200, 400, 422);
      directory.refresh();
      if (answer.statusCode() != 200) {
        assertThat(directory.snapshot()).as("Seed %s, round %s", SEED, round).isSameAs(before);
      }
    }
  }

  private static void mutate(Uploads upload, Random random) {
    var names = List.copyOf(upload.files().keySet());
    var file = names.get(random.nextInt(names.size()));
    var text = String.valueOf(upload.files().get(file));
    var at = random.nextInt(text.length());
    var noise = List.of(",", "\"", "\n", "=", "\u0000", "\u00e9", ";", "x", "\t", "\r", "2", ":");
    upload
        .files()
        .put(
            file,
            switch (random.nextInt(4)) {
              case 0 ->
                  text.substring(0, at)
                      + noise.get(random.nextInt(noise.size()))
                      + text.substring(at);
              case 1 -> text.substring(0, at) + text.substring(at + 1);
              case 2 -> text.substring(0, at);
              default -> text + text.substring(text.indexOf('\n') + 1);
            });
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
    return hospital(source)
        .applied()
        .then()
        .statusCode(200)
        .body("applied", equalTo(true))
        .body("id", notNullValue())
        .body("summary.changed", everyItem(equalTo(0)))
        .extract()
        .path("id");
  }
}
