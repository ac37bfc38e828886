package care.andon.directory;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import care.andon.kernel.Impact;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DirectoryApiTest {
  private static final String API = "/api/v1";

  @Test
  void the_demo_hospital_has_four_facilities_each_with_its_time_zone() {
    nina()
        .get(API + "/facilities")
        .then()
        .statusCode(200)
        .body("items.code", contains("HARBOR", "LAKESIDE", "MESA", "NORTHGATE"))
        .body(
            "items.timeZone",
            contains("America/New_York", "America/Chicago", "America/Phoenix", "America/Chicago"))
        .body("next", nullValue());
    nina().get(API + "/facilities/LAKESIDE").then().statusCode(200);
  }

  @Test
  void all_units_come_sorted_by_code() {
    var units = nina().get(API + "/units").then().statusCode(200).extract();

    List<String> codes = units.path("items.code");
    assertThat(codes).hasSize(40).isSorted();
    List<String> lakeside = units.path("items.findAll { it.facility.code == 'LAKESIDE' }.code");
    assertThat(lakeside).containsExactly("4W", "5E", "CLINIC", "ED", "ICU", "LD", "OR", "PEDS");
  }

  @Test
  void a_unit_is_found_by_code_and_by_id() {
    String id = nina().get(API + "/units/4W").then().statusCode(200).extract().path("id");

    nina().get(API + "/units/" + id).then().statusCode(200).body("code", equalTo("4W"));
  }

  @Test
  void a_team_shows_its_people_and_no_more_of_them_than_name_and_title() {
    nina()
        .get(API + "/teams/supply-chain")
        .then()
        .statusCode(200)
        .body("members[0].name", equalTo("Grace Kim"))
        .body("members[0].lead", equalTo(true))
        .body("members.name", hasItems("Omar Ortiz", "Luis Romero"))
        .body("members.username", everyItem(nullValue()))
        .body("onCall[0].name", notNullValue());
    nina().get(API + "/teams?limit=200").then().statusCode(200).body("items", hasSize(4 * 14));
  }

  @Test
  void caregivers_do_not_list_people_and_administrators_do() {
    nina().get(API + "/people").then().statusCode(403).body("code", equalTo("forbidden"));

    as("omar.ortiz")
        .get(API + "/people?limit=200")
        .then()
        .statusCode(200)
        .body("items.username", hasItems("edith.lowe", "helen.brandt", "intranet"))
        .body("items.username", everyItem(notNullValue()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"omar.ortiz", "helen.brandt", "edith.lowe", "conrad.vance", "intranet"})
  void whoever_hands_work_to_people_may_list_them(String username) {
    as(username).get(API + "/people").then().statusCode(200);
  }

  @Test
  void people_come_page_by_page_each_once() {
    var seen = new ArrayList<String>();
    var page = API + "/people?limit=7";
    while (page != null) {
      var answer = as("omar.ortiz").get(page).then().statusCode(200).extract();
      seen.addAll(answer.path("items.username"));
      page = answer.path("next");
      assertThat(answer.header("Link"))
          .isEqualTo(page == null ? null : "<" + page + ">; rel=\"next\"");
    }

    List<String> everybody = get("/dev/people").path("items.username");
    // Other tests add people; every person must be listed exactly once.
    assertThat(seen).containsAll(everybody).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void a_person_has_a_unit_and_teams() {
    nina()
        .get(API + "/people/nina.patel")
        .then()
        .statusCode(200)
        .body("name", equalTo("Nina Patel"))
        .body("unit.code", equalTo("4W"))
        .body("teams", hasSize(0));
    nina()
        .get(API + "/people/kira.jones")
        .then()
        .body("unit", nullValue())
        .body("teams.code", contains("clinical-it"));
  }

  @Test
  void on_call_now_names_somebody_at_every_tier() {
    nina()
        .get(API + "/on-call")
        .then()
        .statusCode(200)
        .body("items.facility.code", contains("HARBOR", "LAKESIDE", "MESA", "NORTHGATE"))
        .body("items.teams*.size()", everyItem(equalTo(14)))
        .body("items.tiers*.tier", everyItem(contains(2, 3, 4)))
        .body("items[1].tiers.people", everyItem(hasSize(greaterThan(0))))
        .body("items[1].tiers.find { it.tier == 4 }.people.name", contains("Catherine Moss"));
  }

  @Test
  void categories_say_who_looks_after_them_and_what_this_service_is_not_for() {
    nina()
        .get(API + "/categories")
        .then()
        .statusCode(200)
        .body("guard", equalTo(Impact.GUARD))
        .body("items", hasSize(14))
        .body("items[0].code", equalTo("supplies"))
        .body("items[0].words", equalTo("Something's out or missing"))
        .body("items[0].owners[0].team.code", equalTo("supply-chain"))
        .body("items[0].owners[0].offHours", equalTo("supply on call, else house supervisor"))
        .body(
            "items.findAll { it.confidentialByDefault }.code",
            contains("staffing", "safety_violence", "wellbeing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/facilities/nowhere",
        "/units/1-1-1-1-1",
        "/units/00000000-0000-0000-0000-000000000000",
        "/teams/nobody",
        "/people/nobody",
        "/people/%00",
      })
  void what_is_not_there_is_not_found(String path) {
    nina()
        .urlEncodingEnabled(false)
        .get(API + path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("not-found"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/facilities", "/units", "/teams", "/on-call", "/people"})
  void a_limit_is_a_whole_number_from_1(String path) {
    for (var limit : List.of("0", "-1", "abc", "1.5", "+1", "0x1")) {
      as("omar.ortiz")
          .queryParam("limit", limit)
          .get(API + path)
          .then()
          .statusCode(400)
          .body("errors[0].pointer", equalTo("limit"));
    }
    as("omar.ortiz").get(API + path + "?limit=100000").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/facilities", "/units", "/teams", "/on-call", "/people"})
  void a_cursor_that_was_not_given_is_refused(String path) {
    as("omar.ortiz")
        .get(API + path + "?cursor=bmluYQ")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-cursor"));
  }

  @Test
  void a_cursor_of_one_list_is_refused_by_another() {
    String next = nina().get(API + "/units?limit=1").then().extract().path("next");
    var cursor = next.substring(next.indexOf("cursor=") + "cursor=".length());

    nina().get(API + "/teams?cursor=" + cursor).then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/facilities",
        "/units/4W",
        "/teams",
        "/people",
        "/people/omar.ortiz",
        "/on-call",
        "/categories"
      })
  void everything_wants_a_token(String path) {
    get(API + path).then().statusCode(401).header("WWW-Authenticate", equalTo("Bearer"));
    given().auth().oauth2("not.a.token").get(API + path).then().statusCode(401);
  }

  private static RequestSpecification nina() {
    return as("nina.patel");
  }

  private static RequestSpecification as(String username) {
    return given().auth().oauth2(get("/dev/tokens/" + username).asString());
  }
}
