package care.andon.demo;

import care.andon.kernel.WireNames;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Issues tokens in place of the identity provider of the hospital. */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test"})
class LocalIssuer {
  private static final String KEY_ID = "demo";

  static final Duration LIFESPAN = Duration.ofHours(1);

  private final DemoHospital demo;
  private final IssuerKey key;

  LocalIssuer(DemoHospital demo, @ConfigProperty(name = DemoSettings.ISSUER_KEY) String issuerKey) {
    this.demo = demo;
    this.key = IssuerKey.keptIn(Path.of(issuerKey));
  }

  /** A token for one hour; empty if the demo hospital has no such person. */
  Optional<String> token(String username) {
    return demo.person(username).map(this::token);
  }

  /**
   * An identity token for the pages; empty if the demo hospital has no such person.
   *
   * @param nonce null if a token is renewed
   */
  Optional<String> idToken(String username, @Nullable String nonce) {
    return demo.person(username)
        .map(
            person -> {
              var claims = claims(person).audience(DemoSignIn.CLIENT);
              if (nonce != null) {
                claims.claim("nonce", nonce);
              }
              return claims.jws().keyId(KEY_ID).sign(key.privateKey());
            });
  }

  /** The public key as a JSON Web Key (RFC 7517). */
  Map<String, Object> publicKey() {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    return Map.of(
        "kty",
        "RSA",
        "use",
        "sig",
        "alg",
        "RS256",
        "kid",
        KEY_ID,
        "n",
        encoder.encodeToString(unsigned(key.key().getModulus())),
        "e",
        encoder.encodeToString(unsigned(key.key().getPublicExponent())));
  }

  /** Without the byte of the sign. */
  private static byte[] unsigned(BigInteger number) {
    var bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private String token(Hospital.Person person) {
    return claims(person).sign(key.privateKey());
  }

  private static JwtClaimsBuilder claims(Hospital.Person person) {
    var claims =
        Jwt.issuer(DemoSettings.ISSUER)
            .subject(DemoHospital.id("person", person.username()).toString())
            .preferredUserName(person.username())
            .claim("name", person.name())
            .groups(person.roles().stream().map(WireNames::of).collect(Collectors.toSet()))
            .expiresIn(LIFESPAN);
    if (person.unit() != null) {
      claims.claim("unit", person.unit());
    }
    return claims;
  }
}
