package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.history.EventTypes;
import care.andon.support.Contract;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code openapi/asyncapi.yaml} describes the messages of the stream and of webhooks (AsyncAPI
 * 3.0): one for each type of event. It is made of the event types and of the schemas in the OpenAPI
 * description. {@code -Dgolden.write=true} writes it.
 */
class AsyncApiTest {
  private static final Path FILE = Path.of("openapi", "asyncapi.yaml");
  private static final String SCHEMAS = "#/components/schemas/";
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());

  @Test
  void the_committed_description_is_what_the_code_says() throws IOException {
    var text = YAML.writeValueAsString(description());
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(FILE, text);
    }
    assertThat(Files.readString(FILE))
        .as("%s; write it with ./mvnw test -Dtest=AsyncApiTest -Dgolden.write=true", FILE)
        .isEqualTo(text);
  }

  @Test
  void there_is_a_message_for_every_event_in_both_channels() throws IOException {
    var committed = YAML.readTree(FILE.toFile());

    for (var channel : new String[] {"stream", "webhook"}) {
      var messages = committed.at("/channels/" + channel + "/messages");
      assertThat(EventTypes.all().keySet()).allMatch(messages::has);
    }
  }

  @Test
  void every_reference_leads_somewhere() throws IOException {
    var committed = YAML.readTree(FILE.toFile());

    assertThat(committed.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            ref -> assertThat(committed.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
  }

  private static ObjectNode description() {
    var document = object();
    document.put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Andon events")
        .put("version", Contract.committed().document().at("/info/version").asText())
        .put(
            "description",
            "What happens to requests, as a stream of server-sent events and as webhooks. Events"
                + " have ids and codes only. An event can come twice; its id stays the same.");
    document.put("defaultContentType", "application/json");
    document.set("channels", channels());
    document.set("operations", operations());
    document.set("components", components());
    return document;
  }

  private static ObjectNode channels() {
    var channels = object();
    var stream =
        channels
            .putObject("stream")
            .put("address", "/api/v1/events")
            .put("title", "Stream")
            .put(
                "description",
                "GET with `Accept: text/event-stream` and `after` or `Last-Event-ID`. `event` is"
                    + " the name of the message, `id` the cursor after it. Filters are those of"
                    + " getEvents in openapi.yaml.");
    stream.set("messages", messages("Stream"));
    ((ObjectNode) stream.get("messages")).set("bye", ref("#/components/messages/StreamBye"));
    var webhook =
        channels
            .putObject("webhook")
            .putNull("address")
            .put("title", "Webhook")
            .put(
                "description",
                "POST to the address of the webhook. Headers as in Standard Webhooks 1.0. Answer"
                    + " with 2xx within 15 s.");
    webhook.set("messages", messages("Webhook"));
    ((ObjectNode) webhook.get("messages")).set("ping", ref("#/components/messages/WebhookPing"));
    return channels;
  }

  private static ObjectNode messages(String channel) {
    var messages = object();
    types()
        .forEach(type -> messages.set(type, ref("#/components/messages/" + channel + name(type))));
    return messages;
  }

  private static ObjectNode operations() {
    var operations = object();
    operations
        .putObject("sendEvents")
        .put("action", "send")
        .put("summary", "The service sends events to a reader of the stream")
        .set("channel", ref("#/channels/stream"));
    operations
        .putObject("callWebhook")
        .put("action", "send")
        .put("summary", "The service sends events to a webhook")
        .set("channel", ref("#/channels/webhook"));
    return operations;
  }

  private static ObjectNode components() {
    var components = object();
    var messages = components.putObject("messages");
    types()
        .forEach(
            type -> {
              messages.set("Stream" + name(type), streamMessage(type));
              messages.set("Webhook" + name(type), webhookMessage(type, SCHEMAS + "FeedEvent"));
            });
    messages
        .putObject("StreamBye")
        .put("name", "bye")
        .put("summary", "The last message of a stream, and why it ends")
        .set("payload", bye());
    messages.set("WebhookPing", webhookMessage("ping", null));
    var schemas = components.putObject("schemas");
    copy("FeedEvent", schemas);
    return components;
  }

  private static ObjectNode bye() {
    var bye = object().put("type", "object");
    var reason = bye.putObject("properties").putObject("reason").put("type", "string");
    Stream.of("token_expired", "has_left", "going_down", "unavailable")
        .forEach(reason.withArray("enum")::add);
    bye.putArray("required").add("reason");
    return bye;
  }

  private static ObjectNode streamMessage(String type) {
    var message = object().put("name", type);
    message.set("payload", ofType(type, SCHEMAS + "FeedEvent"));
    return message;
  }

  /** An event whose type is this one. */
  private static ObjectNode ofType(String type, String schema) {
    var payload = object();
    payload
        .putArray("allOf")
        .add(ref(schema))
        .addObject()
        .set("properties", constant("type", type));
    return payload;
  }

  private static ObjectNode webhookMessage(String type, String data) {
    var isPing = type.equals("ping");
    var name = isPing ? "care.andon.ping" : "care.andon.request." + type;
    var message = object().put("name", name).put("contentType", "application/cloudevents+json");
    var headers = message.putObject("headers").put("type", "object");
    var all = headers.putObject("properties");
    all.putObject("webhook-id")
        .put("type", "string")
        .put("description", "The id of the event, the same at every attempt");
    all.putObject("webhook-timestamp")
        .put("type", "string")
        .put("description", "When the attempt was made, in seconds since 1970");
    all.putObject("webhook-signature")
        .put("type", "string")
        .put("description", "One signature, or two after the secret was rotated: `v1,…`");
    all.fieldNames().forEachRemaining(headers.withArray("required")::add);
    message.set("payload", cloudEvent(name, isPing ? null : ofType(type, data)));
    return message;
  }

  private static ObjectNode cloudEvent(String type, JsonNode data) {
    var event = object().put("type", "object");
    var properties = event.putObject("properties");
    properties.putObject("specversion").put("const", "1.0");
    properties.putObject("id").put("type", "string");
    properties.putObject("source").put("type", "string").put("format", "uri-reference");
    properties.putObject("type").put("const", type);
    properties.putObject("subject").put("type", "string");
    properties.putObject("time").put("type", "string").put("format", "date-time");
    properties.putObject("datacontenttype").put("const", "application/json");
    properties.set("data", data == null ? object().put("type", "object") : data);
    properties.fieldNames().forEachRemaining(event.withArray("required")::add);
    return event;
  }

  /** Copies a schema of the OpenAPI description, with those that it refers to. */
  private static void copy(String name, ObjectNode to) {
    if (to.has(name)) {
      return;
    }
    var schema = Contract.committed().document().at("/components/schemas/" + name);
    assertThat(schema.isObject()).as(name).isTrue();
    to.set(name, schema);
    schema.findValuesAsText("$ref").forEach(ref -> copy(ref.substring(SCHEMAS.length()), to));
  }

  private static Iterable<String> types() {
    return new TreeSet<>(EventTypes.all().keySet());
  }

  private static String name(String type) {
    var name = new StringBuilder();
    for (var word : type.split("_")) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  private static ObjectNode constant(String property, String value) {
    var properties = object();
    properties.putObject(property).put("const", value);
    return properties;
  }

  private static ObjectNode ref(String to) {
    return object().put("$ref", to);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
