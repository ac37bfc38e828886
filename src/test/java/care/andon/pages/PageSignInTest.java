package care.andon.pages;

import static care.andon.support.Given.aNeed;
import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.net.HttpCookie;
import org.junit.jupiter.api.Test;

/** People sign in to pages by the code flow, and the API knows nothing of their session. */
@QuarkusTest
class PageSignInTest {

  @Test
  void the_front_page_needs_no_sign_in_and_offers_demo_people() {
    given()
        .accept("text/html")
        .get("/")
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", startsWith("default-src 'none'; style-src 'self'"))
        .header("Cache-Control", equalTo("no-store"))
        .body(containsString("/dev/sign-in/nina.patel"));
  }

  @Test
  void one_click_signs_in_and_shows_the_persons_unit() {
    var nina = Browser.of("nina.patel");

    var home = nina.get("/pages/sign-in");

    assertThat(home.uri().getPath()).isEqualTo("/pages/units/4W");
    assertThat(home.body()).contains("Nina Patel", "Sign out");
  }

  @Test
  void a_page_without_a_session_sends_the_browser_to_sign_in() {
    given()
        .redirects()
        .follow(false)
        .accept("text/html")
        .get("/pages/units/4W")
        .then()
        .statusCode(302)
        .header("Location", containsString("/dev/issuer/authorize?"))
        .header("Location", containsString("code_challenge_method=S256"))
        .header("Location", containsString("prompt=login"));
  }

  @Test
  void the_next_demo_person_takes_the_place_of_the_one_before() {
    var browser = Browser.of("nina.patel");

    browser.get("/dev/sign-in/helen.brandt");

    assertThat(browser.page("/pages/units/4W")).contains("Helen Brandt").doesNotContain("Nina");
  }

  @Test
  void a_session_ends_15_minutes_after_the_last_page() {
    var nina = Browser.of("nina.patel");

    nina.page("/pages/units/4W");

    assertThat(nina.session()).isNotEmpty();
    assertThat(nina.session())
        .allSatisfy(
            it -> {
              assertThat(it.getMaxAge()).isEqualTo(900);
              assertThat(it.isHttpOnly()).isTrue();
              assertThat(it.getPath()).isEqualTo("/pages");
            });
    assertThat(nina.page("/pages/units/4W")).contains("content=\"905; url=/pages/signed-out\"");
  }

  @Test
  void what_a_page_loads_in_the_background_does_not_prolong_the_session() {
    var nina = Browser.of("nina.patel");

    var answer =
        nina.get("/pages/units/4W", "Accept", "text/html", "X-Requested-With", "JavaScript");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void a_wall_stays_signed_in_and_sees_only_walls() {
    var wall = Browser.of("intranet");

    assertThat(wall.page("/pages/units/4W"))
        .contains("class=\"wall\"")
        .doesNotContain("http-equiv=\"refresh\"", "href=\"/pages/requests/");
    assertThat(wall.session())
        .extracting(HttpCookie::getMaxAge)
        .allSatisfy(it -> assertThat(it).isGreaterThan(3600));
    for (var path : new String[] {"/pages/huddles/3", "/pages/requests/SR-1"}) {
      assertThat(wall.get(path).statusCode()).as(path).isEqualTo(403);
    }
  }

  @Test
  void signing_out_removes_the_session_and_what_the_browser_stored() {
    var nina = Browser.of("nina.patel");

    var end = nina.post("/pages/sign-out");

    assertThat(end.uri().getPath()).isEqualTo("/pages/signed-out");
    assertThat(end.headers().firstValue("Clear-Site-Data")).hasValue("\"cache\", \"storage\"");
    assertThat(nina.session()).isEmpty();
    assertThat(nina.get("/pages/units/4W").uri().getPath()).isEqualTo("/dev/issuer/authorize");
  }

  @Test
  void the_api_takes_no_session() {
    var nina = Browser.of("nina.patel");
    var cookies = nina.session().stream().collect(toMap(HttpCookie::getName, HttpCookie::getValue));

    given().cookies(cookies).get("/api/v1/me/requests").then().statusCode(401);
    given()
        .cookies(cookies)
        .contentType("application/json")
        .body(aNeed())
        .post("/api/v1/requests")
        .then()
        .statusCode(401);
  }

  @Test
  void a_browser_gets_a_problem_as_a_page_and_a_program_as_json() {
    var nina = Browser.of("nina.patel");

    var page = nina.get("/pages/units/nowhere");
    var json = nina.get("/pages/units/nowhere", "Accept", "*/*");

    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.headers().firstValue("Content-Type"))
        .hasValueSatisfying(it -> assertThat(it).startsWith("text/html"));
    assertThat(page.body()).contains("This page does not exist", "href=\"/\"");
    assertThat(json.statusCode()).isEqualTo(404);
    assertThat(json.body()).contains("\"code\":\"not-found\"");
  }
}
