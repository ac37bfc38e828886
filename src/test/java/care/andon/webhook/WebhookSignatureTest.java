package care.andon.webhook;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.support.Body;
import care.andon.support.Trial;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receivers check what they get with the libraries of other people. */
@QuarkusTest
class WebhookSignatureTest extends WithReceiver {
  private static final Path CLIENT = Path.of("src/test/clients/webhooks");
  private static final long PATIENCE_MINUTES = 3;
  private static final int MANY = 100;

  @TempDir static Path temp;

  /** The receiver takes the message, and its answer is lost: the service cannot know. */
  @Test
  void a_hundred_messages_whose_answers_are_lost_come_again_with_the_same_id_and_a_valid_signature()
      throws Exception {
    var path = "/cut-once/1";
    var secret = add(path);
    var ids = new ArrayList<String>();
    for (var i = 0; i < MANY; i++) {
      ids.add(nina.files(aNeed()) + ".1");
    }

    sendAtOnce(path, 2 * MANY);

    var twice = ids.stream().flatMap(id -> List.of(id, id).stream()).toList();
    assertThat(receiver.ids(path)).containsExactlyElementsOf(twice);
    var verifier = new Webhook(secret);
    for (var message : receiver.at(path)) {
      verifier.verify(message.body(), headers(message));
      assertThatThrownBy(() -> verifier.verify(message.body() + " ", headers(message)))
          .isInstanceOf(WebhookVerificationException.class);
    }
  }

  /** npm installs the libraries into a temporary folder, from {@code package-lock.json}. */
  @Trial
  @Test
  void the_libraries_for_javascript_verify_each_message_and_read_it_as_a_cloud_event()
      throws Exception {
    var path = "/cut-once/2";
    var secret = add(path);
    var id = nina.files(aNeed());
    nina.message(id, "Still nothing");
    sendAtOnce(path, 4);
    var messages =
        receiver.at(path).stream()
            .map(it -> Map.of("headers", it.headers(), "body", it.body()))
            .toList();
    var sent = temp.resolve("sent.json");
    new ObjectMapper().writeValue(sent.toFile(), Map.of("secret", secret, "messages", messages));
    for (var file : List.of("package.json", "package-lock.json", "verify.js")) {
      Files.copy(CLIENT.resolve(file), temp.resolve(file));
    }

    run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");

    assertThat(run("node", "verify.js", sent.toString()).lines())
        .containsExactly(
            id + ".1 care.andon.request.opened",
            id + ".1 care.andon.request.opened",
            id + ".2 care.andon.request.messaged",
            id + ".2 care.andon.request.messaged");
  }

  private static String run(String... command) throws Exception {
    var log = Files.createTempFile(temp, "run", ".log");
    var process =
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      var hasEnded = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      var output = Files.readString(log);
      assertThat(hasEnded).as("%s ended: %s", List.of(command), output).isTrue();
      assertThat(process.exitValue()).as("%s: %s", List.of(command), output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private String add(String path) {
    return conrad
        .sends(Body.of("name", path).with("url", receiver.address(path)))
        .post("/api/v1/webhooks")
        .then()
        .statusCode(201)
        .extract()
        .path("secret");
  }

  /** Sends without the waits after failures, until so many messages arrived. */
  private void sendAtOnce(String path, int count) throws Exception {
    var end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (receiver.at(path).size() < count) {
      assertThat(System.nanoTime()).as("It takes less than two minutes").isLessThan(end);
      execute("update webhook set next_try_at = null where lease_until is null");
      dispatcher.dispatch();
      Thread.sleep(20);
    }
  }

  private static Map<String, List<String>> headers(Receiver.Message message) {
    return message.headers().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> List.of(it.getValue())));
  }
}
