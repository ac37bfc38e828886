package care.andon.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates invalid and borderline input from the OpenAPI description and a seed. */
public final class Noise {
  /** Stands for the name of a patient. It must not appear in any refusal. */
  public static final String MARK = "Zebulon Quartermain";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\t\n",
          "\u0000",
          "a\u0000b",
          "\u0001\u001f",
          "\u00a0",
          "\u3000",
          "\u202e\u200b\ufeff",
          "😀",
          MARK,
          "null",
          "true",
          "0",
          "-1",
          "1e400",
          "'; drop table support_request; --",
          "%s%n${jndi:ldap://example.invalid/a}",
          "<script>alert(1)</script>",
          "../../etc/passwd",
          "2026-02-30T25:61:61Z",
          "2026-03-01T07:30:00",
          "2026-03-01T07:30:00+99:00",
          "0001-01-01T00:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "PT-5H",
          "P1Y",
          "PT999999999999999H",
          "00000000-0000-0000-0000-000000000000",
          "1-1-1-1-1",
          "SR-0",
          "SR-99999999999999999999",
          "me");

  private static final List<String> SEGMENTS =
      List.of(
          "%00",
          "%2F",
          "..%2f..",
          "%ff%fe",
          "%ed%a0%80",
          "%F0%9F%98%80",
          "SR-20418",
          "sr-1",
          "SR-99999999999999999999",
          "00000000-0000-0000-0000-000000000000",
          "1-1-1-1-1",
          "4W",
          ";a=b",
          "a".repeat(5_000),
          "%20",
          "*",
          "null",
          "-1");

  private static final List<String> HEADERS =
      List.of(
          "*",
          "\"1\"",
          "W/\"1\"",
          "\"1\", \"2\"",
          ",",
          "\"",
          "\"\"",
          "a",
          "a".repeat(300),
          "é",
          "0198c7a2-6b1e-7c3d-9f20-5d8e4a1b7c90");

  private final Contract contract;
  private final Random random;

  public Noise(Contract contract, Random random) {
    this.contract = contract;
    this.random = random;
  }

  /** Returns a body that is invalid or just valid, made from a valid one. */
  public String body(JsonNode schema, JsonNode example) {
    return switch (random.nextInt(12)) {
      case 0 -> written(anything(0));
      case 1 -> "[".repeat(10_000);
      case 2 -> {
        var text = example.toString();
        // An empty text is no body, and allowed where none is required.
        yield text.substring(0, 1 + random.nextInt(text.length() - 1));
      }
      case 3 -> twice(example);
      case 4 -> example + "{}";
      case 5 -> example.toString().replaceFirst("\"[^\"]*\"(?=[,}])", "\"\\\\ud800\"");
      default -> written(changed(example, schema));
    };
  }

  /** Returns an encoded value for a query parameter. */
  public String value(JsonNode parameter) {
    if (random.nextBoolean() && parameter.has("example")) {
      var example = parameter.get("example");
      return encoded(example.isArray() ? example.get(0).asText() : example.asText());
    }
    return random.nextInt(4) == 0 ? segment() : encoded(one(TEXTS));
  }

  public String segment() {
    return one(SEGMENTS);
  }

  public String header() {
    return one(HEADERS);
  }

  private JsonNode changed(JsonNode example, JsonNode schema) {
    var described = contract.resolve(schema);
    var body = example.deepCopy();
    if (!(body instanceof ObjectNode object)) {
      return anything(0);
    }
    var names = new ArrayList<String>();
    described.path("properties").fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      return object.set("colour", anything(0));
    }
    var changes = 1 + random.nextInt(2);
    for (var i = 0; i < changes; i++) {
      var name = one(names);
      switch (random.nextInt(8)) {
        case 0 -> object.remove(name);
        case 1 -> object.putNull(name);
        case 2 -> object.set(random.nextBoolean() ? "colour" : MARK, anything(0));
        case 3 -> object.put(name, tooLong(described.path("properties").path(name)));
        case 4, 5 -> object.put(name, one(TEXTS));
        default -> object.set(name, anything(0));
      }
    }
    return body;
  }

  /**
   * Returns text of the maximum length or one character more; some characters have two UTF-16
   * units.
   */
  private String tooLong(JsonNode schema) {
    var most = schema.path("maxLength").asInt(50_000);
    return one(List.of("a", "😀", "é")).repeat(most + random.nextInt(2));
  }

  private JsonNode anything(int depth) {
    return switch (random.nextInt(depth > 3 ? 7 : 10)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt());
      case 3 -> NODES.numberNode(Long.MAX_VALUE);
      case 4 -> NODES.numberNode(-0.5);
      case 5, 6 -> NODES.textNode(one(TEXTS));
      case 7 -> array(depth);
      default -> object(depth);
    };
  }

  private ArrayNode array(int depth) {
    var array = NODES.arrayNode();
    for (var i = random.nextInt(4); i > 0; i--) {
      array.add(anything(depth + 1));
    }
    return array;
  }

  private ObjectNode object(int depth) {
    var object = NODES.objectNode();
    for (var i = random.nextInt(4); i > 0; i--) {
      object.set(one(TEXTS), anything(depth + 1));
    }
    return object;
  }

  private static String twice(JsonNode example) {
    var text = example.toString();
    var members = text.substring(1, text.length() - 1);
    return "{" + members + "," + members + "}";
  }

  private static String written(JsonNode body) {
    return body.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
