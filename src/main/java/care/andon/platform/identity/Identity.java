package care.andon.platform.identity;

import care.andon.kernel.Role;
import care.andon.kernel.WireNames;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads the caller from the verified token. The names of the claims are configurable. */
@Singleton
public class Identity {
  private static final Map<String, Role> ROLES =
      Stream.of(Role.values())
          .collect(Collectors.toUnmodifiableMap(WireNames::of, Function.identity()));

  /**
   * The settings of sign-in. The claim with the roles is set by {@code
   * quarkus.oidc.roles.role-claim-path}.
   */
  @ConfigMapping(prefix = "andon.identity")
  public interface Claims {
    /** The claim with the username of the person in the directory. */
    @WithDefault("preferred_username")
    String usernameClaim();

    /** The claim with the code or id of the unit of the caller. */
    @WithDefault("unit")
    String unitClaim();

    /** Paths that need no token, including everything below them. */
    @WithDefault("/q/health")
    List<String> openPaths();
  }

  private final SecurityIdentity identity;
  private final Claims claims;

  Identity(SecurityIdentity identity, Claims claims) {
    this.identity = identity;
    this.claims = claims;
  }

  /**
   * Returns the caller of the current HTTP request.
   *
   * @throws UnauthorizedException if the claim with the username is missing or is no text
   */
  public Caller caller() {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      throw new UnauthorizedException();
    }
    var username = text(token, claims.usernameClaim());
    if (username == null) {
      throw new UnauthorizedException();
    }
    return new Caller(username, roles(identity.getRoles()), text(token, claims.unitClaim()));
  }

  /** Returns when the token of the current HTTP request expires. */
  public Instant tokenExpiresAt() {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      throw new UnauthorizedException();
    }
    return Instant.ofEpochSecond(token.getExpirationTime());
  }

  private static @Nullable String text(JsonWebToken token, String claim) {
    Object value = token.getClaim(claim);
    return value instanceof String text ? text : null;
  }

  private static Set<Role> roles(Set<String> names) {
    var roles = EnumSet.noneOf(Role.class);
    for (var name : names) {
      var role = ROLES.get(name);
      if (role != null) {
        roles.add(role);
      }
    }
    return roles;
  }
}
