package care.andon.api;

import static care.andon.api.WrongCalls.assertUnauthenticated;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Given;
import care.andon.support.LogCapture;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.util.KeyUtils;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Sign-in: which tokens are accepted. */
@QuarkusTest
class SignInTest {
  private final Api nina = Api.as("nina.patel");

  @Inject MeterRegistry meters;

  @ConfigProperty(name = "quarkus.oidc.token.issuer")
  String issuer;

  @ConfigProperty(name = "andon.demo.issuer-key")
  Path issuerKey;

  @Test
  void a_valid_token_is_accepted() throws Exception {
    calls(nina().sign(issuersKey())).then().statusCode(200);
  }

  @Test
  void a_call_without_a_token_is_refused() {
    for (var path :
        List.of(
            Api.REQUESTS,
            Api.REQUESTS + "/SR-1",
            "/api/v1/units",
            "/api/v1/problems",
            "/q/metrics",
            "/q/openapi")) {
      assertUnauthenticated(given().get(path));
    }
    assertUnauthenticated(given().contentType("application/json").body("{}").post(Api.REQUESTS));
    assertUnauthenticated(given().delete(Api.REQUESTS));
  }

  @Test
  void other_authorization_headers_are_refused() {
    for (var header :
        List.of(
            "Bearer",
            "Bearer ",
            "Basic bmluYTpwYXRlbA==",
            "Token x",
            "Bearer x",
            "Bearer a.b.c",
            "Bearer " + "x".repeat(5_000))) {
      assertUnauthenticated(given().header("Authorization", header).get(Api.REQUESTS));
    }
    assertUnauthenticated(given().get(Api.REQUESTS + "?access_token=" + nina.token()));
  }

  @Test
  void the_challenge_says_whether_a_token_was_refused_or_missing() throws Exception {
    for (var header : List.of("", "Basic bmluYTpwYXRlbA==", "Token x", "Bearer", "Bearer ")) {
      assertThat(
              given().header("Authorization", header).get(Api.REQUESTS).header("WWW-Authenticate"))
          .isEqualTo("Bearer");
    }
    for (var token : List.of("x", "a.b.c", nina().expiresIn(-600).sign(issuersKey()))) {
      assertThat(calls(token).headers().getValues("WWW-Authenticate"))
          .containsExactly("Bearer error=\"invalid_token\"");
    }
  }

  @Test
  void a_refused_call_is_one_line_in_the_log_and_one_in_the_metrics() throws Exception {
    var other = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    for (var refused :
        Map.of(
                "malformed", "x.y",
                "signature", nina().sign(other),
                "expired", nina().expiresAt(Instant.now().minusSeconds(90)).sign(issuersKey()),
                "issuer", nina().issuer("https://elsewhere.invalid").sign(issuersKey()),
                "not_yet_valid",
                    nina()
                        .claim("nbf", Instant.now().plusSeconds(90).getEpochSecond())
                        .sign(issuersKey()),
                "username", Jwt.issuer(issuer).groups("manager").expiresIn(9).sign(issuersKey()))
            .entrySet()) {
      var before = failures(refused.getKey());
      try (var log = new LogCapture()) {
        var answer = calls(refused.getValue());

        var lines = log.text().lines().filter(line -> line.contains("Sign-in refused")).toList();
        assertThat(lines)
            .singleElement()
            .asString()
            .startsWith("INFO ")
            .contains(answer.<String>path("traceId"))
            .doesNotContain(refused.getValue());
        assertThat(failures(refused.getKey())).as(refused.getKey()).isEqualTo(before + 1);
      }
    }
  }

  private double failures(String reason) {
    return meters.get("andon.sign.in.failures").tag("reason", reason).counter().count();
  }

  @Test
  void an_unsigned_token_is_refused() {
    var payload = nina.token().split("\\.", -1)[1];
    for (var alg : List.of("none", "None", "NONE")) {
      var header = base64("{\"alg\":\"" + alg + "\",\"typ\":\"JWT\"}");
      assertUnauthenticated(calls(header + "." + payload + "."));
      assertUnauthenticated(calls(header + "." + payload + "." + nina.token().split("\\.", -1)[2]));
    }
  }

  @Test
  void a_token_signed_with_another_key_is_refused() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);

    assertUnauthenticated(calls(nina().sign(generator.generateKeyPair().getPrivate())));
  }

  @Test
  void a_token_signed_with_the_public_key_as_a_secret_is_refused() throws Exception {
    var secret = Base64.getEncoder().encodeToString(issuersKey().getEncoded());

    assertUnauthenticated(calls(nina().signWithSecret(secret)));
  }

  @Test
  void a_token_with_changed_claims_is_refused() {
    var parts = nina.token().split("\\.", -1);
    var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);

    var forged = base64(claims.replace("caregiver", "administrator"));

    assertUnauthenticated(calls(parts[0] + "." + forged + "." + parts[2]));
  }

  @Test
  void an_expired_token_is_refused() throws Exception {
    var then = Instant.now().minusSeconds(7_200);

    assertUnauthenticated(
        calls(nina().issuedAt(then).expiresAt(then.plusSeconds(3_600)).sign(issuersKey())));
  }

  @Test
  void clocks_may_differ_by_30_seconds() throws Exception {
    var now = Instant.now();

    for (var off : List.of(-25, -5, 5, 25)) {
      calls(nina().issuedAt(now.plusSeconds(off)).sign(issuersKey())).then().statusCode(200);
      calls(nina().claim("nbf", now.plusSeconds(off).getEpochSecond()).sign(issuersKey()))
          .then()
          .statusCode(200);
    }
    calls(nina().issuedAt(now.minusSeconds(600)).expiresAt(now.minusSeconds(5)).sign(issuersKey()))
        .then()
        .statusCode(200);
    assertUnauthenticated(
        calls(
            nina()
                .issuedAt(now.minusSeconds(600))
                .expiresAt(now.minusSeconds(60))
                .sign(issuersKey())));
    assertUnauthenticated(
        calls(nina().claim("nbf", now.plusSeconds(90).getEpochSecond()).sign(issuersKey())));
  }

  @Test
  void roles_come_from_the_configured_claim_only() throws Exception {
    for (var elsewhere : List.of("realm_access", "resource_access")) {
      var roles = Map.of("roles", List.of("configurer", "administrator"));
      var token =
          Jwt.issuer(issuer)
              .preferredUserName("conrad.vance")
              .claim(elsewhere, elsewhere.equals("realm_access") ? roles : Map.of("andon", roles))
              .expiresIn(600)
              .sign(issuersKey());

      given().auth().oauth2(token).get("/api/v1/people").then().statusCode(403);
    }
  }

  @Test
  void a_username_that_is_no_text_is_refused_without_an_error_in_the_log() throws Exception {
    try (var log = new LogCapture()) {
      for (var username : List.of("42", "[\"nina.patel\"]", "{\"name\": \"nina\"}", "true")) {
        assertUnauthenticated(calls(tokenWithUsername(username)));
      }
      assertThat(log.text()).doesNotContain("ERROR ").doesNotContain("SEVERE ");
    }
  }

  @Test
  void without_a_unit_in_the_token_the_unit_of_the_directory_counts() throws Exception {
    var filed =
        given()
            .auth()
            .oauth2(nina().sign(issuersKey()))
            .contentType("application/json")
            .body("{\"impact\":\"this_shift\",\"category\":\"supplies\",\"need\":\"Gloves\"}")
            .post(Api.REQUESTS);

    assertThat(filed.statusCode()).isEqualTo(201);
    assertThat(filed.<String>path("unit.code")).isEqualTo("4W");
    nina.does("withdraw", filed.path("id"));
  }

  @Test
  void a_token_of_another_issuer_is_refused() throws Exception {
    assertUnauthenticated(calls(nina().issuer("https://elsewhere.invalid").sign(issuersKey())));
  }

  @Test
  void a_token_without_roles_is_accepted_but_allows_no_act() throws Exception {
    var token =
        Jwt.issuer(issuer).preferredUserName("nina.patel").expiresIn(600).sign(issuersKey());

    given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(
            "{\"impact\":\"this_shift\",\"category\":\"supplies\",\"need\":\"x\",\"unit\":\"4W\"}")
        .post(Api.REQUESTS)
        .then()
        .statusCode(403);
  }

  @Test
  void a_token_without_a_username_is_refused() throws Exception {
    assertUnauthenticated(
        calls(Jwt.issuer(issuer).groups("administrator").expiresIn(600).sign(issuersKey())));
  }

  @Test
  void capitals_of_the_username_do_not_make_another_person() throws Exception {
    var key = UUID.randomUUID().toString();
    var mine = nina.open(Given.aNeed(), key);
    var other =
        Jwt.issuer(issuer)
            .preferredUserName("Nina.PATEL")
            .groups("caregiver")
            .claim("unit", "4W")
            .expiresIn(600)
            .sign(issuersKey());

    var replayed =
        given()
            .auth()
            .oauth2(other)
            .contentType("application/json")
            .body(Given.aNeed())
            .header("Idempotency-Key", key)
            .post(Api.REQUESTS);

    assertThat(replayed.statusCode()).isEqualTo(201);
    assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(replayed.<String>path("id")).isEqualTo(mine.path("id"));
    assertThat(replayed.<String>path("requester.name")).isEqualTo("Nina Patel");
    nina.does("withdraw", mine.path("id"));
  }

  @Test
  void headers_that_claim_another_caller_have_no_effect() {
    var filed =
        nina.calls()
            .header("X-User", "omar.ortiz")
            .header("X-Forwarded-User", "omar.ortiz")
            .header("X-Roles", "administrator")
            .header("X-HTTP-Method-Override", "DELETE")
            .get("/api/v1/people");
    assertThat(filed.statusCode()).isEqualTo(403);
  }

  /** Signed by hand: the builder of tokens accepts only text as a username. */
  private String tokenWithUsername(String json) throws Exception {
    var expires = Instant.now().plusSeconds(600).getEpochSecond();
    var claims =
        "{\"iss\": \"%s\", \"groups\": [\"caregiver\"], \"preferred_username\": %s, \"exp\": %d}"
            .formatted(issuer, json, expires);
    var content = base64("{\"alg\": \"RS256\", \"typ\": \"JWT\"}") + "." + base64(claims);
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(issuersKey());
    signature.update(content.getBytes(StandardCharsets.US_ASCII));
    return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private JwtClaimsBuilder nina() {
    return Jwt.issuer(issuer)
        .preferredUserName("nina.patel")
        .groups(Set.of("caregiver"))
        .expiresIn(600);
  }

  private static Response calls(String token) {
    return given().auth().oauth2(token).get(Api.REQUESTS);
  }

  private PrivateKey issuersKey() throws Exception {
    return KeyUtils.decodePrivateKey(Files.readString(issuerKey));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
