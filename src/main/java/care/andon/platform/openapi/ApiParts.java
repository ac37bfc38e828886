package care.andon.platform.openapi;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Finds the parts of an operation and of a schema. */
final class ApiParts {
  private ApiParts() {}

  static Stream<Content> requestContents(Operation operation) {
    return Stream.ofNullable(operation.getRequestBody())
        .flatMap(body -> Stream.ofNullable(body.getContent()));
  }

  static Stream<Content> responseContents(Operation operation) {
    return operation.getResponses().getAPIResponses().values().stream()
        .flatMap(response -> Stream.ofNullable(response.getContent()));
  }

  static Stream<Schema> schemas(Content content) {
    return content.getMediaTypes().values().stream()
        .map(MediaType::getSchema)
        .filter(Objects::nonNull);
  }

  static Stream<Schema> bodies(Operation operation) {
    return Stream.concat(requestContents(operation), responseContents(operation))
        .flatMap(ApiParts::schemas);
  }

  static Stream<Parameter> parameters(Operation operation) {
    return Stream.ofNullable(operation.getParameters())
        .flatMap(List::stream)
        .filter(it -> it.getSchema() != null);
  }

  /** Passes on a schema, and all schemas in it. */
  static void walk(Schema schema, Consumer<Schema> action) {
    action.accept(schema);
    Stream.of(
            Stream.ofNullable(schema.getProperties()).flatMap(it -> it.values().stream()),
            Stream.ofNullable(schema.getItems()),
            Stream.ofNullable(schema.getAdditionalPropertiesSchema()),
            Stream.ofNullable(schema.getPropertyNames()),
            Stream.ofNullable(schema.getAnyOf()).flatMap(List::stream),
            Stream.ofNullable(schema.getOneOf()).flatMap(List::stream),
            Stream.ofNullable(schema.getAllOf()).flatMap(List::stream))
        .flatMap(it -> it)
        .toList()
        .forEach(it -> walk(it, action));
  }
}
