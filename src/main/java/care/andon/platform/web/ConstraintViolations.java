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
import java.util.stream.StreamSupport;

/** Turns violated constraints of a body into a problem. */
final class ConstraintViolations {
  private static final Map<Class<?>, String> CODES =
      Map.of(
          NotNull.class, "required",
          NotBlank.class, "required",
          VisibleText.class, "required",
          MaxLength.class, "length");

  private ConstraintViolations() {}

  static Problem toProblem(ConstraintViolationException exception) {
    List<Problem.FieldError> errors =
        exception.getConstraintViolations().stream()
            .map(ConstraintViolations::toError)
            .sorted(Comparator.comparing(Problem.FieldError::pointer))
            .distinct()
            .toList();
    return Problem.invalid(errors);
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
              if (node.getName() != null) {
                pointer.append('/').append(node.getName());
              }
              if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
              }
            });
    return pointer.toString();
  }
}
