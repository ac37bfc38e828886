package care.andon.platform.identity;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Ends calls to the identity provider that get no answer. Without it, a caller with an unknown key
 * would wait as long as the provider hangs.
 */
@Singleton
@Unremovable
class IssuerTimeout implements OidcRequestFilter {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Override
  public Uni<Void> filter(OidcRequestFilterContext call) {
    call.request().timeout(PATIENCE.toMillis());
    return Uni.createFrom().voidItem();
  }
}
