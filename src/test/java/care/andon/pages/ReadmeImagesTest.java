package care.andon.pages;

import static care.andon.support.Given.aNeedOf;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes the images of the README, of a quarter of work: {@code ./mvnw test -Dtest=ReadmeImagesTest
 * -Dscreenshots.write=true}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "screenshots.write", matches = "true")
class ReadmeImagesTest {
  private final Api nina = Api.as("nina.patel");
  private final Api grace = Api.as("grace.kim");

  @Inject TimeMachine time;

  @Test
  void of_pages() {
    quarter();
    try (var chromium = new Chromium();
        var window = chromium.window(1200).as("helen.brandt")) {
      window.open("/pages/facilities/LAKESIDE");
      window.writeTo("scorecard", 960, 1240);
      window.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      window.open("/pages/huddles/2?facility=LAKESIDE");
      window.writeTo("huddle", 794, 640);
      window.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
      window.as("intranet").open("/pages/units/4W");
      window.writeTo("board", 1280, 720);
    }
  }

  /** Thirteen weeks in which most promises are kept, and the ward gets better at asking. */
  private void quarter() {
    var random = new Random(7);
    var late = new ArrayList<String>();
    var wards =
        List.of(
            Map.entry(nina, "4W"),
            Map.entry(Api.as("hannah.lee"), "5E"),
            Map.entry(Api.as("diego.ramos"), "ICU"),
            Map.entry(Api.as("sam.okafor"), "PEDS"));
    var needs =
        List.of(
            "Out of 18G IV catheters",
            "No clean linen on the cart",
            "Two infusion pumps are missing",
            "The glucose strips expired",
            "Wipes for the isolation room");
    for (var week = 0; week < 13; week++) {
      for (var shift : List.of("THURSDAY 22:00", "SATURDAY 11:00", "MONDAY 09:00")) {
        time.passUntil(DayOfWeek.valueOf(shift.split(" ")[0]), shift.split(" ")[1]);
        for (var i = 0; i < 8; i++) {
          var ward = wards.get(random.nextInt(wards.size()));
          var nurse = ward.getKey();
          var id =
              nurse.files(
                  aNeedOf(
                          List.of("patient_waiting", "this_shift").get(random.nextInt(2)),
                          "supplies")
                      .with("need", needs.get(random.nextInt(needs.size())))
                      .with("unit", ward.getValue()));
          if (random.nextInt(10) < 8) {
            grace.acknowledge(id);
            time.pass(Duration.ofMinutes(random.nextInt(8)));
            grace.resolve(id);
            if (random.nextInt(10) < 6) {
              nurse.confirm(id);
            }
          } else {
            late.add(id);
          }
        }
        time.pass(Duration.ofHours(6));
        late.forEach(grace::resolve);
        late.clear();
      }
    }
    time.passUntil(DayOfWeek.TUESDAY, "06:20");
    for (var need : needs) {
      nina.files(aNeedOf("this_shift", "supplies").with("need", need));
      time.pass(Duration.ofMinutes(7));
    }
  }
}
