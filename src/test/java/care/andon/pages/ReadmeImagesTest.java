package care.andon.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes the images of the README. They show the demo hospital with its year of requests, so {@code
 * ./mvnw quarkus:dev} must be running: {@code ./mvnw test -Dtest=ReadmeImagesTest
 * -Dscreenshots.from=http://localhost:8080}.
 */
@EnabledIfSystemProperty(named = "screenshots.from", matches = "http.+")
class ReadmeImagesTest {
  private static final long MOST_BYTES = 150_000;

  @Test
  void of_the_demo_hospital() throws IOException {
    var service = new NewContextOptions().setBaseURL(System.getProperty("screenshots.from"));
    try (var chromium = new Chromium();
        var window = new Window(chromium.context(service)).as("helen.brandt")) {
      write(window, "/pages/scorecard", "scorecard", 1100, 900);
      window.page().evaluate("document.getElementById('pictures').scrollIntoView()");
      assertThat(window.page().locator(".drawing").count()).isGreaterThan(5);
      save(window, "pictures", 1100, 560);
      window.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      write(window, "/pages/huddles/2?facility=LAKESIDE", "huddle", 794, 640);
      window.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
      write(window.as("intranet"), "/pages/units/ED", "board", 1280, 720);
    }
  }

  private static void write(Window window, String path, String name, int width, int height)
      throws IOException {
    assertThat(window.open(path)).as(path).isEqualTo(200);
    assertThat(window.page().locator(".demo").isVisible()).as("says it is a demo").isTrue();
    save(window, name, width, height);
  }

  private static void save(Window window, String name, int width, int height) throws IOException {
    assertThat(Files.size(window.writeTo(name, width, height))).as(name).isLessThan(MOST_BYTES);
  }
}
