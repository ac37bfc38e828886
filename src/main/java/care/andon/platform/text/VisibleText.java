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
 * Something to read: not only spaces, of whatever script, and not only what is invisible. Nothing
 * at all is another constraint's business.
 */
@Documented
@Constraint(validatedBy = VisibleText.OfText.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface VisibleText {
  String message() default "Send at least one word";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** As {@link Text#hasWords} sees it. */
  final class OfText implements ConstraintValidator<VisibleText, String> {
    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || Text.hasWords(text);
    }
  }
}
