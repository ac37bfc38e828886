package care.andon.directory.imports;

import static care.andon.directory.imports.Uploads.hospital;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import care.andon.directory.Directory;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that users of comparable systems had trouble with, and others of the same kinds. */
@QuarkusTest
class ImportCasesTest {
  private static final AtomicInteger SOURCES = new AtomicInteger();
  private static final String PEOPLE = "externalId,username,name,title,unit";

  private final String source = "cases" + SOURCES.incrementAndGet();

  @Inject Directory directory;
  @Inject DataSource database;

  @AfterEach
  void close() {
    Uploads.closeDown(source);
  }

  // --- C1: empty rows ---

  @Test
  void rows_of_commas_are_ignored() throws IOException {
    sent("c01a_blank_rows.csv")
        .tried()
        .then()
        .body("rejected", nullValue())
        .body("summary.added.sum()", equalTo(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {",,,,", " , ,\t,,", "\"\",\"\",,,", ",,", ",,,,,,,", "\u00a0,,,,"})
  void rows_without_anything_to_see_are_ignored(String row) {
    Uploads.from(source)
        .with("people", PEOPLE, row, "1,%s.a,A,T,", row, row)
        .tried()
        .then()
        .body("rejected", nullValue())
        .body("summary.added.sum()", equalTo(1));
  }

  @Test
  void empty_rows_are_ignored_in_every_file_and_do_not_change_the_numbers_of_lines() {
    var upload = hospital(source);
    upload.files().replaceAll((file, text) -> text.replace("\n", "\n,,,\n"));

    upload.tried().then().body("rejected", nullValue());
    Uploads.from(source)
        .with("people", PEOPLE, ",,,,", "1,%s.a,=A,T,")
        .tried()
        .then()
        .body("rejected.line", equalTo(List.of(3)));
  }

  // --- C2: one username, two ids ---

  @Test
  void lost_zeros_of_ids_are_refused_by_line_and_nobody_goes() throws IOException {
    sent("c03_1_zeros.csv").applied().then().statusCode(200);

    sent("c03_2_zeros_lost.csv")
        .whole()
        .applied()
        .then()
        .statusCode(422)
        .body("report.rejected.line", equalTo(List.of(2, 3)))
        .body("report.rejected.column", everyItem(equalTo("username")))
        .body("report.rejected.code", everyItem(equalTo("code_taken")))
        .body("report.summary.gone.sum()", equalTo(0))
        .body("report.changes", empty());
    directory.refresh();
    assertThat(directory.personByUsername("c03.adams")).isPresent();
    sent("c03_1_zeros.csv").whole().tried().then().body("summary.unchanged", equalTo(List.of(2)));
  }

  @ParameterizedTest
  @CsvSource({"facilities, F1, code", "units, U1, code", "teams, T1, code", "people, P1, username"})
  void a_code_under_another_id_is_refused_in_every_file(String file, String id, String column) {
    hospital(source).applied().then().statusCode(200);

    hospital(source)
        .replacing(file, id, "0" + id)
        .whole()
        .applied()
        .then()
        .statusCode(422)
        .body("report.rejected.file", equalTo(List.of(file)))
        .body("report.rejected.column", equalTo(List.of(column)))
        .body("report.rejected.code", equalTo(List.of("code_taken")))
        .body("report.summary.gone.sum()", equalTo(0));
  }

  /** The third wants the username of the second, the second that of the first, which stays. */
  @Test
  void who_is_refused_a_new_username_keeps_the_old_one() {
    people("1,%s.a,A,T,", "2,%s.b,B,T,", "3,%s.c,C,T,").applied().then().statusCode(200);

    people("3,%s.b,C,T,", "2,%s.a,B,T,")
        .applied()
        .then()
        .statusCode(422)
        .body("report.rejected.line", equalTo(List.of(3, 2)))
        .body("report.changes", empty());
  }

  // --- Capitals of usernames ---

  @Test
  void capitals_of_a_username_do_not_make_another_person() {
    people(",%s.a,A,T,").applied().then().statusCode(200);

    people(",%s.A,A,T,")
        .whole()
        .applied()
        .then()
        .statusCode(200)
        .body("changes.act", equalTo(List.of("changed")))
        .body("changes[0].fields.field", equalTo(List.of("username")));
    people(",%s.b,B,T,", ",%s.B,B,T,")
        .tried()
        .then()
        .body("rejected.code", equalTo(List.of("duplicate_code")));
    people("7,%s.a,A,T,").tried().then().body("rejected.code", equalTo(List.of("code_taken")));
    hospital(source)
        .replacing("memberships", "%s.ana", "%s.ANA")
        .replacing("rosters", "%s.ana", "%s.Ana")
        .tried()
        .then()
        .body("rejected", nullValue());
  }

  // --- C3: a file that lost its rows ---

  @Test
  void a_file_with_only_its_header_removes_nobody_unconfirmed() throws IOException {
    sent("c06_1_three.csv").applied().then().statusCode(200);
    var lost = sent("c06_header_only.csv").whole();

    lost.applied()
        .then()
        .statusCode(409)
        .body("code", equalTo("removal-unconfirmed"))
        .body("detail", startsWith("The import removes 3 of 3 people."));
    lost.tried().then().body("removals", equalTo("3 of 3 people"));
    lost.ifMatch("*").applied().then().statusCode(409);
    lost.ifMatch("\"AAAAAAAAAAAAAAAAAAAAAA\"").applied().then().statusCode(412);
    directory.refresh();
    assertThat(directory.personByUsername("c06.three")).isPresent();

    lost.ifMatch("");
    lost.confirmed().applied().then().statusCode(200).body("summary.gone", equalTo(List.of(3)));
  }

  @Test
  void a_tenth_may_go_and_no_more_than_twenty() {
    people(300).applied().then().statusCode(200);

    people(280).whole().applied().then().statusCode(200).body("removals", nullValue());
    people(259).whole().applied().then().statusCode(409);
    people(30).whole().confirmed().applied().then().statusCode(200);
    people(27).whole().applied().then().statusCode(200);
    people(24).whole().applied().then().statusCode(409);
  }

  @Test
  void what_another_origin_left_behind_does_not_count() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          with left_behind as (
            insert into team (id, facility_id, code, name, gone_at)
            select gen_random_uuid(), facility_id, '%s-gone', 'Gone', now()
            from team where code = 'supply-chain'
            returning id)
          insert into membership (team_id, person_id)
          select left_behind.id, person.id from left_behind, person
          where person.username in ('omar.ortiz', 'nina.patel')
          """
              .formatted(source));
    }
    directory.refresh();

    people("1,%s.a,A,T,").applied().then().statusCode(200).body("removals", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"memberships", "rosters", "owners", "units"})
  void every_kind_is_guarded(String file) {
    hospital(source).replacing("people", ",%s-u", ",").applied().then().statusCode(200);
    var upload = hospital(source).replacing("people", ",%s-u", ",");
    upload.files().compute(file, (_, text) -> text.substring(0, text.indexOf('\n') + 1));
    if (file.equals("memberships")) {
      upload.without("rosters").with("rosters", "team,person,starts,ends");
    }

    upload.whole().applied().then().statusCode(409);
  }

  private Uploads people(int count) {
    var lines = new String[count];
    for (int i = 0; i < count; i++) {
      lines[i] = i + ",%s.n" + i + ",Name,Title,";
    }
    return people(lines);
  }

  private Uploads people(String... lines) {
    var all = new String[lines.length + 1];
    all[0] = PEOPLE;
    System.arraycopy(lines, 0, all, 1, lines.length);
    return Uploads.from(source).with("people", all);
  }

  private Uploads sent(String resource) throws IOException {
    return Uploads.from(source)
        .with("people", Files.readString(Path.of("src/test/resources/import", resource)));
  }
}
