package care.andon.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A gateway that takes messages over HTTP, such as one for SMS, pagers or chat. The operator says
 * what it gets.
 *
 * @param kind the kind of its contacts
 * @param address what an address must match completely
 * @param example a good address, for people who send another one
 * @param body a JSON tree. Placeholders stand only inside its texts, so no value can break out of
 *     its text
 */
record Gateway(
    String kind,
    URI url,
    Map<String, String> headers,
    Pattern address,
    String example,
    Format format,
    JsonNode body) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  /** The placeholders that there are. */
  static final Set<String> PLACEHOLDERS = Set.of("to", "subject", "text");

  /** How the body is written. */
  enum Format {
    JSON,
    FORM
  }

  Gateway {
    headers = Map.copyOf(headers);
  }

  /** Returns the body of one message. */
  JsonNode filled(String to, Message message) {
    return filled(body, Map.of("to", to, "subject", message.subject(), "text", message.text()));
  }

  private static JsonNode filled(JsonNode node, Map<String, String> values) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(filled(text.asText(), values));
      case ObjectNode object -> {
        var copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(it -> copy.set(it.getKey(), filled(it.getValue(), values)));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(it -> copy.add(filled(it, values)));
        yield copy;
      }
      default -> node;
    };
  }

  /** A value is put in once: what looks like a placeholder in it stays as it is. */
  private static String filled(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(value(found, values)));
  }

  private static String value(MatchResult found, Map<String, String> values) {
    return values.getOrDefault(found.group(1), found.group());
  }
}
