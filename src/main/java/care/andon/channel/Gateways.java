package care.andon.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The operator's gateways: an HTTP call for each message. Any answer 2xx means accepted. Redirects
 * are not followed, and what the gateway answers is not read.
 */
@ApplicationScoped
class Gateways {
  private static final String NONE = "none";
  private static final long CONNECT_AND_ANSWER_MS = 10_000;

  /** As many as messages are sent at once. */
  private static final int CONNECTIONS = 50;

  /** The answers that say something about one message, and not about the gateway. */
  private static final Set<Integer> MESSAGE_IS_REFUSED = Set.of(400, 409, 410, 413, 422);

  private final Map<String, Gateway> gateways;
  private final ObjectMapper json;
  private final Vertx vertx;
  private @Nullable HttpClient client;

  Gateways(ChannelConfig config, ObjectMapper json, Vertx vertx) {
    this.json = json;
    this.vertx = vertx;
    this.gateways = config.gateways().equals(NONE) ? Map.of() : read(config.gateways());
  }

  private Map<String, Gateway> read(String file) {
    try {
      return GatewayFile.read(json.readTree(Files.readString(Path.of(file))));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "andon.channels.gateways: " + file + " is not a readable JSON file", unreadable);
    }
  }

  Set<String> kinds() {
    return gateways.keySet();
  }

  Optional<String> refusal(String kind, String address) {
    var gateway = gateway(kind);
    return gateway.address().matcher(address).matches()
        ? Optional.empty()
        : Optional.of("Send an address such as " + gateway.example());
  }

  /** Sends one message. Fails if the gateway cannot be reached. */
  Uni<Delivery> send(String kind, String to, Message message) {
    var gateway = gateway(kind);
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(gateway.url().toString())
            .setFollowRedirects(false)
            .setTimeout(CONNECT_AND_ANSWER_MS);
    gateway.headers().forEach(options::putHeader);
    options.putHeader("Content-Type", contentType(gateway));
    var body = Buffer.buffer(body(gateway, gateway.filled(to, message)));
    return Uni.createFrom()
        .completionStage(
            () ->
                client()
                    .request(options)
                    .compose(request -> request.send(body))
                    .map(response -> delivery(response.statusCode()))
                    .toCompletionStage());
  }

  private static Delivery delivery(int status) {
    var code = Integer.toString(status);
    if (status / 100 == 2) {
      return Delivery.accepted(code);
    }
    return MESSAGE_IS_REFUSED.contains(status) ? Delivery.refused(code) : Delivery.failed(code);
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS));
    }
    return client;
  }

  private Gateway gateway(String kind) {
    return Optional.ofNullable(gateways.get(kind)).orElseThrow();
  }

  private static String contentType(Gateway gateway) {
    return switch (gateway.format()) {
      case JSON -> "application/json";
      case FORM -> "application/x-www-form-urlencoded";
    };
  }

  private String body(Gateway gateway, JsonNode filled) {
    return switch (gateway.format()) {
      case JSON -> write(filled);
      case FORM ->
          filled.properties().stream()
              .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue().asText()))
              .collect(Collectors.joining("&"));
    };
  }

  private String write(JsonNode body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
