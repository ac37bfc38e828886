package care.andon.request.word;

import care.andon.history.EventTypes;
import care.andon.history.RequestEvent.DeclineReason;
import care.andon.history.RequestEvent.Declined;
import care.andon.kernel.PersonId;
import care.andon.kernel.WireNames;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads {@link LatestWords#COLUMN}, which is never written. */
@Converter(autoApply = true)
final class LatestWordsConverter implements AttributeConverter<LatestWords, String> {
  private static final String DECLINED = EventTypes.nameOf(Declined.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable LatestWords words) {
    return null;
  }

  @Override
  public LatestWords convertToEntityAttribute(@Nullable String text) {
    if (text == null) {
      return LatestWords.NONE;
    }
    try {
      var latest = JSON.readTree(text);
      return new LatestWords(word(latest.get(0)), word(latest.get(1)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("The database did not write JSON", impossible);
    }
  }

  private static @Nullable Word word(JsonNode word) {
    if (word.isNull()) {
      return null;
    }
    var actor = word.get("actor").textValue();
    return new Word(
        word.get("event").textValue(),
        OffsetDateTime.parse(word.get("at").textValue()).toInstant(),
        actor == null ? null : new PersonId(UUID.fromString(actor)),
        word.get("asker").isNull() ? null : word.get("asker").intValue(),
        word.get("words").textValue(),
        decline(word));
  }

  private static Word.@Nullable Decline decline(JsonNode word) {
    return word.get("event").textValue().equals(DECLINED)
        ? new Word.Decline(
            WireNames.parse(DeclineReason.class, word.get("reason").textValue()),
            word.get("alternative").textValue())
        : null;
  }
}
