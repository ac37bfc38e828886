package care.andon.directory.imports.reading;

import care.andon.platform.text.Names;
import care.andon.platform.text.Text;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requires 1 to 200 characters with a visible one among them. An emoji counts as two characters, as
 * it always has in imports. Accepts null.
 */
@Documented
@Constraint(validatedBy = CellText.OfText.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface CellText {
  String WORDS = "Send 1 to 200 characters that can be read";
  String REFERENCE = "Send a code, username or external id";
  String CODE = "Send 1 to 32 letters, digits, dots, dashes or underlines; a letter or digit first";
  String USERNAME = "Send 1 to 200 characters without a blank";

  String message() default WORDS;

  /** What the whole text must match. */
  String pattern() default "(?s).*";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Checks a text. */
  final class OfText implements ConstraintValidator<CellText, String> {
    private Pattern pattern = Pattern.compile("");

    @Override
    public void initialize(CellText constraint) {
      pattern = Pattern.compile(constraint.pattern());
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null
          || (text.length() <= Names.LONGEST
              && Text.hasWords(text)
              && pattern.matcher(text).matches());
    }
  }
}
