package care.andon.pages;

import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages in a real browser: for every role, on a phone, a wall and paper, and by keyboard alone. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf(
    value = "care.andon.pages.Chromium#isWanted",
    disabledReason = "needs /usr/bin/chromium (or CHROME) and Node.js 20")
class PagesInBrowserTest {
  private static final int SCREEN = 1280;
  private static final int PHONE = 320;

  /** A screen of 1,280 pixels has room for half as many if the reader zooms in to 200 %. */
  private static final int ZOOMED = 640;

  private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page\\b(?!s)");

  private static final String SCORECARD = "/pages/scorecard";
  private static final String FACILITY = "/pages/facilities/LAKESIDE";
  private static final String TEAM = "/pages/teams/supply-chain";
  private static final String BOARD = "/pages/units/4W";
  private static final String HUDDLE = "/pages/huddles/3";
  private static final String REQUEST = "/pages/requests/";

  /** Which roles see a page: c, a, m, A (auditor), i, C (configurer), p. */
  private static final Map<String, String> READERS =
      Map.of(
          SCORECARD,
          "camACp",
          FACILITY,
          "camACp",
          TEAM,
          "camACp",
          BOARD,
          "camAi",
          HUDDLE,
          "amA",
          REQUEST,
          "camAp",
          "/pages/definitions",
          "camAiCp",
          "/",
          "camAiCp");

  private static final String LINKS = "a[href], button, input, select, summary, [tabindex='0']";

  /** Describes the element with the focus, and marks it. The body has it if nothing else has. */
  private static final String FOCUSED =
      """
      () => {
        const it = document.activeElement;
        const box = it.getBoundingClientRect();
        const isNew = it != document.body && !it.hasAttribute('data-seen');
        it.setAttribute('data-seen', '');
        return {isNew, outline: getComputedStyle(it).outline, x: box.x, y: box.y,
          element: it.outerHTML.slice(0, 200)};
      }
      """;

  private final Api nina = Api.as("nina.patel");
  private final Api grace = Api.as("grace.kim");
  private Chromium chromium;
  private String reference;

  @Inject TimeMachine time;

  /** Once, but not before all tests: only now does REST Assured know the port. */
  @BeforeEach
  void live() {
    if (chromium != null) {
      return;
    }
    chromium = new Chromium();
    time.passUntil(DayOfWeek.TUESDAY, "08:00");
    for (var day = 0; day < 3; day++) {
      day();
      time.pass(Duration.ofDays(1));
    }
    var open = nina.files(aNeedOf("patient_waiting", "supplies"));
    grace.acknowledge(open);
    grace.ask(open);
    time.pass(Duration.ofMinutes(10));
    nina.answer(open);
    reference = nina.get(open).getString("reference");
  }

  /** Promises of each kind are kept and missed; one need stays open. */
  private void day() {
    for (var impact : List.of("patient_waiting", "this_shift", "slows_care", "improvement")) {
      var kept = nina.files(aNeedOf(impact, "supplies"));
      grace.acknowledge(kept);
      grace.resolve(kept);
      nina.confirm(kept);
      nina.files(aNeedOf(impact, "supplies"));
    }
    grace.decline(nina.files(aNeedOf("slows_care", "supplies")));
    time.pass(Duration.ofHours(5));
  }

  @AfterAll
  void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "c,nina.patel",
    "a,grace.kim",
    "m,helen.brandt",
    "A,edith.lowe",
    "i,intranet",
    "C,conrad.vance",
    "p,petra.voss"
  })
  void each_role_sees_its_pages_within_the_policy(String role, String username) {
    try (var window = chromium.window(SCREEN).as(username)) {
      READERS.forEach(
          (path, readers) -> {
            var status = window.open(path.equals(REQUEST) ? REQUEST + reference : path);
            assertThat(status)
                .as("%s for %s", path, username)
                .isIn(readers.contains(role) ? List.of(200) : List.of(403, 404));
            assertThat(window.page().locator("h1").count()).as(path).isEqualTo(1);
          });
      assertThat(window.faults()).isEmpty();
    }
  }

  @Test
  void the_policy_stops_what_is_not_ours() {
    try (var window = chromium.window(SCREEN).as("nina.patel")) {
      window
          .page()
          .evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')");

      assertThat(window.faults()).anyMatch(it -> it.contains("style-src"));
    }
  }

  /** One page of each template. The last ones end the session. */
  private List<String> pages() {
    return List.of(
        "/",
        "/pages/definitions",
        SCORECARD,
        BOARD,
        HUDDLE,
        REQUEST + reference,
        "/pages/units/nowhere",
        "/pages/signed-out",
        Window.SIGN_IN);
  }

  @ParameterizedTest
  @ValueSource(ints = {SCREEN, PHONE})
  void axe_finds_nothing(int width) {
    try (var window = chromium.window(width).as("helen.brandt")) {
      var findings = findings(window, pages());
      window.as("intranet");
      findings.addAll(findings(window, List.of(BOARD)));
      assertThat(findings).isEmpty();
    }
  }

  @Test
  void axe_finds_enough_contrast_in_the_dark() {
    try (var window = chromium.window(SCREEN).in(ColorScheme.DARK).as("helen.brandt")) {
      assertThat(findings(window, pages(), "color-contrast")).isEmpty();
    }
  }

  private static List<String> findings(Window window, List<String> pages, String... rules) {
    var findings = new ArrayList<String>();
    for (var path : pages) {
      window.show(path);
      window.unfold();
      window.findings(rules).forEach(it -> findings.add(path + " " + it));
    }
    return findings;
  }

  @ParameterizedTest
  @ValueSource(ints = {ZOOMED, PHONE})
  void nothing_is_wider_than_a_small_or_zoomed_screen(int width) {
    try (var window = chromium.window(width).as("helen.brandt")) {
      for (var path : pages()) {
        window.show(path);
        window.unfold();
        assertThat(window.overhang()).as(path).isZero();
      }
    }
  }

  @Test
  void the_keyboard_alone_reaches_everything_and_shows_where_it_is() {
    try (var window = chromium.window(SCREEN).as("helen.brandt")) {
      for (var path : pages()) {
        window.show(path);
        assertKeyboard(window.page(), path);
      }
    }
  }

  private static void assertKeyboard(Page page, String path) {
    var all =
        (int)
            page.evaluate(
                "css => [...document.querySelectorAll(css)].filter(it => it.checkVisibility()).length",
                LINKS);
    for (var i = 0; i < all; i++) {
      page.keyboard().press("Tab");
      var stop = (Map<?, ?>) page.evaluate(FOCUSED);
      var words = "%s, stop %d of %d: %s".formatted(path, i, all, stop.get("element"));
      assertThat(stop.get("isNew")).as(words + " comes once").isEqualTo(true);
      assertThat((String) stop.get("outline")).as(words).contains("3px", "solid");
      assertThat(((Number) stop.get("x")).doubleValue()).as(words).isNotNegative();
      assertThat(((Number) stop.get("y")).doubleValue()).as(words).isNotNegative();
    }
  }

  /** The style must not stretch what the geometry has computed. */
  @Test
  void bars_are_as_long_as_their_numbers_say() {
    try (var window = chromium.window(SCREEN).as("helen.brandt")) {
      window.show(SCORECARD);
      var lengths =
          window
              .page()
              .evaluate(
                  """
                  [...document.querySelectorAll('.drawing rect')].map(it =>
                    Math.abs(it.getBoundingClientRect().width
                        - it.width.baseVal.value) + Math.abs(it.getBoundingClientRect().height
                        - Number(it.getAttribute('height'))))
                  """);
      assertThat((List<?>) lengths)
          .hasSizeGreaterThan(1)
          .allSatisfy(it -> assertThat(((Number) it).doubleValue()).isLessThan(2));
    }
  }

  @Test
  void the_first_link_skips_to_the_content() {
    try (var window = chromium.window(SCREEN).as("helen.brandt")) {
      window.show(SCORECARD);
      window.page().keyboard().press("Tab");
      assertThat(window.page().locator(":focus").innerText()).isEqualTo("Skip to the content");
      window.page().keyboard().press("Enter");
      window.page().keyboard().press("Tab");

      assertThat(window.page().locator("main :focus").count()).isEqualTo(1);
    }
  }

  @Test
  void a_huddle_sheet_is_one_sheet_in_black_and_white() {
    for (var i = 0; i < 12; i++) {
      nina.files(
          aNeedOf("this_shift", "supplies")
              .with(
                  "need",
                  "Out of 18G IV catheters and of the long extension lines for the pumps in all four rooms, number "
                      + i));
    }
    try (var window = chromium.window(SCREEN).as("helen.brandt")) {
      window.show(HUDDLE);
      window
          .page()
          .emulateMedia(
              new Page.EmulateMediaOptions()
                  .setMedia(Media.PRINT)
                  .setColorScheme(ColorScheme.DARK));

      var pdf =
          new String(
              window.page().pdf(new Page.PdfOptions().setPreferCSSPageSize(true)),
              StandardCharsets.ISO_8859_1);

      assertThat(SHEET.matcher(pdf).results().count()).isEqualTo(1);
      assertThat(window.page().locator(".demo").isVisible()).as("says it is a demo").isTrue();
      assertThat(colours(window.page())).allMatch(PagesInBrowserTest::isGrey);
      window.show(SCORECARD);
      assertThat(colours(window.page()))
          .hasSizeGreaterThan(100)
          .allMatch(PagesInBrowserTest::isGrey);
    }
  }

  /** Of letters, paper, lines and shapes. */
  @SuppressWarnings("unchecked")
  private static List<String> colours(Page page) {
    return (List<String>)
        page.evaluate(
            """
            [...document.querySelectorAll('body *')].filter(it => it.checkVisibility())
              .map(it => getComputedStyle(it))
              .flatMap(it => [it.color, it.backgroundColor, it.borderTopColor, it.borderBottomColor,
                it.borderLeftColor, it.fill, it.stroke])
              .filter(it => it != 'none')
            """);
  }

  private static boolean isGrey(String colour) {
    var parts = colour.replaceAll("[^0-9,.]", "").split(",");
    return parts[0].equals(parts[1]) && parts[1].equals(parts[2]);
  }

  @Test
  void signing_out_leaves_nothing_behind() {
    try (var window = chromium.window(SCREEN).as("nina.patel")) {
      window.show(SCORECARD);
      window.show(REQUEST + reference);
      window.page().getByText("Sign out").click();
      window.page().waitForURL("**/pages/signed-out");

      window.page().goBack();

      assertThat(window.page().url()).contains("/dev/issuer/authorize");
      assertThat(window.page().content()).doesNotContain("Sign out", "18G IV");
      assertThat(window.session()).isEmpty();
    }
  }

  @Test
  void an_idle_session_ends_after_15_minutes_on_the_screen_and_in_the_cookie() {
    try (var window = chromium.window(SCREEN).as("nina.patel")) {
      window.page().clock().install();
      window.open(BOARD);
      var opened = (double) window.page().evaluate("Date.now() / 1000");
      assertThat(window.session())
          .isNotEmpty()
          .allSatisfy(it -> assertThat(it.expires - opened).isBetween(840.0, 901.0));

      window.page().clock().fastForward("12:00");
      assertThat(window.page().locator("#ending").isVisible()).isFalse();
      window.page().clock().fastForward("01:30");
      window.page().locator("#ending").waitFor();
      assertThat(window.findings()).isEmpty();
      window.page().clock().fastForward("02:00");
      window.page().waitForURL("**/pages/signed-out");

      assertThat(window.page().content()).doesNotContain("Nina Patel", "18G IV");
      assertThat(window.session()).isEmpty();
    }
  }

  @Test
  void a_person_who_still_reads_stays_signed_in() {
    try (var window = chromium.window(SCREEN).as("nina.patel")) {
      window.page().clock().install();
      window.open(BOARD);
      window.page().clock().fastForward("14:00");
      var again =
          window
              .page()
              .waitForResponse(
                  it -> it.request().isNavigationRequest(),
                  () -> window.page().getByText("Stay signed in").click());
      assertThat(again.headerValues("Set-Cookie"))
          .anyMatch(it -> it.startsWith("q_session") && it.contains("Max-Age=900"));
      window.page().waitForLoadState();
      window.page().clock().fastForward("12:00");
      // Fails if the page is about to go elsewhere.
      window.page().evaluate("fetch('/pages/assets/icon.svg').then(it => it.text())");

      assertThat(window.page().url()).endsWith(BOARD);
      assertThat(window.page().locator("#ending").isVisible()).isFalse();
    }
  }

  @Test
  void a_wall_shows_news_by_itself_and_says_when_it_does_not() {
    try (var window = chromium.window(1920).as("intranet")) {
      window.page().clock().install();
      window.open(BOARD);
      var need = "Out of blankets for room 12";
      nina.files(aNeedOf("patient_waiting", "supplies").with("need", need));

      window.page().clock().fastForward("00:11");
      window.page().getByText(need).waitFor();
      assertThat(window.page().locator("#stale").isVisible()).isFalse();

      window.context().clearCookies();
      window.page().clock().fastForward("00:11");
      window.page().locator("#stale").waitFor();
    }
  }
}
