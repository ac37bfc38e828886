package care.andon.webhook;

import care.andon.feed.FeedEvent;
import care.andon.platform.keys.Encryption;
import care.andon.platform.web.ApiPaths;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes and signs what is sent: an event of the feed as a CloudEvent (version 1.0, JSON), signed
 * as Standard Webhooks 1.0 says.
 */
@Singleton
class WebhookMessage {
  private static final String PREFIX = "whsec_";
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** One for all messages, because each has a mapper of its own, which takes a while to make. */
  private static final JsonFormat FORMAT = new JsonFormat();

  private final ObjectMapper json;
  private final Encryption encryption;
  private final URI source;

  /** By event, and not by its id: an event that was read again may be different. */
  private final Cache<FeedEvent, String> bodies = Caffeine.newBuilder().weakKeys().build();

  WebhookMessage(
      ObjectMapper json,
      Encryption encryption,
      @ConfigProperty(name = "andon.http.public-address", defaultValue = "/") String address) {
    this.json = json;
    this.encryption = encryption;
    this.source = URI.create(address.replaceFirst("/$", "") + ApiPaths.BASE);
  }

  /** A message with its headers. */
  record Signed(Map<String, String> headers, String body) {}

  /** Returns a new secret, as its receiver gets it. */
  static String newSecret() {
    var bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /** Returns an event as it is sent now. */
  Signed of(StoredWebhook webhook, FeedEvent event, Instant now) {
    return signed(webhook, event.id(), bodies.get(event, this::body), now);
  }

  /** Returns a message that says nothing, to try a webhook. */
  Signed ping(StoredWebhook webhook, String id, Instant now) {
    return signed(
        webhook, id, body(id, "care.andon.ping", "webhooks/" + webhook.id(), now, Map.of()), now);
  }

  private String body(FeedEvent event) {
    return body(
        event.id(),
        "care.andon.request." + event.type(),
        "requests/" + event.request().id().value(),
        event.at(),
        event);
  }

  private String body(String id, String type, String subject, Instant time, Object data) {
    var event =
        CloudEventBuilder.v1()
            .withId(id)
            .withSource(source)
            .withType(type)
            .withSubject(subject)
            .withTime(time.atOffset(ZoneOffset.UTC))
            .withData("application/json", write(data))
            .build();
    return new String(FORMAT.serialize(event), StandardCharsets.UTF_8);
  }

  private Signed signed(StoredWebhook webhook, String id, String body, Instant now) {
    var headers =
        Map.of(
            "content-type",
            JsonFormat.CONTENT_TYPE,
            "user-agent",
            "Andon",
            Webhook.UNBRANDED_MSG_ID_KEY,
            id,
            Webhook.UNBRANDED_MSG_TIMESTAMP_KEY,
            String.valueOf(now.getEpochSecond()),
            Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
            signatures(webhook, id, body, now));
    return new Signed(headers, body);
  }

  /** One signature, or two during the overlap after a rotation. */
  private String signatures(StoredWebhook webhook, String id, String body, Instant now) {
    var secrets = new ArrayList<>(List.of(webhook.secret()));
    var former = webhook.formerSecret();
    var until = webhook.formerUntil();
    if (former != null && until != null && now.isBefore(until)) {
      secrets.add(former);
    }
    return String.join(
        " ", secrets.stream().map(it -> signature(webhook, it, id, body, now)).toList());
  }

  private String signature(
      StoredWebhook webhook, String secret, String id, String body, Instant now) {
    try {
      return new Webhook(encryption.decrypt(webhook.purpose(), secret))
          .sign(id, now.getEpochSecond(), body);
    } catch (EmptyWebhookSecretException | WebhookSigningException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private byte[] write(Object data) {
    try {
      return json.writeValueAsBytes(data);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
