package care.andon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages by the mail server and by gateways, which are on this machine here. */
class ConfiguredChannelsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Message MESSAGE = new Message("Andon SR-1", "You are called & more");

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<Mail> mails = new ArrayList<>();
  private final Vertx vertx = Vertx.vertx();

  @TempDir Path folder;

  private HttpServer server;
  private int status = 202;

  @BeforeEach
  void start() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              received.add(
                                  request.path()
                                      + " "
                                      + request.getHeader("Content-Type")
                                      + " "
                                      + request.getHeader("X-Key")
                                      + " "
                                      + body);
                              request
                                  .response()
                                  .setStatusCode(status)
                                  .putHeader("Location", "/elsewhere")
                                  .end("what a gateway says");
                            }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_gateway_gets_the_filled_template() throws IOException {
    var channels = channels(server.actualPort());

    assertThat(send(channels, "sms", "+15550100")).isEqualTo(Delivery.accepted("202"));
    assertThat(send(channels, "chat", "room")).isEqualTo(Delivery.accepted("202"));
    assertThat(received)
        .containsExactly(
            "/sms application/json k {\"to\":\"+15550100\",\"text\":\"You are called & more\"}",
            "/chat application/x-www-form-urlencoded null to=room&text=You+are+called+%26+more");
  }

  @Test
  void other_answers_than_2xx_are_failures_and_redirects_are_not_followed() throws IOException {
    var channels = channels(server.actualPort());
    for (var code : List.of(302, 401, 429, 500)) {
      status = code;
      assertThat(send(channels, "sms", "+15550100"))
          .isEqualTo(Delivery.failed(Integer.toString(code)));
    }
    status = 422;
    assertThat(send(channels, "sms", "+15550100")).isEqualTo(Delivery.refused("422"));
    assertThat(received).hasSize(5).allMatch(it -> it.startsWith("/sms"));
  }

  @Test
  void a_gateway_that_is_away_is_a_failure() throws IOException {
    var port = server.actualPort();
    server.close().toCompletionStage().toCompletableFuture().join();

    assertThat(send(channels(port), "sms", "+15550100"))
        .isEqualTo(Delivery.failed(Delivery.UNREACHABLE));
  }

  @Test
  void an_email_says_that_a_machine_wrote_it() throws IOException {
    assertThat(send(channels(1), "email", "ana@example.org")).isEqualTo(Delivery.accepted("250"));

    assertThat(mails).hasSize(1);
    var mail = mails.getFirst();
    assertThat(mail.getTo()).containsExactly("ana@example.org");
    assertThat(mail.getSubject()).isEqualTo("Andon SR-1");
    assertThat(mail.getText()).isEqualTo("You are called & more");
    assertThat(mail.getHtml()).isNull();
    assertThat(mail.getHeaders())
        .containsAllEntriesOf(
            Map.of(
                "Auto-Submitted", List.of("auto-generated"),
                "X-Auto-Response-Suppress", List.of("All")));
  }

  @Test
  void addresses_are_checked_by_their_kind() throws IOException {
    var channels = channels(1);

    assertThat(channels.kinds()).containsExactly("chat", "email", "sms");
    assertThat(channels.refusal("sms", "+15550100")).isEmpty();
    assertThat(channels.refusal("sms", "15550100")).contains("Send an address such as +15550100");
    assertThat(channels.refusal("email", "ana@example.org")).isEmpty();
    for (var bad : List.of("ana", "a@b@example.org", "ana@exämple.org", "a\r\nBcc:b@example.org")) {
      assertThat(channels.refusal("email", bad)).isPresent();
    }
  }

  private static Delivery send(Channels channels, String kind, String address) {
    return channels.send(kind, address, MESSAGE).await().atMost(PATIENCE);
  }

  private Channels channels(int port) throws IOException {
    var file =
        Files.writeString(
            folder.resolve("gateways.json"),
            """
            {"sms": {"url": "http://127.0.0.1:%1$d/sms", "headers": {"X-Key": "k"},
              "address": "\\\\+[0-9]{6,14}", "example": "+15550100",
              "body": {"to": "{to}", "text": "{text}"}},
             "chat": {"url": "http://127.0.0.1:%1$d/chat", "example": "room", "format": "form",
              "body": {"to": "{to}", "text": "{text}"}}}
            """
                .formatted(port));
    var config =
        new ChannelConfig() {
          @Override
          public boolean email() {
            return true;
          }

          @Override
          public String gateways() {
            return file.toString();
          }
        };
    ReactiveMailer mailer =
        sent -> {
          mails.addAll(List.of(sent));
          return Uni.createFrom().voidItem();
        };
    return new ConfiguredChannels(
        config, new EmailChannel(mailer, vertx), new Gateways(config, new ObjectMapper(), vertx));
  }
}
