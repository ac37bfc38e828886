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
 * At most so many characters, counted as JSON Schema and PostgreSQL count them: by code points, so
 * that an emoji is one, not two.
 */
@Documented
@Constraint(validatedBy = MaxLength.OfText.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface MaxLength {
  int value();

  String message() default "Send at most {value} characters";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Counts. */
  final class OfText implements ConstraintValidator<MaxLength, String> {
    private int most;

    @Override
    public void initialize(MaxLength constraint) {
      most = constraint.value();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || text.length() <= most || text.codePointCount(0, text.length()) <= most;
    }
  }
}
