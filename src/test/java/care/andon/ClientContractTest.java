package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.history.EventTypes;
import care.andon.support.Contract;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Programs that generate a client from the description of the API understand it. */
class ClientContractTest {
  private static final Contract CONTRACT = Contract.committed();
  private static final JsonNode DOCUMENT = CONTRACT.document();

  /** The largest upload is configured. */
  private static final String FILE = "binary";

  @Test
  void a_reader_of_yaml_1_1_reads_the_same() throws IOException {
    var options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    Object read = new Yaml(new SafeConstructor(options)).load(Files.readString(Contract.FILE));
    var differences = new ArrayList<String>();

    compare("", DOCUMENT, read, differences);

    assertThat(differences).isEmpty();
  }

  private static void compare(String at, JsonNode node, Object read, List<String> differences) {
    if (node.isObject() && read instanceof Map<?, ?> map) {
      assertThat(map.keySet()).as(at).allMatch(String.class::isInstance);
      node.properties()
          .forEach(
              it ->
                  compare(
                      at + "/" + it.getKey(), it.getValue(), map.get(it.getKey()), differences));
    } else if (node.isArray() && read instanceof List<?> list) {
      for (var i = 0; i < node.size(); i++) {
        compare(at + "/" + i, node.get(i), list.get(i), differences);
      }
    } else if (node.isTextual() ? !node.asText().equals(read) : read instanceof String) {
      differences.add("%s: %s is read as %s".formatted(at, node, read));
    }
  }

  @Test
  void names_of_schemas_differ_in_more_than_case() {
    assertThat(DOCUMENT.at("/components/schemas").fieldNames())
        .toIterable()
        .extracting(name -> name.toLowerCase(Locale.ROOT))
        .doesNotHaveDuplicates();
  }

  /** "What" or "Clock" alone says nothing among the types of a client. */
  @Test
  void names_of_schemas_say_what_they_are_about() {
    var plain =
        List.of(
            "Category",
            "Escalation",
            "Facility",
            "Impact",
            "Person",
            "Problem",
            "Roster",
            "Team",
            "Unit",
            "Visibility");

    assertThat(DOCUMENT.at("/components/schemas").fieldNames())
        .toIterable()
        .filteredOn(name -> name.matches("[A-Z][a-z]+"))
        .containsExactlyInAnyOrderElementsOf(plain);
  }

  @Test
  void schemas_of_the_same_shape_are_one() {
    var shapes = new HashMap<String, String>();
    var twins = new ArrayList<String>();
    DOCUMENT
        .at("/components/schemas")
        .properties()
        .forEach(
            it -> {
              var shape = (ObjectNode) it.getValue().deepCopy();
              var isData = it.getKey().endsWith("EventData");
              shape.remove("description");
              shape.path("properties").forEach(ClientContractTest::undescribed);
              var twin = isData ? null : shapes.put(shape.toString(), it.getKey());
              if (twin != null && shape.has("properties")) {
                twins.add(twin + " and " + it.getKey());
              }
            });

    assertThat(twins).containsExactly("Team and Unit");
  }

  private static void undescribed(JsonNode property) {
    ((ObjectNode) property).remove(List.of("description", "examples"));
  }

  @Test
  void an_operation_takes_one_media_type() {
    assertThat(CONTRACT.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.node().at("/requestBody/content").size())
                    .as(operation.id())
                    .isLessThanOrEqualTo(1));
  }

  @Test
  void every_text_is_bounded() {
    assertThat(
            missing(
                "string",
                schema ->
                    schema.has("maxLength")
                        || schema.has("enum")
                        || schema.path("format").asText().equals(FILE)))
        .isEmpty();
  }

  @Test
  void every_list_is_bounded() {
    assertThat(missing("array", schema -> schema.has("minItems") && schema.has("maxItems")))
        .isEmpty();
  }

  private interface Rule {
    boolean holds(JsonNode schema);
  }

  /** Where a schema of this type does not keep to the rule. */
  private static List<String> missing(String type, Rule rule) {
    var places = new ArrayList<String>();
    everySchema(
        (at, schema) -> {
          if (isOf(schema, type) && !rule.holds(schema)) {
            places.add(at);
          }
        });
    return places;
  }

  private static boolean isOf(JsonNode schema, String type) {
    var types = schema.path("type");
    return types.asText().equals(type)
        || types.isArray()
            && Stream.iterate(0, i -> i < types.size(), i -> i + 1)
                .anyMatch(i -> types.get(i).asText().equals(type));
  }

  /** Schemas wherever they are: not in examples, which only look like some. */
  private static void everySchema(BiConsumer<String, JsonNode> action) {
    DOCUMENT
        .at("/components/schemas")
        .properties()
        .forEach(it -> walk("schemas/" + it.getKey(), it.getValue(), action));
    find("", DOCUMENT.get("paths"), action);
    for (var part : List.of("parameters", "responses", "headers")) {
      find(part, DOCUMENT.at("/components/" + part), action);
    }
  }

  private static void find(String at, JsonNode node, BiConsumer<String, JsonNode> action) {
    for (var it : node.properties()) {
      if (it.getKey().equals("schema")) {
        walk(at, it.getValue(), action);
      } else if (!it.getKey().startsWith("example")) {
        find(at + "/" + it.getKey(), it.getValue(), action);
      }
    }
    if (node.isArray()) {
      for (var i = 0; i < node.size(); i++) {
        find(at + "/" + node.get(i).path("name").asText(String.valueOf(i)), node.get(i), action);
      }
    }
  }

  private static void walk(String at, JsonNode schema, BiConsumer<String, JsonNode> action) {
    action.accept(at, schema);
    schema
        .path("properties")
        .properties()
        .forEach(it -> walk(at + "." + it.getKey(), it.getValue(), action));
    for (var part : List.of("items", "additionalProperties")) {
      if (schema.path(part).isObject()) {
        walk(at + "[]", schema.get(part), action);
      }
    }
    for (var part : List.of("anyOf", "oneOf", "allOf")) {
      schema.path(part).forEach(it -> walk(at, it, action));
    }
  }

  @Test
  void the_limit_of_a_page_has_a_default_and_a_maximum() {
    var limit = DOCUMENT.at("/components/parameters/Limit/schema");

    assertThat(limit.path("default").asInt()).isEqualTo(50);
    assertThat(limit.path("maximum").asInt()).isEqualTo(200);
  }

  @Test
  void the_body_of_an_upload_has_a_schema_of_its_own() {
    var content =
        CONTRACT
            .operation("importDirectoryFiles")
            .node()
            .at("/requestBody/content/multipart~1form-data/schema");

    assertThat(CONTRACT.resolve(content).at("/properties/people/format").asText()).isEqualTo(FILE);
    assertThat(CONTRACT.resolve(content).path("properties")).hasSize(7);
  }

  @Test
  void every_type_of_event_has_a_schema() {
    var event = DOCUMENT.at("/components/schemas/HistoryEvent");

    assertThat(event.at("/discriminator/propertyName").asText()).isEqualTo("type");
    assertThat(event.at("/discriminator/mapping").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(EventTypes.all().keySet());
    assertThat(event.path("oneOf"))
        .hasSize(EventTypes.all().size())
        .allSatisfy(
            it -> {
              var variant = CONTRACT.resolve(it);
              assertThat(variant.path("description").asText()).as("%s", it).isNotBlank();
              assertThat(CONTRACT.resolve(variant.at("/properties/data")).path("type").asText())
                  .isEqualTo("object");
            });
  }

  @Test
  void if_match_is_required_where_a_request_without_it_is_refused() {
    for (var operation : CONTRACT.operations()) {
      var isRequired =
          CONTRACT.parameters(operation).stream()
              .anyMatch(
                  it ->
                      it.path("name").asText().equals("If-Match")
                          && it.path("required").asBoolean());
      assertThat(isRequired).as(operation.id()).isEqualTo(operation.statuses().contains("428"));
    }
  }

  @Test
  void what_is_counted_is_a_whole_number_everywhere() {
    var numbers = Set.of("tier", "version", "number", "seq", "cycle", "alsoTellTier");
    var types = new HashSet<String>();

    everySchema(
        (at, schema) -> {
          if (numbers.contains(at.replaceAll(".*[./]", ""))) {
            types.add(isOf(schema, "integer") ? "integer" : at);
          }
        });

    assertThat(types).containsExactly("integer");
  }
}
