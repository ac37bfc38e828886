package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns JSON errors into problems, without repeating anything of the body. */
final class JsonProblems {
  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");

  private JsonProblems() {}

  static Problem of(JacksonException exception) {
    return exception instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
        ? ofMapping(mapping)
        : ofDocument(exception);
  }

  private static Problem ofDocument(JacksonException exception) {
    return exception instanceof MismatchedInputException
        ? Problem.invalid("", "wrong_type", "Send one JSON object with the documented properties")
        : Problem.of(ProblemType.MALFORMED_JSON, ProblemType.MALFORMED_JSON.advice());
  }

  private static Problem ofMapping(JsonMappingException exception) {
    var pointer = pointer(exception);
    return switch (exception) {
      case UnrecognizedPropertyException unknown ->
          Problem.invalid(
              isName(unknown.getPropertyName()) ? pointer : parent(pointer),
              "unknown_property",
              "Unknown property; remove it. Known properties: " + known(unknown));
      case InvalidFormatException format when format.getTargetType().isEnum() ->
          Problem.invalid(pointer, "unknown_value", "Send one of: " + values(format));
      case MismatchedInputException mismatch ->
          Problem.invalid(pointer, "wrong_type", advice(mismatch));
      case JsonMappingException number when number.getCause() instanceof InputCoercionException ->
          Problem.invalid(pointer, "wrong_type", "Send a whole number of at most nine digits");
      default ->
          exception.getCause() instanceof JacksonException cause
                  && !(cause instanceof MismatchedInputException)
              ? Problem.of(ProblemType.MALFORMED_JSON, ProblemType.MALFORMED_JSON.advice())
              : Problem.invalid(pointer, "not_valid", "Send what the API description says");
    };
  }

  private static String known(UnrecognizedPropertyException exception) {
    var ids = exception.getKnownPropertyIds();
    return ids == null
        ? "none"
        : ids.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String values(InvalidFormatException exception) {
    return Arrays.stream(exception.getTargetType().getEnumConstants())
        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /**
   * Messages of our own deserializers begin with "Send". Other messages may contain values of the
   * caller.
   */
  private static String advice(MismatchedInputException exception) {
    var message = String.valueOf(exception.getOriginalMessage());
    return message.startsWith("Send ") ? message : "Send " + expected(exception.getTargetType());
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "what the API description says";
    }
    if (type == Integer.class || type == int.class) {
      return "a whole number";
    }
    return type.isEnum() ? "one of the documented texts" : "a value of the documented type";
  }

  private static String pointer(JsonMappingException exception) {
    return exception.getPath().stream()
        .map(
            reference ->
                reference.getFieldName() == null
                    ? "/" + reference.getIndex()
                    : "/" + escape(reference.getFieldName()))
        .collect(Collectors.joining());
  }

  /** Whether the text looks like the name of a property. Only then may an answer repeat it. */
  private static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The pointer without its last part, which may be free text of the caller. */
  private static String parent(String pointer) {
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
