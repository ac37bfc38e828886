package care.andon.directory.imports.reading;

import care.andon.directory.imports.reading.ImportDocument.RosterRow;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Requires all columns of a weekly duty or of a shift, and that they are consistent. The message of
 * a violation is a code and a reason, with ": " between them.
 */
@Documented
@Constraint(validatedBy = WholeRoster.OfRow.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface WholeRoster {
  Duration LONGEST = Duration.ofDays(31);

  String message() default "";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Rules that need several columns. They are checked if each column is valid. */
  interface Row {}

  /** Finds the first rule that a row violates. */
  final class OfRow implements ConstraintValidator<WholeRoster, RosterRow> {
    private static final String EITHER = "Send either starts and ends, or days, from and to";
    private static final String SHIFT = "A shift has a start and an end";
    private static final String DUTY =
        "Send days, from and to for a duty of every week, or starts and ends for a shift";

    private record Rule(boolean isViolated, String column, String message) {}

    @Override
    public boolean isValid(RosterRow row, ConstraintValidatorContext context) {
      var isShift = row.starts() != null || row.ends() != null;
      var violated =
          Stream.concat(ofPost(row), isShift ? ofShift(row) : ofDuty(row))
              .filter(Rule::isViolated)
              .findFirst();
      context.disableDefaultConstraintViolation();
      violated.ifPresent(
          rule ->
              context
                  .buildConstraintViolationWithTemplate(rule.message)
                  .addPropertyNode(rule.column)
                  .addConstraintViolation());
      return violated.isEmpty();
    }

    private static Stream<Rule> ofPost(RosterRow row) {
      return Stream.of(
          new Rule(
              (row.team() == null) == (row.tier() == null),
              "tier",
              "team_or_tier: Send either a team or a tier"),
          new Rule(
              row.tier() != null && row.facility() == null,
              "facility",
              "required: A tier is of a facility; send it"));
    }

    private static Stream<Rule> ofShift(RosterRow row) {
      var starts = row.starts();
      var ends = row.ends();
      return Stream.of(
          new Rule(row.days() != null, "days", "duty_or_shift: " + EITHER),
          new Rule(row.from() != null, "from", "duty_or_shift: " + EITHER),
          new Rule(row.to() != null, "to", "duty_or_shift: " + EITHER),
          new Rule(row.startsOn() != null, "startsOn", "duty_or_shift: " + EITHER),
          new Rule(row.endsOn() != null, "endsOn", "duty_or_shift: " + EITHER),
          new Rule(starts == null, "starts", "required: " + SHIFT),
          new Rule(ends == null, "ends", "required: " + SHIFT),
          new Rule(
              starts != null && ends != null && !starts.isBefore(ends),
              "ends",
              "ends_before_it_starts: A shift ends after it starts"),
          new Rule(
              starts != null
                  && ends != null
                  && Duration.between(starts, ends).compareTo(LONGEST) > 0,
              "ends",
              "too_long: A shift has at most 31 days"));
    }

    private static Stream<Rule> ofDuty(RosterRow row) {
      var first = row.startsOn();
      var last = row.endsOn();
      return Stream.of(
          new Rule(row.days() == null, "days", "required: " + DUTY),
          new Rule(row.from() == null, "from", "required: " + DUTY),
          new Rule(row.to() == null, "to", "required: " + DUTY),
          new Rule(
              first != null && last != null && last.isBefore(first),
              "endsOn",
              "ends_before_it_starts: The last day is not before the first"));
    }
  }
}
