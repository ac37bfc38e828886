package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import care.andon.platform.text.MaxLength;
import care.andon.platform.text.VisibleText;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Turns violated constraints of a body into a problem. */
final class ConstraintViolations {
  private static final Map<Class<?>, String> CODES =
      Map.of(
          NotNull.class, "required",
          NotBlank.class, "required",
          VisibleText.class, "required",
          MaxLength.class, "length");

  /** More errors than anybody mends in one go. */
  private static final int MOST = 100;

  private ConstraintViolations() {}

  static Problem toProblem(ConstraintViolationException exception) {
    return Problem.invalid(errors(exception.getConstraintViolations()));
  }

  /** Returns at most {@link #MOST} errors in the order of their pointers. */
  static List<Problem.FieldError> errors(Set<? extends ConstraintViolation<?>> violations) {
    return violations.stream()
        .map(ConstraintViolations::toError)
        .sorted(Comparator.comparing(Problem.FieldError::pointer))
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static Problem.FieldError toError(ConstraintViolation<?> violation) {
    var annotation = violation.getConstraintDescriptor().getAnnotation().annotationType();
    return new Problem.FieldError(
        pointer(violation.getPropertyPath()),
        CODES.getOrDefault(annotation, "not_valid"),
        violation.getMessage());
  }

  private static String pointer(Path path) {
    var pointer = new StringBuilder();
    StreamSupport.stream(path.spliterator(), false)
        .filter(
            node ->
                node.getKind() == ElementKind.PROPERTY
                    || node.getKind() == ElementKind.CONTAINER_ELEMENT)
        .forEach(
            node -> {
              // The index belongs to the list of the node before.
              if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
              }
              if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(node.getName());
              }
            });
    return pointer.toString();
  }
}
