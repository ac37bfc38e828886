package care.andon.api;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A body with several mistakes: one problem names all of them. */
@QuarkusTest
class AllErrorsTest {
  private static final String SHIFTS = "/api/v1/teams/supply-chain/shifts";

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api conrad = Api.as("conrad.vance");

  @Test
  void values_types_unknown_properties_and_rules_are_named_together() {
    assertThat(
            errors(
                nina,
                Api.REQUESTS,
                """
                {"impact":"x","category":"y","need":"","minutesLost":"z","colour":"red"}
                """))
        .isEqualTo(
            Map.of(
                "/impact", "unknown_value",
                "/category", "unknown_value",
                "/need", "required",
                "/minutesLost", "wrong_type",
                "/colour", "unknown_property"));
  }

  @Test
  void a_value_of_a_wrong_type_is_not_missing_as_well() {
    assertThat(errors(nina, Api.REQUESTS, "{\"impact\":1,\"need\":[\"Tape\"]}"))
        .isEqualTo(
            Map.of("/impact", "unknown_value", "/need", "wrong_type", "/category", "required"));
  }

  @Test
  void acts_name_all_of_their_mistakes() {
    var id = nina.files(aNeed());

    assertThat(
            errors(
                omar,
                Api.REQUESTS + "/" + id + "/decline",
                "{\"reason\":\"because\",\"words\":\" \",\"alternative\":7}"))
        .isEqualTo(
            Map.of(
                "/reason", "unknown_value",
                "/words", "required",
                "/alternative", "wrong_type"));
    assertThat(errors(omar, "/api/v1/me/handover", "{\"team\":1,\"assignee\":2,\"note\":\"\"}"))
        .containsOnlyKeys("/team", "/assignee", "/note");
  }

  @Test
  void elements_of_lists_are_named_by_their_place() {
    var errors =
        errors(
            conrad,
            SHIFTS,
            """
            {"shifts":[
              {"person":1,"starts":"2199-03-05T19:00","ends":"x"},
              {"person":"ana.ortiz","starts":false,"ends":"2199-03-06T07:00"}]}
            """);

    assertThat(errors).containsKeys("/shifts/0/person", "/shifts/1/starts");
  }

  @Test
  void the_number_of_errors_is_bounded() {
    var wrong =
        IntStream.range(0, 1000)
            .mapToObj(i -> "\"a" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}"));

    assertThat(errors(nina, Api.REQUESTS, wrong)).hasSizeBetween(5, 100);
  }

  private static Map<String, String> errors(Api person, String path, String body) {
    JsonPath problem = person.sends(body).post(path).then().statusCode(400).extract().jsonPath();
    List<Map<String, String>> errors = problem.getList("errors");
    return errors.stream()
        .collect(Collectors.toMap(error -> error.get("pointer"), error -> error.get("code")));
  }
}
