package care.andon.platform.openapi;

import static java.util.stream.Collectors.toMap;

import care.andon.kernel.Id;
import care.andon.platform.text.Json;
import care.andon.platform.text.MaxLength;
import care.andon.platform.text.Text;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Makes the schemas say what {@link Json} reads and writes: constants in lower case, what is always
 * there, what may be null, and of requests that nothing else is taken.
 */
final class ApiSchemas {
  private static final String PREFIX = "#/components/schemas/";

  private static final String PAGE = "Page";

  /** How the framework describes {@code @NotBlank}; it means another set of blanks. */
  private static final String NOT_BLANK = "\\S";

  /** ISO 8601, as Java writes it. */
  private static final String DURATION = "^PT(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\\.[0-9]+)?S)?$";

  /** Written by their Java names: days of the week. */
  private static final Set<String> UPPER_CASE = Set.of("DayOfWeek");

  /** Types of the engines, which know no annotations, under names that say what they are about. */
  private static final Map<String, String> OF_ENGINES =
      Map.of("Verdict", "ClockVerdict", "FiredStep", "RequestClockFiredStep");

  private static final DotName ID = DotName.createSimple(Id.class);
  private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
  private static final DotName MAX_LENGTH = DotName.createSimple(MaxLength.class);
  private static final DotName JSON_INCLUDE = DotName.createSimple(JsonInclude.class);
  private static final DotName SCHEMA =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

  private final OpenAPI api;
  private final List<ClassInfo> records;
  private final Map<String, String> formats;

  ApiSchemas(OpenAPI api, IndexView classes) {
    this.api = api;
    this.records = classes.getKnownClasses().stream().filter(ClassInfo::isRecord).toList();
    this.formats = formats(records);
  }

  void complete() {
    sayTexts();
    namePages();
    var ofRequests = reachable(operations().flatMap(ApiParts::requestContents));
    components()
        .forEach(
            (name, schema) -> {
              constants(name, schema);
              if (schema.getProperties() != null) {
                properties(name, schema, ofRequests.contains(name));
              }
            });
    everySchema(ApiSchemas::referOnly);
    everySchema(ApiSchemas::nextIsAReference);
    rename(OF_ENGINES);
    bound();
    new ApiVariants(api.getComponents()).separate();
    everySchema(ApiSchemas::quote);
  }

  private void bound() {
    var bounds = new ApiBounds();
    components()
        .forEach(
            (name, schema) ->
                Stream.ofNullable(schema.getProperties())
                    .flatMap(properties -> properties.entrySet().stream())
                    .forEach(it -> bounds.bound(name, it.getKey(), it.getValue())));
    operations()
        .forEach(
            operation -> {
              var id = operation.getOperationId();
              ApiParts.parameters(operation)
                  .forEach(it -> bounds.bound(id, it.getName(), it.getSchema()));
              ApiParts.bodies(operation).forEach(it -> bounds.bound(id, "body", it));
            });
    bounds.requireComplete();
  }

  /** The address of the next page may be a path alone. */
  private static void nextIsAReference(Schema page) {
    var next = page.getProperties() == null ? null : page.getProperties().get("next");
    if (next != null) {
      next.setFormat("uri-reference");
    }
  }

  private static void quote(Schema schema) {
    if (schema.getBooleanSchema() != null) {
      return;
    }
    schema.setExamples(quoted(schema.getExamples()));
    schema.setEnumeration(quoted(schema.getEnumeration()));
    schema.setDefaultValue(YamlText.quoted(schema.getDefaultValue()));
  }

  private static @Nullable List<Object> quoted(@Nullable List<Object> values) {
    return values == null ? null : values.stream().map(YamlText::quoted).toList();
  }

  private Map<String, Schema> components() {
    return api.getComponents().getSchemas();
  }

  // --- Texts ---

  /** What is one text on the wire is said where it occurs; nobody has to look it up. */
  private void sayTexts() {
    everySchema(
        schema -> {
          var format = schema.getRef() == null ? null : formats.get(nameOf(schema));
          if (format != null) {
            schema.setRef(null);
            schema.setType(List.of(SchemaType.STRING));
            schema.setFormat(format);
          }
        });
    everySchema(ApiSchemas::joinNull);
    everySchema(ApiSchemas::sayDurations);
    formats.keySet().forEach(api.getComponents()::removeSchema);
  }

  /** A text or null is one schema with two types; there is no choice to make. */
  private static void joinNull(Schema schema) {
    var choices = schema.getAnyOf();
    if (choices == null || choices.stream().anyMatch(choice -> choice.getType() == null)) {
      return;
    }
    schema.setAnyOf(null);
    schema.setType(choices.stream().flatMap(choice -> choice.getType().stream()).toList());
    choices.stream()
        .flatMap(it -> Stream.ofNullable(it.getFormat()))
        .findFirst()
        .ifPresent(schema::setFormat);
  }

  /** JSON Schema's format of that name knows no fractions of a second; this API does. */
  private static void sayDurations(Schema schema) {
    if ("duration".equals(schema.getFormat())) {
      schema.setFormat(null);
      if (schema.getPattern() == null) {
        schema.setPattern(DURATION);
      }
    }
  }

  private static Map<String, String> formats(List<ClassInfo> records) {
    var formats =
        new HashMap<>(
            Map.of(
                "UUID", "uuid",
                "LocalDate", "date",
                "Instant", "date-time",
                "Duration", "duration"));
    records.stream()
        .filter(type -> type.interfaceNames().contains(ID))
        .forEach(type -> formats.put(type.simpleName(), "uuid"));
    return formats;
  }

  // --- Names ---

  /** A page of units is a {@code UnitPage}, whatever the class behind it is called. */
  private void namePages() {
    var names =
        components().entrySet().stream()
            .filter(entry -> isPage(entry.getKey(), entry.getValue()))
            .collect(toMap(Map.Entry::getKey, entry -> nameOf(itemsOf(entry.getValue())) + PAGE));
    rename(names);
  }

  private void rename(Map<String, String> names) {
    var renamed = new TreeMap<String, Schema>();
    components().forEach((name, schema) -> renamed.put(names.getOrDefault(name, name), schema));
    api.getComponents().setSchemas(renamed);
    everySchema(
        schema -> {
          if (schema.getRef() != null) {
            var name = nameOf(schema);
            schema.setRef(PREFIX + names.getOrDefault(name, name));
          }
        });
  }

  private static boolean isPage(String name, Schema schema) {
    return name.startsWith(PAGE)
        && schema.getProperties() != null
        && schema.getProperties().keySet().equals(Set.of("items", "next"));
  }

  private static Schema itemsOf(Schema page) {
    return Objects.requireNonNull(page.getProperties().get("items")).getItems();
  }

  private static String nameOf(Schema reference) {
    var ref = Objects.requireNonNull(reference.getRef(), "A schema that is named elsewhere");
    return ref.substring(ref.lastIndexOf('/') + 1);
  }

  // --- Constants ---

  private static void constants(String name, Schema schema) {
    if (schema.getEnumeration() != null && !UPPER_CASE.contains(name)) {
      schema.setEnumeration(schema.getEnumeration().stream().map(ApiSchemas::onTheWire).toList());
    }
  }

  /** As Jackson writes it; a name that is not a Java constant's was given on purpose. */
  private static Object onTheWire(Object constant) {
    return constant instanceof String text && text.equals(text.toUpperCase(Locale.ROOT))
        ? text.toLowerCase(Locale.ROOT)
        : constant;
  }

  // --- Properties ---

  private void properties(String name, Schema schema, boolean isSent) {
    var known = recordOf(name, schema.getProperties().keySet());
    var wasRequired = Objects.requireNonNullElse(schema.getRequired(), List.of());
    var required = new ArrayList<String>();
    for (var entry : List.copyOf(schema.getProperties().entrySet())) {
      var property = entry.getKey();
      var component = known.map(it -> it.recordComponent(property)).orElse(null);
      var isRequired =
          wasRequired.contains(property)
              || (component == null
                  ? isItemsOfPage(name, property)
                  : isAlwaysThere(component, isSent));
      if (isRequired) {
        required.add(property);
      }
      if (isSent) {
        schema.addProperty(property, sent(entry.getValue(), component, isRequired));
      }
    }
    schema.setRequired(required.isEmpty() ? null : required);
    if (isSent && !isForm(schema) && schema.getAdditionalPropertiesSchema() == null) {
      schema.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
    }
  }

  private static Schema sent(
      Schema value, @Nullable RecordComponentInfo component, boolean isRequired) {
    text(value);
    var longest = component == null ? null : annotation(component, MAX_LENGTH);
    if (longest != null) {
      value.setMaxLength(longest.value().asInt());
    }
    return isRequired ? value : orNull(value);
  }

  /** The parts of an upload; generators cannot say of a form that it has no others. */
  private static boolean isForm(Schema schema) {
    return schema.getProperties().values().stream()
        .allMatch(property -> ApiBounds.FILE_FORMAT.equals(property.getFormat()));
  }

  private static boolean isItemsOfPage(String name, String property) {
    return name.endsWith(PAGE) && property.equals("items");
  }

  /** Nothing is written as null unless it says so, and nothing has to be sent that may be null. */
  private static boolean isAlwaysThere(RecordComponentInfo component, boolean isSent) {
    var isNullable = component.type().hasAnnotation(NULLABLE);
    if (isSent) {
      return !isNullable;
    }
    return switch (inclusion(component)) {
      case "ALWAYS" -> true;
      case "NON_EMPTY" -> false;
      default -> !isNullable;
    };
  }

  private static String inclusion(RecordComponentInfo component) {
    return Stream.of(
            annotation(component, JSON_INCLUDE),
            component.declaringClass().declaredAnnotation(JSON_INCLUDE))
        .flatMap(Stream::ofNullable)
        .flatMap(it -> Stream.ofNullable(it.value()))
        .map(AnnotationValue::asEnum)
        .findFirst()
        .orElse("NON_NULL");
  }

  /** Annotations that cannot be on a record component are on the field behind it. */
  private static @Nullable AnnotationInstance annotation(
      RecordComponentInfo component, DotName name) {
    var field = component.declaringClass().field(component.name());
    return Objects.requireNonNull(field).annotation(name);
  }

  /** The record behind a schema. Of records with one simple name, the components decide. */
  private Optional<ClassInfo> recordOf(String name, Set<String> properties) {
    return records.stream()
        .filter(it -> name.equals(schemaName(it)))
        .filter(
            it ->
                !it.simpleName().equals(name)
                    || properties.stream().allMatch(each -> it.recordComponent(each) != null))
        .findFirst();
  }

  private static String schemaName(ClassInfo type) {
    var schema = type.declaredAnnotation(SCHEMA);
    return schema == null || schema.value("name") == null
        ? type.simpleName()
        : schema.value("name").asString();
  }

  private static void text(Schema value) {
    if (value.getRef() == null
        && contains(value, SchemaType.STRING)
        && value.getFormat() == null
        && value.getEnumeration() == null) {
      if (value.getPattern() == null) {
        value.setPattern(Text.ANY);
      } else if (value.getPattern().equals(NOT_BLANK)) {
        value.setPattern(Text.WORDS);
        value.setMinLength(1);
      }
    }
  }

  private static boolean contains(Schema schema, SchemaType type) {
    return schema.getType() != null && schema.getType().contains(type);
  }

  /** What need not be sent may be sent as null. */
  private static Schema orNull(Schema value) {
    if (value.getAnyOf() != null || contains(value, SchemaType.NULL)) {
      return value;
    }
    if (value.getRef() == null && value.getEnumeration() == null) {
      return value.addType(SchemaType.NULL);
    }
    var description = value.getDescription();
    value.setDescription(null);
    return OASFactory.createSchema()
        .description(description)
        .anyOf(List.of(value, OASFactory.createSchema().addType(SchemaType.NULL)));
  }

  /** A reference says the type and the properties itself. */
  private static void referOnly(Schema schema) {
    if (schema.getRef() != null) {
      schema.setType(null);
      schema.setProperties(null);
    }
  }

  // --- Walking ---

  private Stream<Operation> operations() {
    return api.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream());
  }

  private Set<String> reachable(Stream<Content> contents) {
    var names = new HashSet<String>();
    contents.flatMap(ApiParts::schemas).forEach(schema -> reach(schema, names));
    return names;
  }

  private void reach(Schema from, Set<String> names) {
    ApiParts.walk(
        from,
        schema -> {
          if (schema.getRef() != null && names.add(nameOf(schema))) {
            reach(Objects.requireNonNull(components().get(nameOf(schema))), names);
          }
        });
  }

  private void everySchema(Consumer<Schema> action) {
    components().values().forEach(schema -> ApiParts.walk(schema, action));
    operations()
        .flatMap(
            it ->
                Stream.concat(
                    ApiParts.bodies(it), ApiParts.parameters(it).map(Parameter::getSchema)))
        .forEach(schema -> ApiParts.walk(schema, action));
  }
}
