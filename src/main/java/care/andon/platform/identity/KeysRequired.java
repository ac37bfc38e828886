package care.andon.platform.identity;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * Refuses an answer of the identity provider that should have keys and has none. An instance that
 * starts does not become ready with it, and a running one goes on with the keys that it has.
 */
@Singleton
@Unremovable
@OidcEndpoint(OidcEndpoint.Type.JWKS)
class KeysRequired implements OidcResponseFilter {
  private static final int OK = 200;

  @Override
  public Uni<Void> filter(OidcResponseFilterContext answer) {
    // Quarkus itself refuses every other status.
    return answer.statusCode() != OK || hasKeys(String.valueOf(answer.responseBody()))
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().failure(new OIDCException("The identity provider sent no keys"));
  }

  private static boolean hasKeys(String body) {
    try {
      return !new JsonWebKeySet(body).getJsonWebKeys().isEmpty();
    } catch (JoseException notAKeySet) {
      return false;
    }
  }
}
