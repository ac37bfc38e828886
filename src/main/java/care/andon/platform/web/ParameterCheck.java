package care.andon.platform.web;

import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.Text;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Refuses query parameters that are unknown, repeated (unless they are lists) or empty, and an
 * {@link IdempotencyKey} that is repeated or empty.
 */
public class ParameterCheck {
  /** The key of a routing context whose call wants CSV. */
  public static final String CSV = "andon.csv";

  private static final String EXCEL = "excel";

  private static final Map<Method, Map<String, Boolean>> KNOWN = new ConcurrentHashMap<>();

  @ServerRequestFilter
  void check(UriInfo uri, SimpleResourceInfo operation, RoutingContext context) {
    var given = uri.getQueryParameters();
    if (given.isEmpty()) {
      return;
    }
    var known = known(operation);
    given.forEach(
        (name, values) -> {
          if (name.equals(EXCEL) && context.get(CSV) != null) {
            checkExcel(values);
            return;
          }
          if (!known.containsKey(name)) {
            throw Problem.parameter(
                "query",
                "unknown_parameter",
                "Unknown parameter; remove it. Known parameters: "
                    + known.keySet().stream().sorted().collect(Collectors.joining(", ")));
          }
          if (values.size() > 1 && !Boolean.TRUE.equals(known.get(name))) {
            throw Problem.parameter(name, "repeated_parameter", "Give it once");
          }
          values.forEach(value -> check(name, value));
        });
  }

  /** Every answer as CSV takes this one. */
  private static void checkExcel(List<String> values) {
    if (values.size() > 1) {
      throw Problem.parameter(EXCEL, "repeated_parameter", "Give it once");
    }
    if (!values.getFirst().matches("true|false")) {
      throw Problem.parameter(EXCEL, "not_valid", "Send true or false");
    }
  }

  private static void check(String name, String value) {
    // Otherwise it would pass for absent, and the list would not be filtered.
    if (value.isEmpty()) {
      throw Problem.parameter(name, "not_valid", "Send a value, or leave the parameter out");
    }
    if (!Text.isWellFormed(value)) {
      throw Problem.parameter(name, "bad_text", "Send text without NUL characters");
    }
  }

  @ServerRequestFilter
  void checkKey(ContainerRequestContext request) {
    var keys = request.getHeaders().get(IdempotencyKey.HEADER);
    if (keys == null || !request.getMethod().equals(HttpMethod.POST)) {
      return;
    }
    if (keys.size() > 1) {
      throw Problem.parameter(IdempotencyKey.HEADER, "repeated_parameter", "Give it once");
    }
    IdempotencyKey.parse(keys.getFirst());
  }

  /** The query parameters of an operation, and whether each may be repeated. */
  private static Map<String, Boolean> known(SimpleResourceInfo operation) {
    return Arrays.stream(operation.getResourceClass().getDeclaredMethods())
        .filter(method -> method.getName().equals(operation.getMethodName()))
        .findFirst()
        .map(method -> KNOWN.computeIfAbsent(method, ParameterCheck::queryParameters))
        .orElse(Map.of());
  }

  private static Map<String, Boolean> queryParameters(Method method) {
    return Arrays.stream(method.getParameters())
        .flatMap(ParameterCheck::parts)
        .filter(parameter -> parameter.isAnnotationPresent(RestQuery.class))
        .collect(
            Collectors.toUnmodifiableMap(
                parameter -> name(parameter.getAnnotation(RestQuery.class), parameter.getName()),
                parameter -> List.class.equals(parameter.getType())));
  }

  /** The components of a bean parameter, or the parameter itself. */
  private static Stream<Parameter> parts(Parameter parameter) {
    return parameter.isAnnotationPresent(BeanParam.class)
        ? Arrays.stream(parameter.getType().getDeclaredConstructors())
            .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
        : Stream.of(parameter);
  }

  private static String name(RestQuery annotation, String parameter) {
    return annotation.value().isEmpty() ? parameter : annotation.value();
  }
}
