package care.andon.platform.identity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;

/**
 * The identity provider that issues the tokens: whether its keys are loaded, and whether it
 * answers.
 *
 * <p>Quarkus loads the keys at the start and looks up unknown ones. If the issuer does not answer
 * at the start, Quarkus would try again with each call and answer with 500. So this class tries
 * again in the background, and until then no call reaches Quarkus.
 */
@Singleton
public class Issuer {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final TenantConfigBean tenants;
  private volatile boolean reachable;

  Issuer(TenantConfigBean tenants, MeterRegistry meters) {
    this.tenants = tenants;
    this.reachable = hasKeys();
    Gauge.builder("andon.issuer.reachable", this, issuer -> issuer.reachable ? 1 : 0)
        .description("Whether the identity provider answered the last time: 1 or 0")
        .register(meters);
  }

  /** Whether the keys have been loaded. Stays true when the issuer fails later. */
  public boolean hasKeys() {
    return tenant().ready();
  }

  /** Loads the keys if they are missing. Otherwise only finds out whether the issuer answers. */
  void check() {
    try {
      (hasKeys() ? ask() : load()).await().atMost(PATIENCE);
      answered();
    } catch (RuntimeException failure) {
      didNotAnswer(failure);
    }
  }

  private Uni<?> load() {
    return tenant().initialize();
  }

  private Uni<?> ask() {
    var client = tenant().getOidcProviderClient();
    if (client == null) {
      // The key is configured, as in development. There is no issuer to ask.
      return Uni.createFrom().voidItem();
    }
    var metadata = tenant().getOidcMetadata();
    var address =
        Objects.requireNonNullElse(metadata.getDiscoveryUri(), metadata.getJsonWebKeySetUri());
    return client
        .getWebClient()
        .getAbs(address)
        .send()
        .invoke(
            answer -> {
              if (answer.statusCode() != OK) {
                throw new IllegalStateException("It answered with " + answer.statusCode());
              }
            });
  }

  private void answered() {
    if (!reachable) {
      Log.info("The identity provider answers; its keys are loaded");
    }
    reachable = true;
  }

  private void didNotAnswer(RuntimeException failure) {
    if (reachable) {
      Log.warnf(
          "The identity provider does not answer; known keys are still accepted: %s", failure);
    } else if (!hasKeys()) {
      Log.warnf(
          "The identity provider does not answer; calls get 503 until its keys are loaded: %s",
          failure);
    }
    reachable = false;
  }

  private TenantConfigContext tenant() {
    return tenants.getDefaultTenant();
  }
}
