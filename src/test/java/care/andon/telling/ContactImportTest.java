package care.andon.telling;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import care.andon.demo.Outbox;
import care.andon.support.Api;
import care.andon.support.LogCapture;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contacts that another system of the hospital sends. */
@QuarkusTest
class ContactImportTest {
  private static final String IMPORTS = "/api/v1/contacts/imports";
  private static final String CONTACTS = "/api/v1/me/contacts";
  private static final String HEADER = "person,kind,address\n";
  private static final String GRACE = "grace.kim,email,grace.of.the.house@example.org\n";
  private static final String OMAR = "omar.ortiz,pager,5512345\n";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");
  private final Api conrad = Api.as("conrad.vance");

  @Inject TimeMachine time;
  @Inject Telling telling;
  @Inject Outbox outbox;

  @AfterEach
  void without_contacts() {
    for (var person : List.of(grace, omar)) {
      for (var contact : person.all(CONTACTS)) {
        person.calls().delete(CONTACTS + "/" + contact.get("id")).then().statusCode(204);
      }
    }
  }

  @Test
  void a_dry_run_says_what_would_change_and_changes_nothing() {
    var report = report(csv("source=dry", HEADER + GRACE + OMAR));

    assertThat(counts(report)).containsExactly(2, 0, 0, 0);
    assertThat(report.getList("changes.what"))
        .containsExactly("grace.kim email g…@example.org", "omar.ortiz pager …45");
    assertThat(report.getBoolean("applied")).isFalse();
    assertThat(grace.all(CONTACTS)).isEmpty();
  }

  @Test
  void an_imported_contact_needs_no_code_and_is_used_at_once() {
    time.passUntil(MONDAY, "10:00");
    tell();
    var before = outbox.sent().size();
    apply("source=paging", HEADER + GRACE);
    assertThat(outbox.sent()).hasSize(before);

    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    tell();

    assertThat(outbox.sent().getFirst().address()).isEqualTo("grace.of.the.house@example.org");
    assertThat(grace.all(CONTACTS).getFirst()).containsEntry("source", "paging");
    nina.withdraw(id);
  }

  @Test
  void json_and_csv_mean_the_same_and_the_same_again_changes_nothing() {
    apply("source=paging", HEADER + GRACE + OMAR);
    var sent =
        Map.of(
            "contacts",
            List.of(
                contact("grace.kim", "email", "grace.of.the.house@example.org"),
                contact("omar.ortiz", "pager", "5512345")));

    var report = report(conrad.sends(sent).post(IMPORTS + "?source=other&apply=true"));

    assertThat(counts(report)).containsExactly(0, 0, 0, 2);
    assertThat(report.getString("id")).isNull();
    assertThat(omar.all(CONTACTS)).hasSize(1);
    assertThat(omar.all(CONTACTS).getFirst()).containsEntry("source", "paging");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"contacts\": null}"})
  void a_document_without_contacts_is_refused(String document) {
    conrad
        .calls()
        .contentType("application/json")
        .body(document)
        .post(IMPORTS + "?source=paging")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/contacts"))
        .body("errors[0].code", equalTo("required"));
  }

  @Test
  void contacts_are_used_in_the_order_of_the_file() {
    var addresses =
        IntStream.range(0, 9)
            .map(i -> 9 - i)
            .mapToObj(i -> "55120" + i)
            .collect(Collectors.toCollection(ArrayList::new));
    apply(
        "source=paging",
        HEADER
            + addresses.stream()
                .map("omar.ortiz,pager,%s\n"::formatted)
                .collect(Collectors.joining()));

    assertThat(omar.all(CONTACTS)).extracting(it -> it.get("address")).isEqualTo(addresses);
  }

  @Test
  void with_one_bad_line_nothing_is_imported() {
    var answer = csv("source=paging&apply=true", HEADER + GRACE + "omar.ortiz,pager,none\n");

    answer
        .then()
        .statusCode(422)
        .body("report.rejected[0].file", containsString("contacts"))
        .body("report.rejected[0].reason", containsString("5512"));
    assertThat(answer.jsonPath().getInt("report.rejected[0].line")).isEqualTo(3);
    assertThat(grace.all(CONTACTS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "omar.ortiz, pager, none, address, format",
    "omar.ortiz, email, @example.org, address, formula",
    "omar.ortiz, email, =cmd, address, formula",
    "omar.ortiz, pager, +55x, address, formula",
    "omar.ortiz, pager, +15550167, address, format",
    "omar.ortiz, fax, 5512345, kind, unknown_kind",
    "omar.ortiz, '', 5512345, kind, required",
    "omar.ortiz, pager, '', address, required",
    "no.such.person, pager, 5512345, person, unknown_person",
    "grace.kim, email, grace.of.the.house@example.org, address, duplicate_contact",
  })
  void each_mistake_has_its_place_and_a_reason(
      String person, String kind, String address, String column, String code) {
    var report =
        report(csv("source=dry", HEADER + GRACE + "%s,%s,%s\n".formatted(person, kind, address)));

    assertThat(report.getList("rejected.line")).containsExactly(3);
    assertThat(report.getList("rejected.column")).containsExactly(column);
    assertThat(report.getList("rejected.code")).containsExactly(code);
  }

  @Test
  void an_address_is_in_no_report_problem_or_log_line() {
    var secrets =
        List.of("grace.of.the.house", "5512345", "omar.hidden", "no.address.at.all", "fax.number");
    try (var log = new LogCapture()) {
      var good = HEADER + GRACE + OMAR;
      var bad =
          HEADER
              + "omar.ortiz,email,omar.hidden\n"
              + "omar.ortiz,pager,no.address.at.all\n"
              + "omar.ortiz,fax,fax.number\n"
              + OMAR
              + OMAR;
      var answers = new ArrayList<String>();
      answers.add(csv("source=canary", bad).asString());
      answers.add(csv("source=canary&apply=true", bad).asString());
      answers.add(csv("source=canary", good + "omar.ortiz,omar.hidden\n").asString());
      answers.add(
          conrad.sends("{\"contacts\":[\"fax.number").post(IMPORTS + "?source=canary").asString());
      answers.add(
          conrad
              .sends(Map.of("contacts", List.of(Map.of("address", List.of("fax.number")))))
              .post(IMPORTS + "?source=canary")
              .asString());
      answers.add(csv("source=canary&apply=true", good).asString());
      answers.add(csv("source=canary&whole=true", HEADER).asString());
      answers.add(csv("source=canary&whole=true&apply=true", HEADER).asString());
      answers.add(conrad.calls().get("/api/v1/directory/imports").asString());

      assertThat(answers).allSatisfy(it -> assertThat(it).doesNotContain(secrets));
      assertThat(answers.get(5)).contains("grace.kim email g…@example.org");
      assertThat(log.text()).contains("Contacts from source canary").doesNotContain(secrets);
    }
  }

  @Test
  void a_whole_import_removes_what_its_source_sent_before_and_nothing_else() {
    own("6612345");
    apply("source=other", HEADER + "grace.kim,pager,7712345\n");
    apply("source=paging", HEADER + GRACE + OMAR);

    var whole = csv("source=paging&whole=true", HEADER + OMAR);
    assertThat(counts(report(whole))).containsExactly(0, 0, 1, 1);
    csv("source=paging&whole=true&apply=true", HEADER + OMAR).then().statusCode(409);
    assertThat(grace.all(CONTACTS)).hasSize(3);
    confirmed(report(whole).getString("token"), HEADER + OMAR).then().statusCode(200);

    assertThat(grace.all(CONTACTS))
        .extracting(it -> it.get("address"))
        .containsExactly("6612345", "7712345");
  }

  @Test
  void a_token_fits_only_what_its_dry_run_has_shown() {
    var token = report(csv("source=paging&whole=true", HEADER + GRACE)).getString("token");
    own("6612345");

    confirmed(token, HEADER + OMAR).then().statusCode(412);
    assertThat(omar.all(CONTACTS)).isEmpty();
  }

  @Test
  void a_contact_that_waits_for_its_code_is_verified_by_the_import() {
    own("6612345");

    var report = apply("source=paging", HEADER + "grace.kim,pager,6612345\n");

    assertThat(counts(report)).containsExactly(0, 1, 0, 0);
    assertThat(grace.all(CONTACTS)).hasSize(1);
    assertThat(grace.all(CONTACTS).getFirst()).containsKey("verifiedAt");
  }

  @Test
  void a_person_has_at_most_ten_contacts() {
    own("6612345");
    var ten =
        IntStream.range(0, 10)
            .mapToObj("grace.kim,pager,55120%d\n"::formatted)
            .collect(Collectors.joining());

    var report = report(csv("source=paging", HEADER + ten));

    assertThat(report.getList("rejected.code")).contains("too_many");
  }

  @Test
  void a_person_who_left_gets_no_contact() {
    var source = "leaving";
    var people = Map.of("username", "leaving.soon", "name", "Lea Soon", "title", "Clerk");
    conrad.imports(source, Map.of("people", List.of(people)), true);
    assertThat(
            report(csv("source=dry", HEADER + "leaving.soon,pager,5512345\n")).getList("rejected"))
        .isNull();

    conrad.imports(source, Map.of("people", List.of()), true);

    assertThat(
            report(csv("source=dry", HEADER + "leaving.soon,pager,5512345\n"))
                .getList("rejected.code"))
        .containsExactly("unknown_person");
  }

  @Test
  void a_retry_with_a_key_gets_the_first_report() {
    var first = withKey();
    var second = withKey();

    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.jsonPath().getString("id")).isEqualTo(first.jsonPath().getString("id"));
  }

  private Response withKey() {
    return conrad
        .calls()
        .contentType("text/csv")
        .header("Idempotency-Key", "contacts-of-today")
        .body(HEADER + GRACE)
        .post(IMPORTS + "?source=paging&apply=true");
  }

  private Response csv(String parameters, String file) {
    return conrad.calls().contentType("text/csv").body(file).post(IMPORTS + "?" + parameters);
  }

  private Response confirmed(String token, String file) {
    return conrad
        .calls()
        .contentType("text/csv")
        .header("If-Match", token)
        .body(file)
        .post(IMPORTS + "?source=paging&whole=true&apply=true");
  }

  private JsonPath apply(String parameters, String file) {
    return report(csv(parameters + "&apply=true", file));
  }

  private static JsonPath report(Response answer) {
    return answer.then().statusCode(200).extract().jsonPath();
  }

  /** How many are added, changed, gone and unchanged. */
  private static List<Integer> counts(JsonPath report) {
    return List.of(
        report.getInt("summary[0].added"),
        report.getInt("summary[0].changed"),
        report.getInt("summary[0].gone"),
        report.getInt("summary[0].unchanged"));
  }

  private static Map<String, String> contact(String person, String kind, String address) {
    return Map.of("person", person, "kind", kind, "address", address);
  }

  /** Grace adds a contact and does not verify it. */
  private void own(String address) {
    grace.sends(Map.of("kind", "pager", "address", address)).post(CONTACTS).then().statusCode(201);
  }

  private void tell() {
    telling.tellDue().await().atMost(PATIENCE);
  }
}
