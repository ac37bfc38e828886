package care.andon.api;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.Given;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.util.KeyUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Forms of the intranet: an integration files on behalf of a caregiver. */
@QuarkusTest
class FilingForOthersTest {
  private final Api intranet = Api.as("intranet");
  private final Api nina = Api.as("nina.patel");

  @ConfigProperty(name = "quarkus.oidc.token.issuer")
  String issuer;

  @ConfigProperty(name = "andon.demo.issuer-key")
  Path issuerKey;

  @Test
  void an_integration_files_for_a_caregiver_who_is_the_asker() {
    var filed = intranet.open(aNeed().with("onBehalfOf", "nina.patel"));
    var id = filed.getString("id");

    assertThat(filed.getString("requester.name")).isEqualTo("Nina Patel");
    assertThat(filed.getString("onBehalfOf.name")).isEqualTo("Nina Patel");
    assertThat(filed.getString("unit.code")).isEqualTo("4W");
    assertThat(nina.calls().get("/api/v1/me/requests").asString()).contains(id);
    nina.message(id, "At the desk, please");
    nina.does("withdraw", id);
  }

  @Test
  void without_the_caregiver_nothing_is_filed() {
    intranet
        .sends(aNeed())
        .post(Api.REQUESTS)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/onBehalfOf"))
        .body("errors[0].code", equalTo("required"));
    for (var person : List.of("intranet", "no.body", "")) {
      intranet
          .sends(aNeed().with("onBehalfOf", person))
          .post(Api.REQUESTS)
          .then()
          .statusCode(400)
          .body("errors[0].pointer", equalTo("/onBehalfOf"));
    }
  }

  @Test
  void without_a_unit_it_is_the_unit_of_the_caregiver() {
    var need = aNeed().without("unit").with("onBehalfOf", "nina.patel");

    var filed = intranet.open(need);

    assertThat(filed.getString("unit.code")).isEqualTo("4W");
    nina.does("withdraw", filed.getString("id"));
  }

  @Test
  void the_integration_does_not_act_for_the_caregiver() {
    var id = intranet.files(aNeed().with("onBehalfOf", "nina.patel"));

    assertThat(intranet.calls().get(Api.REQUESTS + "/" + id).<List<String>>path("allowedActions"))
        .isEmpty();
    for (var act : List.of("withdraw", "messages", "impact")) {
      assertThat(intranet.tries(act, id, Given.bodyOf(act)).statusCode()).as(act).isEqualTo(403);
    }
    nina.does("withdraw", id);
  }

  @Test
  void what_is_confidential_is_between_the_caregiver_and_the_team() {
    var key = UUID.randomUUID().toString();
    var need = aNeedOf("this_shift", "wellbeing").with("onBehalfOf", "nina.patel");
    String id = intranet.open(need, key).then().statusCode(201).extract().path("id");

    assertThat(intranet.calls().get(Api.REQUESTS + "/" + id).statusCode()).isEqualTo(404);
    assertThat(intranet.calls().get(Api.REQUESTS).asString()).doesNotContain(id);
    var again = intranet.open(need, key);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.<String>path("id")).isEqualTo(id);
    nina.does("withdraw", id);
  }

  @Test
  void the_account_need_not_be_in_the_directory() throws Exception {
    var key = UUID.randomUUID().toString();
    var need = aNeedOf("this_shift", "wellbeing").with("onBehalfOf", "nina.patel");

    var filed = asUnknownAccount(need, key);
    var again = asUnknownAccount(need, key);

    assertThat(filed.statusCode()).as(filed.asString()).isEqualTo(201);
    assertThat(filed.<String>path("requester.name")).isEqualTo("Nina Patel");
    assertThat(filed.<String>path("onBehalfOf.name")).isEqualTo("Nina Patel");
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.<String>path("id")).isEqualTo(filed.path("id"));
    nina.does("withdraw", filed.path("id"));
  }

  private Response asUnknownAccount(Body need, String key) throws Exception {
    var token =
        Jwt.issuer(issuer)
            .preferredUserName("service-account-forms")
            .groups("integration")
            .expiresIn(600)
            .sign(KeyUtils.decodePrivateKey(Files.readString(issuerKey)));
    return RestAssured.given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(need)
        .header("Idempotency-Key", key)
        .post(Api.REQUESTS);
  }
}
