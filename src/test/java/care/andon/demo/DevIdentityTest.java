package care.andon.demo;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DevIdentityTest {

  @Test
  void everybody_one_can_be_is_listed_with_roles_unit_and_teams() {
    get("/dev/people")
        .then()
        .statusCode(200)
        .body(
            "items.roles.flatten()",
            hasItems(
                "caregiver", "administrator", "manager", "auditor", "integration", "configurer"))
        .body("items.find { it.username == 'nina.patel' }.unit", equalTo("4W"))
        .body("items.find { it.username == 'omar.ortiz' }.teams[0]", equalTo("supply-chain"));
  }

  @Test
  void a_token_says_who_it_is_for_one_hour() {
    var token = get("/dev/tokens/nina.patel").then().statusCode(200).extract().asString();

    var claims = claims(token);
    assertThat(claims.getString("iss")).isEqualTo(DemoSettings.ISSUER);
    assertThat(claims.getString("sub"))
        .isEqualTo(DemoHospital.id("person", "nina.patel").toString());
    assertThat(claims.getString("preferred_username")).isEqualTo("nina.patel");
    assertThat(claims.getString("name")).isEqualTo("Nina Patel");
    assertThat(claims.getList("groups")).isEqualTo(List.of("caregiver"));
    assertThat(claims.getString("unit")).isEqualTo("4W");
    assertThat(claims.getString("jti")).isNotBlank();
    assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(3_600);
  }

  @Test
  void there_is_no_token_for_somebody_else() {
    get("/dev/tokens/nobody")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("not-found"));
  }

  private static JsonPath claims(String token) {
    var payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return new JsonPath(new String(payload, StandardCharsets.UTF_8));
  }
}
