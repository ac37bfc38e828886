package care.andon.pages;

import care.andon.platform.identity.PageSignIn;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The session of a person in their browser. It ends 15 minutes after the last page: every page sets
 * its cookie anew with this age, and the browser deletes it then. What a page loads in the
 * background does not count.
 */
@Singleton
class PageSession {
  /** How long a session lasts without a new page. */
  static final Duration IDLE = Duration.ofMinutes(15);

  private static final String COOKIE = "q_session_" + PageSignIn.TENANT;

  /** A session whose tokens are long has several cookies. */
  private static final int MOST_CHUNKS = 6;

  private final boolean isSecure;

  PageSession(
      @ConfigProperty(
              name = "quarkus.oidc." + PageSignIn.TENANT + ".authentication.cookie-force-secure",
              defaultValue = "false")
          boolean isSecure) {
    this.isSecure = isSecure;
  }

  /** Lets the session last for another 15 minutes. */
  void goOn(RoutingContext call) {
    if (call.request().getHeader("X-Requested-With") != null) {
      return;
    }
    for (var cookie : call.request().cookies()) {
      if (cookie.getName().startsWith(COOKIE) && !cookie.getValue().isEmpty()) {
        renew(cookie, call);
      }
    }
  }

  /**
   * Ends the session in this browser. Tokens that were renewed in the background may have given it
   * a longer life than the last page did. Which cookies there are is not known here: open pages get
   * none.
   */
  void end(RoutingContext call) {
    remove(COOKIE, call);
    for (var i = 1; i <= MOST_CHUNKS; i++) {
      remove(COOKIE + "_chunk_" + i, call);
    }
  }

  private static void remove(String cookie, RoutingContext call) {
    call.response().addCookie(Cookie.cookie(cookie, "").setPath("/pages").setMaxAge(0));
  }

  private void renew(Cookie cookie, RoutingContext call) {
    cookie
        .setMaxAge(IDLE.toSeconds())
        .setPath("/pages")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX)
        .setSecure(isSecure || call.request().isSSL());
  }
}
