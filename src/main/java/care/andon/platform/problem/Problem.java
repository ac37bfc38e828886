package care.andon.platform.problem;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A refusal, thrown anywhere and answered as {@code application/problem+json}. Details and messages
 * never repeat a rejected value, because it may contain patient data.
 */
public final class Problem extends RuntimeException {
  private final ProblemType type;
  private final List<FieldError> errors;
  private final Map<String, Object> extensions;

  /**
   * One error in the request.
   *
   * @param pointer JSON pointer into the body ({@code /need}), or the parameter's name
   * @param code a stable code for programs
   * @param message what to send instead, for people who read it
   */
  @Schema(name = "ProblemFieldError")
  public record FieldError(String pointer, String code, String message) {}

  private Problem(
      ProblemType type, String detail, List<FieldError> errors, Map<String, Object> extensions) {
    super(detail, null, false, false);
    this.type = type;
    this.errors = List.copyOf(errors);
    this.extensions = Map.copyOf(extensions);
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), Map.of());
  }

  /** A refusal of a body with these errors. */
  public static Problem invalid(List<FieldError> errors) {
    return new Problem(
        ProblemType.INVALID_REQUEST, ProblemType.INVALID_REQUEST.advice(), errors, Map.of());
  }

  /** A refusal of a body with one error. */
  public static Problem invalid(String pointer, String code, String message) {
    return invalid(List.of(new FieldError(pointer, code, message)));
  }

  /** A refusal of a query, path or header parameter. */
  public static Problem parameter(String name, String code, String message) {
    return new Problem(
        ProblemType.INVALID_PARAMETER,
        ProblemType.INVALID_PARAMETER.advice(),
        List.of(new FieldError(name, code, message)),
        Map.of());
  }

  /**
   * A refusal that is the same for things that do not exist and for things that the caller may not
   * see.
   */
  public static Problem notFound() {
    return of(ProblemType.NOT_FOUND, ProblemType.NOT_FOUND.advice());
  }

  /** Returns this problem with one more member, such as the current status. */
  public Problem with(String member, Object value) {
    var more = new java.util.HashMap<>(extensions);
    more.put(member, value);
    return new Problem(type, detail(), errors, more);
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<FieldError> errors() {
    return errors;
  }

  public Map<String, Object> extensions() {
    return extensions;
  }
}
