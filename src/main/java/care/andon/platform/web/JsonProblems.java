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

/** What was wrong with a body, said without repeating any of it. */
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
              "Leave out what is not documented here; known: " + known(unknown));
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

  /** Only our own deserializers' words are free of the caller's. */
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

  /** What looks like the name of a property, and not like somebody's words, may be repeated. */
  private static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** An unknown name that is not like one is the caller's text, and not repeated. */
  private static String parent(String pointer) {
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
