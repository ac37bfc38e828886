package care.andon.platform.text;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * Requires at least one visible character. Accepts null; use another constraint to require a value.
 */
@Documented
@Constraint(validatedBy = VisibleText.OfText.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface VisibleText {
  String message() default "Send at least one word";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Checks with {@link Text#hasWords}. */
  final class OfText implements ConstraintValidator<VisibleText, String> {
    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || Text.hasWords(text);
    }
  }
}
