package care.andon.pages;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chromium of the machine, driven by Playwright with the Node.js of the machine. Nothing is
 * downloaded.
 */
public final class Chromium implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path NODE = Path.of("/usr/bin/node");
  private static final String IS_IN_CI = "all";

  /** As root there is no sandbox. Without the others, Chromium would call its maker. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;

  public Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1",
                        "PLAYWRIGHT_NODEJS_PATH",
                        node().toString())));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(chromium())
                    .setArgs(ARGUMENTS)
                    .setHeadless(true));
  }

  /** Whether the tests in the browser run: always in CI, elsewhere if the machine has a browser. */
  static boolean isWanted() {
    return IS_IN_CI.equals(System.getenv("ANDON_TRIALS"))
        || Files.isExecutable(chromium()) && Files.isExecutable(node());
  }

  private static Path chromium() {
    return Optional.ofNullable(System.getenv("CHROME")).map(Path::of).orElse(CHROMIUM);
  }

  private static Path node() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(it -> Path.of(it, "node"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(NODE);
  }

  /** A new window without cookies, on a screen of this width. */
  Window window(int width) {
    return window(new NewContextOptions().setViewportSize(width, Window.HEIGHT));
  }

  Window window(NewContextOptions options) {
    return new Window(context(options.setBaseURL("http://localhost:" + RestAssured.port)));
  }

  /** A new set of windows without cookies, for any server. */
  public BrowserContext context(NewContextOptions options) {
    return browser.newContext(options);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
