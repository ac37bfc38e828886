package care.andon.request;

import care.andon.history.RequestEvent.EscalationCause;
import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.Visibility;
import care.andon.sla.engine.ClockState;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Constants are kept in lower case, as they are written on the wire. */
abstract sealed class LowerCase<E extends Enum<E>> implements AttributeConverter<E, String> {
  private final Class<E> type;

  private LowerCase(Class<E> type) {
    this.type = type;
  }

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable E constant) {
    return constant == null ? null : of(constant);
  }

  @Override
  public @Nullable E convertToEntityAttribute(@Nullable String text) {
    return text == null ? null : Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Converter(autoApply = true)
  static final class OfImpact extends LowerCase<Impact> {
    OfImpact() {
      super(Impact.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfCategory extends LowerCase<Category> {
    OfCategory() {
      super(Category.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfVisibility extends LowerCase<Visibility> {
    OfVisibility() {
      super(Visibility.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfStatus extends LowerCase<RequestStatus> {
    OfStatus() {
      super(RequestStatus.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfClockState extends LowerCase<ClockState> {
    OfClockState() {
      super(ClockState.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfClockKind extends LowerCase<ClockKind> {
    OfClockKind() {
      super(ClockKind.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfEscalationState extends LowerCase<EscalationState> {
    OfEscalationState() {
      super(EscalationState.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfEscalationCause extends LowerCase<EscalationCause> {
    OfEscalationCause() {
      super(EscalationCause.class);
    }
  }
}
