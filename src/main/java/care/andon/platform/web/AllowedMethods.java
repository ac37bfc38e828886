package care.andon.platform.web;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the HTTP methods of a path, for the Allow header, and their media types. The framework does
 * not name them when it refuses a request.
 */
@Singleton
class AllowedMethods {
  private static final Pattern PARAMETER = Pattern.compile("\\{[^/{}]+}");

  private final BeanManager beans;
  private @Nullable List<Operation> operations;

  AllowedMethods(BeanManager beans) {
    this.beans = beans;
  }

  private record Operation(
      String template, String method, List<String> consumed, List<String> produced) {
    boolean isAt(String path) {
      return pattern().matcher(path).matches();
    }

    /**
     * The number of literal characters. Of several matching templates the one with most answers.
     */
    int literals() {
      return PARAMETER.matcher(template).replaceAll("").length();
    }

    private Pattern pattern() {
      return Pattern.compile(
          Arrays.stream(PARAMETER.split(template, -1))
              .map(Pattern::quote)
              .collect(Collectors.joining("[^/]+", "", "/?")));
    }
  }

  /**
   * Returns the methods of a path as the value of the Allow header, in alphabetical order. Empty if
   * there is no such path.
   */
  String of(String path) {
    var methods = new TreeSet<String>();
    at(path).forEach(operation -> methods.add(operation.method()));
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    if (!methods.isEmpty()) {
      methods.add(HttpMethod.OPTIONS);
    }
    return String.join(", ", methods);
  }

  /** The media types in which a method of a path reads a body; empty if it has none. */
  List<String> consumed(String path, String method) {
    return types(path, method, Operation::consumed);
  }

  /** The media types in which a method of a path answers. */
  List<String> produced(String path, String method) {
    return types(path, method, Operation::produced);
  }

  private List<String> types(
      String path, String method, Function<Operation, List<String>> typesOf) {
    return at(path)
        .filter(operation -> operation.method().equals(method))
        .flatMap(operation -> typesOf.apply(operation).stream())
        .distinct()
        .toList();
  }

  private Stream<Operation> at(String path) {
    var here = operations().stream().filter(operation -> operation.isAt(path)).toList();
    return here.stream().max(Comparator.comparingInt(Operation::literals)).stream()
        .flatMap(
            answering -> here.stream().filter(it -> it.template().equals(answering.template())));
  }

  /** Whether an operation has this path template, with parameters in braces. */
  boolean isTemplate(String path) {
    return operations().stream().anyMatch(operation -> operation.template().equals(path));
  }

  private synchronized List<Operation> operations() {
    if (operations == null) {
      operations =
          beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
              .map(bean -> bean.getBeanClass())
              .filter(type -> type.isAnnotationPresent(Path.class))
              .distinct()
              .flatMap(type -> operationsOf(type))
              .toList();
    }
    return operations;
  }

  private static Stream<Operation> operationsOf(Class<?> resource) {
    return Arrays.stream(resource.getDeclaredMethods())
        .flatMap(
            method ->
                verbs(method)
                    .map(
                        verb ->
                            new Operation(
                                template(resource, method),
                                verb,
                                types(Consumes.class, Consumes::value, method, resource),
                                types(Produces.class, Produces::value, method, resource))));
  }

  private static <A extends Annotation> List<String> types(
      Class<A> annotation, Function<A, String[]> value, AnnotatedElement... places) {
    return Arrays.stream(places)
        .flatMap(place -> Stream.ofNullable(place.getAnnotation(annotation)))
        .findFirst()
        .map(it -> List.of(value.apply(it)))
        .orElse(List.of());
  }

  private static Stream<String> verbs(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value);
  }

  private static String template(Class<?> resource, Method method) {
    var base = resource.getAnnotation(Path.class).value();
    var own = method.getAnnotation(Path.class);
    return own == null ? base : base + (own.value().startsWith("/") ? "" : "/") + own.value();
  }
}
