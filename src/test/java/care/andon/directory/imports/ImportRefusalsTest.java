package care.andon.directory.imports;

import static care.andon.directory.imports.Uploads.IMPORTS;
import static care.andon.directory.imports.Uploads.hospital;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be is refused with its file, line and column, and then nothing is applied. */
@QuarkusTest
class ImportRefusalsTest {
  private static final AtomicInteger HOSPITALS = new AtomicInteger();
  private static final long SEED = Long.getLong("andon.fuzz.seed", 20_270_301L);

  private String source = "";

  @Inject Directory directory;
  @Inject TimeMachine time;

  @BeforeEach
  void open() {
    source = "ref" + HOSPITALS.incrementAndGet();
  }

  @AfterEach
  void close() {
    Uploads.closeDown(source);
  }

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

  private String applied() {
    return Uploads.broughtIn(source);
  }
}
