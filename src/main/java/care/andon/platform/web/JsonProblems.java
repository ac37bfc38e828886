package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Validator;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  /**
   * Names all errors of a JSON body in one problem. Jackson stops at the first value of a wrong
   * type, and then nobody validates the rest. So a body that cannot be read is read again without
   * the wrong values, one by one, and what is left is validated.
   */
  @Provider
  static class BodyErrors implements ReaderInterceptor {
    /** The most wrong values that are looked for, because each costs another reading. */
    private static final int MOST = 20;

    private final ObjectMapper json;
    private final Validator validator;

    BodyErrors(ObjectMapper json, Validator validator) {
      this.json = json;
      this.validator = validator;
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
      if (!context.getType().isRecord()) {
        return context.proceed();
      }
      var body = context.getInputStream().readAllBytes();
      context.setInputStream(new ByteArrayInputStream(body));
      try {
        return context.proceed();
      } catch (JsonMappingException first) {
        throw all(body, context.getType(), first);
      } catch (WebApplicationException wrapped) {
        if (wrapped.getCause() instanceof JsonMappingException first) {
          throw all(body, context.getType(), first);
        }
        throw wrapped;
      }
    }

    /** A problem with all errors. If the body is not well-formed, that is the only error. */
    private Problem all(byte[] body, Class<?> type, JsonMappingException first) {
      var problem = JsonProblems.of(first);
      try {
        return problem.errors().isEmpty() || first.getPath().isEmpty()
            ? problem
            : Problem.invalid(errors(json.readTree(body), type));
      } catch (IOException malformed) {
        return malformed instanceof JacksonException jackson ? JsonProblems.of(jackson) : problem;
      }
    }

    private List<Problem.FieldError> errors(JsonNode body, Class<?> type) throws IOException {
      var errors = new ArrayList<Problem.FieldError>();
      while (errors.size() < MOST) {
        try {
          addViolations(json.treeToValue(body, type), errors);
          return errors;
        } catch (JsonMappingException next) {
          errors.addAll(JsonProblems.of(next).errors());
          if (!remove(body, next.getPath())) {
            return errors;
          }
        }
      }
      return errors;
    }

    /** Adds what else is wrong. A value that was removed is not missing as well. */
    private void addViolations(@Nullable Object read, List<Problem.FieldError> errors) {
      if (read != null) {
        var named = pointers(errors);
        ConstraintViolations.errors(validator.validate(read)).stream()
            .filter(error -> !named.contains(error.pointer()))
            .limit(MOST)
            .forEach(errors::add);
      }
    }

    private static Set<String> pointers(List<Problem.FieldError> errors) {
      return errors.stream().map(Problem.FieldError::pointer).collect(Collectors.toSet());
    }

    /**
     * Removes the value at a path. An element of an array becomes null, so that the others keep
     * their places.
     *
     * @return whether there was a value
     */
    private static boolean remove(JsonNode body, List<JsonMappingException.Reference> path) {
      JsonNode parent = body;
      for (var step : path.subList(0, Math.max(0, path.size() - 1))) {
        parent =
            step.getFieldName() == null
                ? parent.path(step.getIndex())
                : parent.path(step.getFieldName());
      }
      if (path.isEmpty()) {
        return false;
      }
      var last = path.getLast();
      return switch (parent) {
        case ObjectNode object -> object.remove(last.getFieldName()) != null;
        case ArrayNode array when array.path(last.getIndex()).isValueNode() ->
            !array.path(last.getIndex()).isNull() && array.setNull(last.getIndex()) != null;
        default -> false;
      };
    }
  }
}
