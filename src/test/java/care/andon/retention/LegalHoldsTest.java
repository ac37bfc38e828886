package care.andon.retention;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Legal holds over HTTP. */
@QuarkusTest
class LegalHoldsTest {
  private static final String HOLDS = "/api/v1/legal-holds";

  private final Api petra = Api.as("petra.voss");

  @Test
  void a_hold_is_in_force_until_it_is_lifted() {
    var request = Api.as("nina.patel").files(aNeed());
    var body = Map.of("reason", "Claim 2026-17", "request", request, "unit", "4W");

    String id = petra.sends(body).post(HOLDS).then().statusCode(201).extract().path("id");
    petra
        .calls()
        .get(HOLDS + "/" + id)
        .then()
        .statusCode(200)
        .body("reason", equalTo("Claim 2026-17"))
        .body("request", equalTo(request))
        .body("unit.code", equalTo("4W"))
        .body("placedBy", equalTo("petra.voss"))
        .body("placedAt", notNullValue())
        .body("liftedAt", nullValue());
    petra.calls().delete(HOLDS + "/" + id).then().statusCode(204);

    String lifted = petra.calls().get(HOLDS + "/" + id).then().extract().path("liftedAt");
    assertThat(lifted).isNotNull();
    petra.calls().delete(HOLDS + "/" + id).then().statusCode(204);
    petra.calls().get(HOLDS + "/" + id).then().body("liftedAt", equalTo(lifted));
    petra.calls().get(HOLDS + "?limit=200").then().body("items.id", hasItem(id));
    Api.as("nina.patel").withdraw(request);
  }

  @Test
  void placing_it_again_returns_it() {
    var body = Map.of("reason", "Twice", "unit", "4W");
    String first = petra.sends(body).post(HOLDS).then().statusCode(201).extract().path("id");

    petra.sends(body).post(HOLDS).then().statusCode(201).body("id", equalTo(first));
    petra.calls().delete(HOLDS + "/" + first).then().statusCode(204);
    String second = petra.sends(body).post(HOLDS).then().statusCode(201).extract().path("id");

    assertThat(second).isNotEqualTo(first);
    petra.calls().delete(HOLDS + "/" + second).then().statusCode(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'reason':'r'}                                                          | /request     | required
          {'unit':'4W'}                                                           | /reason      | required
          {'reason':'r','unit':'nowhere'}                                         | /unit        | unknown_unit
          {'reason':'r','request':'SR-999999999'}                                 | /request     | unknown_request
          {'reason':'r','request':'00000000-0000-7000-8000-00000000dead'}         | /request     | unknown_request
          {'reason':'r','request':'a request'}                                    | /request     | unknown_request
          {'reason':'r','askedFrom':'2026-01-02T00:00:00Z','askedBefore':'2026-01-02T00:00:00Z'} | /askedBefore | order
          """)
  void a_hold_that_makes_no_sense_is_refused(String body, String pointer, String code) {
    petra
        .sends(body.replace('\'', '"'))
        .post(HOLDS)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo(pointer))
        .body("errors[0].code", equalTo(code));
  }

  /** Requests of other tests are due by now, so a hold keeps them all. */
  @Test
  void what_is_due_can_be_asked() {
    var all = Map.of("reason", "All", "askedFrom", "2000-01-01T00:00:00Z");
    String hold = petra.sends(all).post(HOLDS).then().statusCode(201).extract().path("id");
    Api.as("edith.lowe")
        .calls()
        .get("/api/v1/retention")
        .then()
        .statusCode(200)
        .body("askersAfter", equalTo("P12M"))
        .body("wordsAfter", equalTo("P7Y"))
        .body("applies", equalTo(false))
        .body("askersDue", equalTo(0))
        .body("wordsDue", equalTo(0));
    petra.calls().delete(HOLDS + "/" + hold).then().statusCode(204);
  }
}
