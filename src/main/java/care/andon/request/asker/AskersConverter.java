package care.andon.request.asker;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Reads {@link Askers#COLUMN}, which is never written. */
@Converter(autoApply = true)
final class AskersConverter implements AttributeConverter<Askers, String> {

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable Askers askers) {
    return null;
  }

  @Override
  public Askers convertToEntityAttribute(@Nullable String text) {
    return Askers.parse(text);
  }
}
