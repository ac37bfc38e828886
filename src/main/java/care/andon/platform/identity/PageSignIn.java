package care.andon.platform.identity;

import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.TenantConfigBean;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/**
 * Sign-in for pages: people sign in with their browser at the identity provider (OpenID Connect,
 * code flow) and then have a session in a cookie. The API takes no session, only tokens.
 */
@Singleton
public class PageSignIn {
  /** The name of the settings, {@code quarkus.oidc.pages-sign-in}, and of the session's cookie. */
  public static final String TENANT = "pages-sign-in";

  private static final String PAGES = "/pages";

  private final TenantConfigBean tenants;
  private final Instance<TenantConfigResolver> demo;

  PageSignIn(TenantConfigBean tenants, Instance<TenantConfigResolver> demo) {
    this.tenants = tenants;
    this.demo = demo;
  }

  /** Whether the operator has set up sign-in, or the demo has. Otherwise there are no pages. */
  public boolean isSetUp() {
    return demo.isResolvable() || tenants.getStaticTenant(TENANT).oidcConfig().tenantEnabled();
  }

  /** Whether a path belongs to the pages. */
  public static boolean isPage(String path) {
    return path.equals(PAGES) || path.startsWith(PAGES + "/");
  }
}
