package care.andon.platform.openapi;

import care.andon.platform.text.Instants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Gives every text its greatest length and every list its greatest size, from {@code
 * META-INF/openapi-bounds.properties}. What a schema says itself is left alone.
 */
final class ApiBounds {
  private static final String FILE = "/META-INF/openapi-bounds.properties";
  private static final String RANGE = "..";

  /** How long a text of a known format can be. */
  private static final Map<String, Integer> OF_FORMATS =
      Map.of("uuid", 36, "date", 10, "date-time", Instants.MAX_LENGTH, "uri-reference", 20_000);

  /** The largest upload is configured; nothing fixed can be said of a file. */
  static final String FILE_FORMAT = "binary";

  private final Properties bounds = read();
  private final Set<String> used = new HashSet<>();
  private final Set<String> missing = new TreeSet<>();

  /**
   * Bounds one value and everything in it that has no name of its own.
   *
   * @param owner the schema or operation it belongs to
   * @param name of the property or parameter
   */
  void bound(String owner, String name, Schema schema) {
    if (schema.getRef() != null) {
      return;
    }
    if (is(schema, SchemaType.STRING)
        && schema.getEnumeration() == null
        && schema.getMaxLength() == null
        && !FILE_FORMAT.equals(schema.getFormat())) {
      var length = OF_FORMATS.get(Objects.requireNonNullElse(schema.getFormat(), ""));
      schema.setMaxLength(length == null ? Integer.valueOf(find("text", owner, name)) : length);
    }
    if (is(schema, SchemaType.ARRAY)) {
      boundItems(owner, name, schema);
    }
    Stream.of(
            Stream.ofNullable(schema.getItems()),
            Stream.ofNullable(schema.getAdditionalPropertiesSchema()),
            Stream.ofNullable(schema.getAnyOf()).flatMap(choices -> choices.stream()))
        .flatMap(it -> it)
        .forEach(it -> bound(owner, name, it));
  }

  private void boundItems(String owner, String name, Schema schema) {
    if (schema.getMaxItems() == null) {
      var range = find("list", owner, name);
      var at = range.indexOf(RANGE);
      schema.setMinItems(at < 0 ? 0 : Integer.parseInt(range.substring(0, at)));
      schema.setMaxItems(Integer.valueOf(at < 0 ? range : range.substring(at + RANGE.length())));
    } else if (schema.getMinItems() == null) {
      schema.setMinItems(0);
    }
  }

  private static boolean is(Schema schema, SchemaType type) {
    return schema.getType() != null && schema.getType().contains(type);
  }

  /**
   * Passes if nothing was without a bound and no bound was without use.
   *
   * @throws IllegalStateException when the file has to be mended
   */
  void requireComplete() {
    var unused = new TreeSet<>(bounds.stringPropertyNames());
    unused.removeAll(used);
    if (!missing.isEmpty() || !unused.isEmpty()) {
      throw new IllegalStateException(
          "%s: add %s, remove what nothing uses: %s".formatted(FILE, missing, unused));
    }
  }

  /** What the file says; zero where it says nothing, which is reported in the end. */
  private String find(String kind, String owner, String name) {
    for (var key : new String[] {kind + "." + owner + "." + name, kind + "." + name}) {
      var value = bounds.getProperty(key);
      if (value != null) {
        used.add(key);
        return value;
      }
    }
    missing.add(kind + "." + owner + "." + name);
    return "0";
  }

  private static Properties read() {
    var properties = new Properties();
    try (var file = ApiBounds.class.getResourceAsStream(FILE)) {
      properties.load(Objects.requireNonNull(file, FILE));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(FILE, unreadable);
    }
    return properties;
  }
}
