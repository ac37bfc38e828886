package care.andon.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A window of the browser, which remembers what went wrong in it. */
final class Window implements AutoCloseable {
  static final int HEIGHT = 900;

  /** In dev mode, sends people who are not signed in to a list of the people of the demo. */
  static final String SIGN_IN = "/pages/sign-in";

  /** Said of pages, too, which may be missing; of files the answers tell. */
  private static final String MISSING = "Failed to load resource";

  private static final String REPORT_VIOLATIONS =
      """
      document.addEventListener('securitypolicyviolation',
        it => console.error(`policy: ${it.violatedDirective} ${it.blockedURI} ${it.sample}`));
      """;

  private final BrowserContext context;
  private final Page page;
  private final List<String> faults = new ArrayList<>();

  Window(BrowserContext context) {
    this.context = context;
    context.addInitScript(REPORT_VIOLATIONS);
    page = context.newPage();
    page.onConsoleMessage(
        it -> {
          if (!it.text().startsWith(MISSING)) {
            faults.add(page.url() + ": " + it.text());
          }
        });
    page.onPageError(it -> faults.add(page.url() + ": " + it));
    page.onResponse(
        it -> {
          if (it.status() >= 400 && !it.request().isNavigationRequest()) {
            faults.add(it.url() + " answered " + it.status());
          }
        });
  }

  BrowserContext context() {
    return context;
  }

  Page page() {
    return page;
  }

  /** Signs in as a person of the demo hospital. */
  Window as(String username) {
    assertThat(open("/dev/sign-in/" + username)).as(username).isEqualTo(200);
    return this;
  }

  /** Opens an address and returns the status of the page. */
  int open(String path) {
    Response answer = page.navigate(path);
    return answer.status();
  }

  /** Opens an address. Fails if another page is shown instead, such as the sign-in. */
  void show(String path) {
    open(path);
    if (path.equals(SIGN_IN)) {
      assertThat(page.locator("h1").innerText()).isEqualTo("Who are you?");
    } else {
      assertThat(page.url()).endsWith(path);
    }
  }

  Window in(ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    return this;
  }

  /** Opens everything that is folded. */
  void unfold() {
    page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)");
  }

  /** What axe finds on this page, one line each; by all rules if none are named. */
  List<String> findings(String... rules) {
    var axe = new AxeBuilder(page).setLegacyMode(true);
    if (rules.length > 0) {
      axe.withRules(List.of(rules));
    }
    return axe.analyze().getViolations().stream()
        .flatMap(
            rule ->
                rule.getNodes().stream()
                    .map(it -> rule.getId() + ": " + it.getHtml() + it.getFailureSummary()))
        .toList();
  }

  /** By how many pixels the page is wider than the screen. */
  int overhang() {
    var width = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    return (int) page.evaluate(width);
  }

  /** Writes what the window shows into an image of the documentation, and returns its file. */
  Path writeTo(String name, int width, int height) {
    var file = Path.of("src/docs/images", name + ".png");
    page.setViewportSize(width, height);
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
    return file;
  }

  /** The cookies of the session. */
  List<Cookie> session() {
    return context.cookies().stream().filter(it -> it.name.startsWith("q_session")).toList();
  }

  /** Violations of the policy, errors of scripts, and files that are missing, so far. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public void close() {
    context.close();
  }
}
