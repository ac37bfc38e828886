package care.andon.platform.openapi;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A text that is written in quotes in YAML. A reader of YAML 1.1 takes an unquoted {@code 19:00}
 * for a number and {@code 2026-03-02} for a date.
 */
record YamlText(String text) implements JsonSerializable {
  private static final Resolver YAML_1_1 = new Resolver();

  /** The same value with every text quoted that a reader of YAML 1.1 would misread. */
  static @Nullable Object quoted(@Nullable Object value) {
    return switch (value) {
      case String text when isMisread(text) -> new POJONode(new YamlText(text));
      case List<?> list -> list.stream().map(YamlText::quoted).toList();
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<Object, @Nullable Object>();
        map.forEach((name, it) -> copy.put(name, quoted(it)));
        yield copy;
      }
      case null, default -> value;
    };
  }

  private static boolean isMisread(String text) {
    return !YAML_1_1.resolve(NodeId.scalar, text, true).equals(Tag.STR);
  }

  @Override
  public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
    if (json instanceof YAMLGenerator yaml) {
      yaml.disable(YAMLGenerator.Feature.MINIMIZE_QUOTES);
      yaml.writeString(text);
      yaml.enable(YAMLGenerator.Feature.MINIMIZE_QUOTES);
    } else {
      json.writeString(text);
    }
  }

  @Override
  public void serializeWithType(
      JsonGenerator json, SerializerProvider provider, TypeSerializer type) throws IOException {
    serialize(json, provider);
  }
}
