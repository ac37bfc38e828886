package care.andon.directory.imports;

import static care.andon.directory.imports.Uploads.IMPORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import care.andon.directory.Directory;
import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Imports as JSON: what is wrong is named by its pointer, or by line and column if it is no JSON.
 */
@QuarkusTest
class JsonImportTest {
  private static final AtomicInteger HOSPITALS = new AtomicInteger();

  private String source = "";

  @Inject Directory directory;

  @BeforeEach
  void open() {
    source = "json" + HOSPITALS.incrementAndGet();
  }

  @AfterEach
  void close() {
    Uploads.closeDown(source);
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

  private String applied() {
    return Uploads.broughtIn(source);
  }
}
