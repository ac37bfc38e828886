package care.andon.platform.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Describes an object one of whose properties decides about another one: {@code type} about {@code
 * data}. Clients can use a choice between whole objects, each with one value of {@code type}; the
 * annotations can only describe the choice of {@code data}.
 *
 * <p>The variant of {@code HistoryEvent} for {@code promise_missed} is {@code PromiseMissedEvent},
 * and its data {@code PromiseMissedEventData}. {@code META-INF/openapi.yaml} describes each
 * variant.
 */
final class ApiVariants {
  private static final String PREFIX = "#/components/schemas/";

  private final Components components;

  ApiVariants(Components components) {
    this.components = components;
  }

  void separate() {
    for (var entry : List.copyOf(components.getSchemas().entrySet())) {
      var properties = propertiesOf(entry.getValue());
      properties.forEach(
          (name, property) -> {
            var discriminator = property.getDiscriminator();
            if (discriminator != null && properties.containsKey(discriminator.getPropertyName())) {
              components.addSchema(
                  entry.getKey(), choice(entry.getKey(), name, discriminator.getPropertyName()));
            }
          });
    }
  }

  private Schema choice(String name, String decided, String deciding) {
    var whole = component(name);
    var mapping =
        Objects.requireNonNull(whole.getProperties().get(decided)).getDiscriminator().getMapping();
    var variants = new ArrayList<Schema>();
    var discriminator = OASFactory.createDiscriminator().propertyName(deciding);
    mapping.forEach(
        (value, data) -> {
          var variant = words(value) + name.substring(lastWord(name));
          rename(data.substring(PREFIX.length()), variant + "Data");
          components.addSchema(variant, variant(variant, whole, deciding, value, decided));
          variants.add(OASFactory.createSchema().ref(PREFIX + variant));
          discriminator.addMapping(value, PREFIX + variant);
        });
    return OASFactory.createSchema()
        .description(whole.getDescription())
        .oneOf(variants)
        .discriminator(discriminator);
  }

  private void rename(String name, String to) {
    components.addSchema(to, component(name));
    components.removeSchema(name);
  }

  private Schema variant(String name, Schema whole, String deciding, String value, String decided) {
    var variant = OASFactory.createSchema().addType(SchemaType.OBJECT);
    propertiesOf(whole)
        .forEach(
            (property, schema) -> {
              if (property.equals(deciding)) {
                variant.addProperty(
                    property,
                    OASFactory.createSchema()
                        .description(schema.getDescription())
                        .addType(SchemaType.STRING)
                        .addEnumeration(value));
              } else if (property.equals(decided)) {
                variant.addProperty(
                    property, OASFactory.createSchema().ref(PREFIX + name + "Data"));
              } else {
                variant.addProperty(property, schema);
              }
            });
    var described = components.getSchemas().get(name);
    return variant
        .required(whole.getRequired())
        .description(described == null ? null : described.getDescription());
  }

  private Schema component(String name) {
    return Objects.requireNonNull(components.getSchemas().get(name), name);
  }

  private static Map<String, Schema> propertiesOf(Schema schema) {
    return schema.getProperties() == null ? Map.of() : schema.getProperties();
  }

  private static int lastWord(String name) {
    var at = name.length() - 1;
    while (!Character.isUpperCase(name.charAt(at))) {
      at--;
    }
    return at;
  }

  private static String words(String snakeCase) {
    return Stream.of(snakeCase.split("_", -1))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }
}
