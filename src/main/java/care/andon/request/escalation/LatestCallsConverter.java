package care.andon.request.escalation;

import care.andon.kernel.PersonId;
import care.andon.kernel.WireNames;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads {@link LatestCalls#COLUMN}, which is never written. */
@Converter(autoApply = true)
final class LatestCallsConverter implements AttributeConverter<LatestCalls, String> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable LatestCalls calls) {
    return null;
  }

  @Override
  public LatestCalls convertToEntityAttribute(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return LatestCalls.NONE;
    }
    try {
      return new LatestCalls(stream(JSON.readTree(text)).map(LatestCallsConverter::call).toList());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("The database did not write JSON", impossible);
    }
  }

  private static LatestCalls.Call call(JsonNode call) {
    var takenBy = call.get("takenBy");
    var takenAt = call.get("takenAt");
    return new LatestCalls.Call(
        call.get("number").intValue(),
        call.get("tier").intValue(),
        stream(call.get("people")).map(LatestCallsConverter::person).toList(),
        instant(call.get("at")),
        instant(call.get("answerBy")),
        WireNames.parse(EscalationState.class, call.get("state").textValue()),
        takenBy.isNull() ? null : person(takenBy),
        takenAt.isNull() ? null : instant(takenAt));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static PersonId person(JsonNode id) {
    return new PersonId(UUID.fromString(id.textValue()));
  }

  private static Instant instant(JsonNode at) {
    return OffsetDateTime.parse(at.textValue()).toInstant();
  }
}
