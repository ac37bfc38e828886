package care.andon.platform.identity;

import care.andon.kernel.Role;
import care.andon.kernel.WireNames;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads the caller from the verified token; which claims mean what is configured. */
@Singleton
public class Identity {
  private static final Map<String, Role> ROLES =
      Stream.of(Role.values())
          .collect(Collectors.toUnmodifiableMap(WireNames::of, Function.identity()));

  /** Names of the claims; roles are read where {@code quarkus.oidc.roles.role-claim-path} says. */
  @ConfigMapping(prefix = "andon.identity")
  public interface Claims {
    /** The claim that holds the name the directory knows the person by. */
    @WithDefault("preferred_username")
    String usernameClaim();

    /** The claim that holds the code or id of the caller's unit. */
    @WithDefault("unit")
    String unitClaim();

    /** Paths that need no token; whatever lies below them needs none either. */
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
   * The caller of the present exchange.
   *
   * @throws UnauthorizedException when the token does not say who it is
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

  private static @Nullable String text(JsonWebToken token, String claim) {
    Object value = token.getClaim(claim);
    return value == null ? null : value.toString();
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
