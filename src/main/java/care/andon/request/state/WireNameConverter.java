package care.andon.request.state;

import care.andon.history.RequestEvent.EscalationCause;
import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.Visibility;
import care.andon.kernel.WireNames;
import care.andon.request.escalation.EscalationState;
import care.andon.sla.engine.ClockState;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Stores constants by their {@link WireNames}; one converter for each type. */
abstract sealed class WireNameConverter<E extends Enum<E>>
    implements AttributeConverter<E, String> {
  private final Class<E> type;

  private WireNameConverter(Class<E> type) {
    this.type = type;
  }

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable E constant) {
    return constant == null ? null : WireNames.of(constant);
  }

  @Override
  public @Nullable E convertToEntityAttribute(@Nullable String text) {
    return text == null ? null : WireNames.parse(type, text);
  }

  @Converter(autoApply = true)
  static final class OfImpact extends WireNameConverter<Impact> {
    OfImpact() {
      super(Impact.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfCategory extends WireNameConverter<Category> {
    OfCategory() {
      super(Category.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfVisibility extends WireNameConverter<Visibility> {
    OfVisibility() {
      super(Visibility.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfStatus extends WireNameConverter<RequestStatus> {
    OfStatus() {
      super(RequestStatus.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfAction extends WireNameConverter<RequestAction> {
    OfAction() {
      super(RequestAction.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfClockState extends WireNameConverter<ClockState> {
    OfClockState() {
      super(ClockState.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfClockKind extends WireNameConverter<ClockKind> {
    OfClockKind() {
      super(ClockKind.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfEscalationState extends WireNameConverter<EscalationState> {
    OfEscalationState() {
      super(EscalationState.class);
    }
  }

  @Converter(autoApply = true)
  static final class OfEscalationCause extends WireNameConverter<EscalationCause> {
    OfEscalationCause() {
      super(EscalationCause.class);
    }
  }
}
