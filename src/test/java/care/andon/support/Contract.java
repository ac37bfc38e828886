package care.andon.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the committed description of the API promises: operations, statuses, schemas. Stricter than
 * it says in one point: an answer carries nothing that is not described.
 */
public final class Contract {
  public static final Path FILE = Path.of("openapi", "openapi.yaml");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADDRESS = "https://andon.invalid/openapi.json";
  private static final Contract COMMITTED = new Contract(read());

  private final JsonNode document;
  private final List<Operation> operations;
  private final SchemaRegistry schemas;
  private final Map<JsonNode, Schema> compiledSchemas = new IdentityHashMap<>();

  private Contract(JsonNode document) {
    this.document = document;
    this.operations =
        document.get("paths").properties().stream()
            .flatMap(
                path ->
                    path.getValue().properties().stream()
                        .map(
                            method ->
                                Operation.of(method.getKey(), path.getKey(), method.getValue())))
            .toList();
    this.schemas =
        SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            builder ->
                builder
                    .schemas(Map.of(ADDRESS, closed(document).toString()))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  }

  /** The one in the repository. */
  public static Contract committed() {
    return COMMITTED;
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(Files.readString(FILE));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** One method of one path; the pattern matches the paths that belong to it. */
  public record Operation(String method, String path, JsonNode node, Pattern pattern) {
    static Operation of(String method, String path, JsonNode node) {
      var pattern =
          Stream.of(path.split("/", -1))
              .map(segment -> segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
              .collect(Collectors.joining("/"));
      return new Operation(method.toUpperCase(Locale.ROOT), path, node, Pattern.compile(pattern));
    }

    public String id() {
      return node.path("operationId").asText();
    }

    public Set<String> statuses() {
      return node.get("responses").properties().stream()
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }

    /** The status of success. */
    public int success() {
      return statuses().stream()
          .filter(status -> status.startsWith("2"))
          .mapToInt(Integer::parseInt)
          .min()
          .orElseThrow();
    }

    public boolean isAbout(String rawPath) {
      return pattern.matcher(rawPath).matches();
    }

    @Override
    public String toString() {
      return id();
    }
  }

  public JsonNode document() {
    return document;
  }

  public List<Operation> operations() {
    return operations;
  }

  public Operation operation(String id) {
    return operations.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  /** The operation an exchange belongs to; one without parameters in its path comes first. */
  public Optional<Operation> operation(String method, String rawPath) {
    var path = rawPath.replaceAll(";[^/]*", "").replaceAll("//+", "/").replaceFirst("/$", "");
    return operations.stream()
        .filter(it -> it.method().equals(method) && it.isAbout(path))
        .min(Comparator.comparing(it -> it.path().contains("{")));
  }

  /** Follows a reference within the document, if it is one. */
  public JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  public List<JsonNode> parameters(Operation operation) {
    return StreamSupport.stream(operation.node().path("parameters").spliterator(), false)
        .map(this::resolve)
        .toList();
  }

  public Optional<JsonNode> requestSchema(Operation operation) {
    return Optional.of(operation.node().at("/requestBody/content/application~1json/schema"))
        .filter(JsonNode::isObject);
  }

  /** The schema of an answer; empty when it has no body of that type. */
  public Optional<JsonNode> responseSchema(Operation operation, int status, String mediaType) {
    var response = resolve(operation.node().path("responses").path(String.valueOf(status)));
    return Optional.of(response.path("content").path(mediaType).path("schema"))
        .filter(JsonNode::isObject);
  }

  /** What of the value is not as the schema has it. */
  public List<String> violations(JsonNode schema, JsonNode value) {
    // By identity: schemas are nodes of the document, and comparing them would take longer.
    Schema compiled;
    synchronized (compiledSchemas) {
      compiled = compiledSchemas.computeIfAbsent(schema, it -> schemas.getSchema(absolute(it)));
    }
    return compiled.validate(value).stream().map(Error::toString).toList();
  }

  /** A schema that can stand alone: its references lead into this document. */
  private static JsonNode absolute(JsonNode schema) {
    try {
      return JSON.readTree(schema.toString().replace("\"#/", "\"" + ADDRESS + "#/"));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static JsonNode closed(JsonNode document) {
    var closed = document.deepCopy();
    closed
        .at("/components/schemas")
        .forEach(
            schema -> {
              if (schema.has("properties") && !schema.path("additionalProperties").isObject()) {
                ((ObjectNode) schema).put("additionalProperties", false);
              }
            });
    return closed;
  }
}
