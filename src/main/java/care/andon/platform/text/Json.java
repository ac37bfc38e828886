package care.andon.platform.text;

import care.andon.kernel.FacilityId;
import care.andon.kernel.Id;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/**
 * Configures JSON for this API: camelCase names, enums in lower case, RFC 3339 instants with a
 * zone, ISO 8601 durations, and no null properties. Input is parsed strictly.
 */
@Singleton
public class Json implements ObjectMapperCustomizer {
  private static final int MAX_NESTING = 32;
  private static final int MAX_NUMBER_LENGTH = 64;

  /**
   * Runs last, because the modules of the framework would otherwise read instants in their own way.
   */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  @SuppressWarnings(
      "deprecation") // the customizer gets a built mapper; the builder is out of reach
  public void customize(ObjectMapper mapper) {
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_NESTING)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .build());
    mapper
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .setSerializationInclusion(JsonInclude.Include.NON_NULL)
        .setEnumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
        .registerModule(strictScalars());
    // An empty string is not accepted where a number is expected.
    mapper
        .coercionConfigDefaults()
        .setAcceptBlankAsEmpty(false)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
  }

  private static SimpleModule strictScalars() {
    return new SimpleModule("andon")
        .addDeserializer(String.class, new TextDeserializer())
        .addDeserializer(Instant.class, new InstantDeserializer())
        .addSerializer(Instant.class, new InstantSerializer())
        .addSerializer(Id.class, new IdSerializer())
        .addDeserializer(RequestId.class, new IdDeserializer<>(RequestId.class, RequestId::new))
        .addDeserializer(PersonId.class, new IdDeserializer<>(PersonId.class, PersonId::new))
        .addDeserializer(TeamId.class, new IdDeserializer<>(TeamId.class, TeamId::new))
        .addDeserializer(UnitId.class, new IdDeserializer<>(UnitId.class, UnitId::new))
        .addDeserializer(FacilityId.class, new IdDeserializer<>(FacilityId.class, FacilityId::new));
  }

  /** Reads text without NUL and without lone surrogates. Refuses numbers and booleans. */
  private static final class TextDeserializer extends StdScalarDeserializer<String> {
    TextDeserializer() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return context.reportInputMismatch(this, "Send a text in quotes");
      }
      var text = parser.getText();
      if (!Text.isWellFormed(text)) {
        return context.reportInputMismatch(
            this, "Send text without NUL characters and without lone surrogates");
      }
      return text;
    }
  }

  /** Reads an instant with its zone, truncated to microseconds, between the years 1900 and 2200. */
  private static final class InstantDeserializer extends StdScalarDeserializer<Instant> {
    InstantDeserializer() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.hasToken(JsonToken.VALUE_STRING)) {
        var instant = Instants.parse(parser.getText());
        if (instant.isPresent()) {
          return instant.get();
        }
      }
      return context.reportInputMismatch(this, Instants.ADVICE);
    }
  }

  private static final class InstantSerializer extends StdScalarSerializer<Instant> {
    InstantSerializer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant instant, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeString(Instants.text(instant));
    }
  }

  private static final class IdSerializer extends StdScalarSerializer<Id> {
    IdSerializer() {
      super(Id.class);
    }

    @Override
    public void serialize(Id id, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeString(id.value().toString());
    }
  }

  private static final class IdDeserializer<T extends Id> extends StdScalarDeserializer<T> {
    private final transient Function<UUID, T> of;

    IdDeserializer(Class<T> type, Function<UUID, T> of) {
      super(type);
      this.of = of;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      try {
        return of.apply(UUID.fromString(parser.getText()));
      } catch (IllegalArgumentException notAUuid) {
        return context.reportInputMismatch(this, "Send an id as it was given");
      }
    }
  }
}
