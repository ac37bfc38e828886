package care.andon.story;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.Calls;
import care.andon.support.Contract;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person leaves the hospital while their token is still valid. */
@QuarkusTest
class LeaverTest {
  private static final String HANK = "hank.miller";
  private static final String TEAM = "facilities";

  private final Api conrad = Api.as("conrad.vance");
  private Body person = new Body();
  private boolean lead;

  @BeforeEach
  void know() {
    var hank = conrad.calls().get("/api/v1/people/" + HANK).then().statusCode(200).extract();
    person =
        Body.of("username", HANK).with("name", hank.path("name")).with("title", hank.path("title"));
    List<Map<String, Object>> members =
        conrad.calls().get("/api/v1/teams/" + TEAM).then().extract().path("members");
    lead =
        members.stream()
            .filter(member -> member.get("name").equals(hank.path("name")))
            .anyMatch(member -> (boolean) member.get("lead"));
    imports(List.of(person), List.of(), false);
  }

  @AfterEach
  void come_back() {
    imports(
        List.of(person),
        List.of(Body.of("team", TEAM).with("person", HANK).with("lead", lead)),
        false);
  }

  @Test
  void every_operation_refuses_them_and_does_nothing() {
    var hank = Api.as(HANK);
    hank.calls().get("/api/v1/units").then().statusCode(200);

    imports(List.of(), List.of(), true);

    var softly = new SoftAssertions();
    for (var operation : Contract.committed().operations()) {
      var request = Calls.isOfARequest(operation) ? Calls.requestFor(operation) : "";
      var answer =
          Calls.example(operation, request)
              .auth()
              .oauth2(hank.token())
              .request(operation.method(), operation.path());
      softly.assertThat(answer.statusCode()).as(operation.id()).isEqualTo(403);
      softly
          .assertThat(answer.jsonPath().getString("code"))
          .as(operation.id())
          .isEqualTo("has-left");
    }
    softly.assertAll();
  }

  @Test
  void they_are_in_no_list_but_still_shown_in_past_requests() {
    imports(List.of(), List.of(), true);

    assertThat(conrad.all("/api/v1/people?limit=200"))
        .extracting(it -> it.get("username"))
        .doesNotContain(HANK);
    conrad.calls().get("/api/v1/people/" + HANK).then().statusCode(200);
    assertThat(
            conrad
                .calls()
                .get("/api/v1/teams/" + TEAM)
                .then()
                .extract()
                .<List<String>>path("members.name"))
        .doesNotContain(person.get("name").toString());
  }

  private void imports(List<Body> people, List<Body> memberships, boolean whole) {
    conrad.imports("leavers", Map.of("people", people, "memberships", memberships), whole);
  }
}
