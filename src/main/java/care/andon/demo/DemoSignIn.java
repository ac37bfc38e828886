package care.andon.demo;

import static java.util.Objects.requireNonNull;

import care.andon.platform.identity.PageSignIn;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in to pages at the demo's own identity provider. Everything but the address of the
 * provider is set as in production.
 */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test"})
class DemoSignIn implements TenantConfigResolver {
  /** The name of the pages at the identity provider. */
  static final String CLIENT = "andon-pages";

  private final TenantConfigBean tenants;
  private @Nullable OidcTenantConfig settings;

  DemoSignIn(TenantConfigBean tenants) {
    this.tenants = tenants;
  }

  @Override
  public Uni<OidcTenantConfig> resolve(
      RoutingContext call, OidcRequestContext<OidcTenantConfig> blocking) {
    return PageSignIn.isPage(call.normalizedPath())
        ? Uni.createFrom().item(settings(call.request().localAddress().port()))
        : Uni.createFrom().nullItem();
  }

  /** The port is known with the first call only. */
  private synchronized OidcTenantConfig settings(int port) {
    if (settings == null) {
      settings =
          OidcTenantConfig.builder(
                  requireNonNull(tenants.getStaticTenant(PageSignIn.TENANT)).oidcConfig())
              .tenantId(PageSignIn.TENANT)
              .enableTenant()
              .authServerUrl("http://localhost:" + port + "/dev/issuer")
              .discoveryEnabled(false)
              .authorizationPath("/authorize")
              .tokenPath("/token")
              .jwksPath("/keys")
              .jwks()
              .resolveEarly(false)
              .end()
              .clientId(CLIENT)
              .credentials("for the demo alone, and no secret at all")
              .build();
    }
    return settings;
  }
}
