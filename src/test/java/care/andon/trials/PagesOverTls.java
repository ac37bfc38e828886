package care.andon.trials;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.pages.Chromium;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pages of a packaged instance with TLS, to which people sign in at a Keycloak. */
final class PagesOverTls {
  private static final String STORE_PASSWORD = "a-password-for-this-trial";

  private PagesOverTls() {}

  static BrowserContext context(Chromium chromium) {
    return chromium.context(new NewContextOptions().setIgnoreHTTPSErrors(true));
  }

  static void signIn(Page page, String username) {
    // Keycloak knows the person if their session there goes on, and asks for the password only.
    if (page.locator("#username").isVisible()) {
      page.locator("#username").fill(username);
    }
    page.locator("#password").fill(Keycloak.PASSWORD);
    page.locator("#kc-login").click();
  }

  static List<Cookie> session(BrowserContext context) {
    return context.cookies().stream().filter(it -> it.name.startsWith("q_session")).toList();
  }

  static String at(int port) {
    return "https://localhost:" + port;
  }

  /** The settings of an instance that serves the pages at this port. */
  static Map<String, String> settings(Keycloak keycloak, int tlsPort, Path temp) throws Exception {
    var settings = new HashMap<String, String>();
    settings.put("QUARKUS_OIDC_PAGES_SIGN_IN_TENANT_ENABLED", "true");
    settings.put("QUARKUS_OIDC_PAGES_SIGN_IN_AUTH_SERVER_URL", keycloak.issuer());
    settings.put("QUARKUS_OIDC_PAGES_SIGN_IN_CLIENT_ID", Keycloak.CLIENT);
    settings.put("QUARKUS_OIDC_PAGES_SIGN_IN_CREDENTIALS_SECRET", Keycloak.SECRET);
    settings.put("QUARKUS_OIDC_PAGES_SIGN_IN_TOKEN_LIFESPAN_GRACE", "0");
    settings.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(tlsPort));
    settings.put("QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_FILE", keyStore(temp).toString());
    settings.put("QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_PASSWORD", STORE_PASSWORD);
    return settings;
  }

  /** A certificate that only this trial trusts. */
  private static Path keyStore(Path temp) throws Exception {
    var store = temp.resolve("tls-%d.p12".formatted(System.nanoTime()));
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD)
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    return store;
  }
}
