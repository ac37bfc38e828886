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
 * Limits the number of characters. Counts code points, as JSON Schema and PostgreSQL do, so that an
 * emoji is one character and not two.
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

  /** Checks the length of a string. */
  final class OfText implements ConstraintValidator<MaxLength, String> {
    private int most;

    @Override
    public void initialize(MaxLength constraint) {
      most = constraint.value();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || Text.isAtMost(most, text);
    }
  }
}
