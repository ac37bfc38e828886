package care.andon;

import static care.andon.support.ShownJson.assertShows;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.demo.Outbox;
import care.andon.support.Api;
import care.andon.support.Shell;
import care.andon.support.ShownJson;
import care.andon.support.TimeMachine;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs every command of the walkthrough and compares the responses with those it shows. */
@QuarkusTest
class WalkthroughTest {
  private static final Path WALKTHROUGH = Path.of("src/docs/walkthrough.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final String ADDRESS = "http://localhost:8080/";
  private static final Pattern TOKEN = Pattern.compile("/t#([A-Za-z0-9_-]{22})");
  private static final Pattern CODE = Pattern.compile("\\d{6}");
  private static final String CONTACTS = "/api/v1/me/contacts";
  private static final String ADDRESS_OF_CATHERINE = "catherine.moss@example.org";
  private static final LocalTime MORNING_IN_THE_DEMO_HOSPITAL = LocalTime.of(16, 0);
  private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  private final List<String> called = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  @Inject TimeMachine time;
  @Inject Outbox outbox;
  @TestHTTPResource URI service;

  /** A fenced block: its language and its text. */
  private record Block(String language, String text) {}

  @Test
  void the_walkthrough_does_what_it_says() {
    beginOnAWeekdayMorning();
    giveCatherineAContact();
    var shell = new Shell(this::exchange, time, Map.of());
    var blocks = blocks(walkthrough());
    assertThat(blocks).as("blocks of %s", WALKTHROUGH).isNotEmpty();
    var answers = new ArrayList<String>();
    var references = new HashMap<String, String>();
    for (var block : blocks) {
      switch (block.language()) {
        case "sh" -> {
          assertThat(answers).as("answers that are not shown").isEmpty();
          answers.addAll(shell.run(withOwn(references, block.text())));
        }
        case "json" -> {
          assertThat(answers).as("answers to show").hasSize(1);
          var answer = answers.removeFirst();
          var shown = ShownJson.read(block.text());
          if (shown.has("reference")) {
            references.putIfAbsent(
                shown.get("reference").textValue(),
                ShownJson.read(answer).required("reference").textValue());
          }
          rememberToken(references, block.text(), answer);
          assertShows(withOwn(references, block.text()), answer);
        }
        default -> throw new AssertionError("Neither sh nor json: " + block);
      }
    }
    assertThat(answers).as("answers that are not shown").isEmpty();
    assertThat(called)
        .containsSubsequence(
            "requests",
            "requests",
            "acknowledge",
            "ask",
            "answer",
            "resolve",
            "confirm",
            "kept",
            "clock",
            "outbox",
            "look",
            "take");
  }

  /** The token of the link in a page differs for every reader, too. */
  private static void rememberToken(Map<String, String> references, String shown, String answer) {
    var inWalkthrough = TOKEN.matcher(shown);
    var own = TOKEN.matcher(answer);
    if (inWalkthrough.find() && own.find()) {
      references.putIfAbsent(inWalkthrough.group(1), own.group(1));
    }
  }

  /** In development all people have such a contact. */
  private void giveCatherineAContact() {
    var catherine = Api.as("catherine.moss");
    var contact =
        catherine.sends(Map.of("kind", "email", "address", ADDRESS_OF_CATHERINE)).post(CONTACTS);
    var code = CODE.matcher(outbox.sent().getFirst().text());
    assertThat(code.find()).isTrue();
    catherine
        .sends(Map.of("code", code.group()))
        .post(CONTACTS + "/" + contact.path("id") + "/verify")
        .then()
        .statusCode(200);
  }

  @AfterEach
  void without_contacts() {
    var catherine = Api.as("catherine.moss");
    for (var contact : catherine.all(CONTACTS)) {
      catherine.calls().delete(CONTACTS + "/" + contact.get("id")).then().statusCode(204);
    }
  }

  /** Replaces the references of the walkthrough by those of the responses, as a reader does. */
  private static String withOwn(Map<String, String> references, String text) {
    return references.entrySet().stream()
        .reduce(text, (so, own) -> so.replace(own.getKey(), own.getValue()), (a, b) -> b);
  }

  /** Omar Ortiz is on call then, and requests of other tests have fallen due long before. */
  private void beginOnAWeekdayMorning() {
    var now = OffsetDateTime.ofInstant(time.instant(), ZoneOffset.UTC);
    var begin = now.plusDays(3).with(MORNING_IN_THE_DEMO_HOSPITAL);
    while (WEEKEND.contains(begin.getDayOfWeek())) {
      begin = begin.plusDays(1);
    }
    time.pass(Duration.between(now, begin));
  }

  private String exchange(Shell.Call call) {
    assertThat(call.url()).startsWith(ADDRESS);
    var target = service.resolve("/" + call.url().substring(ADDRESS.length()));
    called.add(target.getPath().replaceFirst(".*/", ""));
    var request =
        HttpRequest.newBuilder(target)
            .method(
                call.method(),
                call.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(call.body()));
    call.headers().forEach(request::header);
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      assertThat(response.statusCode())
          .as("%s %s: %s", call.method(), call.url(), response.body())
          .isBetween(200, 299);
      return response.body();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static List<Block> blocks(String page) {
    return BLOCK
        .matcher(page)
        .results()
        .map(block -> new Block(block.group(1), block.group(2)))
        .toList();
  }

  private static String walkthrough() {
    try {
      return Files.readString(WALKTHROUGH);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
