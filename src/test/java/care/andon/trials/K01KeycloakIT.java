package care.andon.trials;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.pages.Chromium;
import care.andon.support.PackagedService;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * K1: people sign in to the pages of two packaged instances at a real Keycloak, in a real Chromium,
 * with TLS as in production. The API has the issuer of the other trials.
 */
@Experiment
class K01KeycloakIT {
  private static final Pattern SIGN_IN = Pattern.compile(".*/realms/hospital/protocol/.*");

  private static final Duration TOKENS_LIVE = Duration.ofSeconds(6);

  /** No clock is off. */
  private static final Duration TOKENS_ENDED = Duration.ofSeconds(8);

  @TempDir Path temp;

  private final List<Integer> ports = new ArrayList<>();

  @Test
  void sign_in(Verdict verdict) throws Exception {
    ports.add(PackagedService.freePort());
    ports.add(PackagedService.freePort());
    var redirects = ports.stream().map(it -> PagesOverTls.at(it) + "/pages/signed-in").toList();
    try (var keycloak = Keycloak.start(redirects, TOKENS_LIVE, temp);
        var rig = Rig.on(temp, 0)) {
      keycloak.awaitReady();
      rig.begin(1, PagesOverTls.settings(keycloak, ports.getFirst(), temp));
      rig.start(PagesOverTls.settings(keycloak, ports.getLast(), temp));
      try (var chromium = new Chromium()) {
        a_person_signs_in_reads_at_both_instances_and_signs_out(chromium, verdict);
        a_wall_stays_signed_in_and_sees_only_walls(chromium, verdict);
        a_role_sees_its_pages_only_until_the_account_is_closed(chromium, keycloak, verdict);
      }
    }
  }

  private void a_person_signs_in_reads_at_both_instances_and_signs_out(
      Chromium chromium, Verdict verdict) throws Exception {
    try (var context = PagesOverTls.context(chromium)) {
      var page = context.newPage();
      page.navigate(PagesOverTls.at(ports.getFirst()) + "/pages/scorecard");
      assertThat(page.url())
          .contains("/realms/hospital/", "code_challenge_method=S256", "prompt=login");
      PagesOverTls.signIn(page, "nina.patel");
      page.waitForURL(PagesOverTls.at(ports.getFirst()) + "/pages/scorecard");
      verdict.note("sign-in by the code flow with PKCE", "back on the page");
      assertSession(context);

      assertThat(status(page, ports.getLast(), "/pages/units/4W")).isEqualTo(200);
      assertThat(page.url()).as("the other instance").contains(":" + ports.getLast() + "/pages/");
      verdict.note("the other instance takes the session", "yes");

      var before = PagesOverTls.session(context);
      TimeUnit.MILLISECONDS.sleep(TOKENS_ENDED.toMillis());
      assertThat(background(context, "/pages/units/4W")).isEqualTo(200);
      assertThat(status(page, ports.getFirst(), "/pages/units/4W")).isEqualTo(200);
      assertThat(page.url()).endsWith("/pages/units/4W");
      assertSession(context);
      assertThat(latest(PagesOverTls.session(context))).isGreaterThan(latest(before) + 5);
      verdict.note("tokens end, the session goes on", "for 15 minutes from the last page");

      page.clock().install();
      page.reload();
      page.clock().fastForward("15:10");
      page.waitForURL("**/pages/signed-out");
      assertThat(PagesOverTls.session(context)).isEmpty();
      verdict.note("the screen after 15 idle minutes", "signed out, no cookie");

      page.navigate(PagesOverTls.at(ports.getFirst()) + "/pages/scorecard");
      PagesOverTls.signIn(page, "nina.patel");
      page.waitForURL("**/pages/scorecard");
      page.getByText("Sign out").click();
      page.waitForURL("**/pages/signed-out");
      assertThat(PagesOverTls.session(context)).isEmpty();
      assertThat(background(context, "/pages/units/4W")).isEqualTo(499);
      page.navigate(PagesOverTls.at(ports.getLast()) + "/pages/scorecard");
      assertThat(page.url()).matches(SIGN_IN);
      assertThat(page.locator("#password").isVisible()).as("asks for the password").isTrue();
      verdict.note("after signing out", "no cookie; asks for the password");
    }
  }

  private void a_wall_stays_signed_in_and_sees_only_walls(Chromium chromium, Verdict verdict)
      throws Exception {
    try (var context = PagesOverTls.context(chromium)) {
      var page = context.newPage();
      page.navigate(PagesOverTls.at(ports.getFirst()) + "/pages/units/4W");
      PagesOverTls.signIn(page, "wall.4w");
      page.waitForURL("**/pages/units/4W");
      var first = page.locator("#live").getAttribute("data-as-of");
      // Two looks of the wall, the second with tokens that have ended.
      TimeUnit.SECONDS.sleep(25);
      assertThat(page.locator("#live").getAttribute("data-as-of")).isGreaterThan(first);
      assertThat(page.locator("#stale").isVisible()).isFalse();
      for (var path : List.of("/pages/scorecard", "/pages/huddles/3", "/pages/requests/SR-1")) {
        assertThat(status(page, ports.getLast(), path)).as(path).isEqualTo(403);
      }
      verdict.note("a wall", "looks for news with new tokens; 403 elsewhere");
    }
  }

  private void a_role_sees_its_pages_only_until_the_account_is_closed(
      Chromium chromium, Keycloak keycloak, Verdict verdict) throws Exception {
    try (var context = PagesOverTls.context(chromium)) {
      var page = context.newPage();
      page.navigate(PagesOverTls.at(ports.getFirst()) + "/pages/scorecard");
      PagesOverTls.signIn(page, "conrad.vance");
      page.waitForURL("**/pages/scorecard");
      for (var path : List.of("/pages/units/4W", "/pages/huddles/3")) {
        assertThat(status(page, ports.getFirst(), path)).as(path).isEqualTo(403);
      }
      verdict.note("a configurer", "403 for walls and huddles");
      keycloak.closeAccount("conrad.vance");
      TimeUnit.MILLISECONDS.sleep(TOKENS_ENDED.toMillis());
      assertThat(status(page, ports.getFirst(), "/pages/scorecard")).isEqualTo(401);
      assertThat(PagesOverTls.session(context)).as("the session has ended").isEmpty();
      page.navigate(PagesOverTls.at(ports.getFirst()) + "/pages/scorecard");
      assertThat(page.url()).matches(SIGN_IN);
      verdict.note("a closed account", "401 and signed out when its token ends");
    }
  }

  private static void assertSession(BrowserContext context) {
    var now = System.currentTimeMillis() / 1000.0;
    assertThat(PagesOverTls.session(context))
        .isNotEmpty()
        .allSatisfy(
            it -> {
              assertThat(it.secure).isTrue();
              assertThat(it.httpOnly).isTrue();
              assertThat(it.sameSite).isEqualTo(SameSiteAttribute.LAX);
              assertThat(it.path).isEqualTo("/pages");
              assertThat(it.expires - now).isBetween(840.0, 905.0);
            });
  }

  private static double latest(List<Cookie> cookies) {
    return cookies.stream().mapToDouble(it -> it.expires).max().orElseThrow();
  }

  private int status(Page page, int port, String path) {
    return page.navigate(PagesOverTls.at(port) + path).status();
  }

  /** As the script of a wall looks for news. */
  private int background(BrowserContext context, String path) {
    return context
        .request()
        .get(
            PagesOverTls.at(ports.getFirst()) + path,
            RequestOptions.create()
                .setHeader("Accept", "text/html")
                .setHeader("X-Requested-With", "JavaScript")
                .setMaxRedirects(0))
        .status();
  }
}
