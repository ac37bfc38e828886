package care.andon.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A shortened JSON document, as the documentation shows it. The answer must have every property
 * shown, with the value shown, and may have others. {@code …} matches any value. Within a string it
 * matches any part, and as the last element of an array any further elements.
 */
public final class ShownJson {
  private static final String ANYTHING = "…";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ShownJson() {}

  /** Fails if the answer does not match. */
  public static void assertShows(String shown, String answer) {
    compare(read(shown), read(answer), "");
  }

  /** Parses a document. Fails if it is not JSON. */
  public static JsonNode read(String document) {
    try {
      return JSON.readTree(document);
    } catch (JsonProcessingException notJson) {
      return fail("Not JSON: %s", document, notJson);
    }
  }

  private static void compare(JsonNode shown, JsonNode actual, String at) {
    switch (shown.getNodeType()) {
      case OBJECT -> {
        assertThat(actual.isObject()).as("%s is an object", at).isTrue();
        shown
            .properties()
            .forEach(
                property -> {
                  var below = at + "/" + property.getKey();
                  assertThat(actual.has(property.getKey())).as("there is %s", below).isTrue();
                  compare(property.getValue(), actual.get(property.getKey()), below);
                });
      }
      case ARRAY -> compareElements(elements(shown), actual, at);
      case STRING -> {
        if (!isAnything(shown)) {
          compareTexts(shown.textValue(), actual, at);
        }
      }
      case NUMBER -> {
        assertThat(actual.isNumber()).as("%s is a number", at).isTrue();
        assertThat(actual.decimalValue()).as(at).isEqualByComparingTo(shown.decimalValue());
      }
      default -> assertThat(actual).as(at).isEqualTo(shown);
    }
  }

  private static void compareTexts(String shown, JsonNode actual, String at) {
    assertThat(actual.isTextual()).as("%s is a text", at).isTrue();
    if (shown.contains(ANYTHING)) {
      assertThat(actual.textValue()).as(at).matches(pattern(shown));
    } else {
      assertThat(actual.textValue()).as(at).isEqualTo(shown);
    }
  }

  private static void compareElements(List<JsonNode> shown, JsonNode actual, String at) {
    assertThat(actual.isArray()).as("%s is an array", at).isTrue();
    if (shown.isEmpty() || !isAnything(shown.getLast())) {
      assertThat(actual.size()).as("size of %s", at).isEqualTo(shown.size());
    }
    for (int i = 0; i < shown.size(); i++) {
      if (isAnything(shown.get(i))) {
        assertThat(i).as("… comes last in %s", at).isEqualTo(shown.size() - 1);
      } else {
        assertThat(actual.size()).as("size of %s", at).isGreaterThan(i);
        compare(shown.get(i), actual.get(i), at + "/" + i);
      }
    }
  }

  private static boolean isAnything(JsonNode element) {
    return element.equals(TextNode.valueOf(ANYTHING));
  }

  private static List<JsonNode> elements(JsonNode array) {
    var elements = new ArrayList<JsonNode>();
    array.forEach(elements::add);
    return elements;
  }

  private static Pattern pattern(String shown) {
    return Pattern.compile(
        Arrays.stream(shown.split(ANYTHING, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }
}
