package care.andon.demo;

import care.andon.kernel.WireNames;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Issues tokens in place of the identity provider of the hospital. */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test"})
class LocalIssuer {
  private static final Duration LIFESPAN = Duration.ofHours(1);

  private final DemoHospital demo;
  private final PrivateKey key;

  LocalIssuer(DemoHospital demo, @ConfigProperty(name = DemoSettings.ISSUER_KEY) String issuerKey) {
    this.demo = demo;
    this.key = IssuerKey.keptIn(Path.of(issuerKey)).privateKey();
  }

  /** A token for one hour; empty if the demo hospital has no such person. */
  Optional<String> token(String username) {
    return demo.person(username).map(this::token);
  }

  private String token(Hospital.Person person) {
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
    return claims.sign(key);
  }
}
