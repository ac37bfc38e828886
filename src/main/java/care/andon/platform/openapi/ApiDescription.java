package care.andon.platform.openapi;

import care.andon.platform.text.Text;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Completes the description of the API with what holds for every operation, so that no resource has
 * to say it: the problems it can answer with, the parameters many share, its example. {@code
 * META-INF/openapi.yaml} holds the shared parts; {@link ApiSchemas} completes the schemas. Runs
 * when the service is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
  private static final String REPLAYED = "Idempotency-Replayed";

  /** They take a key, but make nothing, so they calculate a retry anew. */
  private static final Set<String> NEVER_REPLAYED = Set.of("previewRouting");

  /** The component that describes a status, wherever it occurs. */
  private static final Map<String, String> RESPONSES =
      Map.ofEntries(
          Map.entry("304", "NotModified"),
          Map.entry("400", "Invalid"),
          Map.entry("401", "Unauthenticated"),
          Map.entry("403", "Forbidden"),
          Map.entry("404", "NotFound"),
          Map.entry("406", "NotAcceptable"),
          Map.entry("408", "RequestTimeout"),
          Map.entry("409", "Conflict"),
          Map.entry("412", "Stale"),
          Map.entry("413", "TooLarge"),
          Map.entry("414", "AddressTooLong"),
          Map.entry("415", "UnsupportedMediaType"),
          Map.entry("422", "KeyReused"),
          Map.entry("428", "PreconditionRequired"),
          Map.entry("429", "TooManyCalls"),
          Map.entry("431", "HeadersTooLarge"),
          Map.entry("500", "InternalError"),
          Map.entry("503", "Unavailable"));

  private static final Set<String> OF_EVERY_OPERATION =
      Set.of("400", "401", "403", "406", "408", "413", "414", "429", "431", "500", "503");

  /** The answers of an operation that takes a parameter, such as a key that is in use. */
  private static final Map<String, Set<String>> OF_A_PARAMETER =
      Map.of(
          "IdempotencyKey", Set.of("409", "422"),
          "IfMatch", Set.of("409", "412"),
          "IfMatchRequired", Set.of("409", "412", "428"),
          "IfNoneMatch", Set.of("304"));

  /** Of these, the answer has the version as its tag. */
  private static final List<String> CONDITIONAL =
      List.of("IfMatch", "IfMatchRequired", "IfNoneMatch");

  private final IndexView classes;

  public ApiDescription(IndexView classes) {
    this.classes = classes;
  }

  @Override
  public void filterOpenAPI(OpenAPI api) {
    var shared = api.getComponents();
    api.getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .values()
                    .forEach(
                        it -> {
                          complete(it, path, shared);
                          quote(it);
                        }));
    shared.getParameters().values().forEach(ApiDescription::quote);
    shared.getResponses().values().forEach(it -> quote(it.getContent()));
    new ApiSchemas(api, classes).complete();
    api.getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .values()
                    .forEach(it -> nameHeaders(it, isCreation(api, path, it))));
    api.getPaths().getPathItems().values().stream()
        .flatMap(item -> Stream.ofNullable(item.getGET()))
        .forEach(ApiDescription::offerCsv);
  }

  /** Lists and figures are there as CSV, too. */
  private static void offerCsv(Operation operation) {
    var success = operation.getResponses().getAPIResponse("200");
    if (success == null || success.getContent() == null || !isTable(success.getContent())) {
      return;
    }
    success
        .getContent()
        .addMediaType(
            "text/csv",
            OASFactory.createMediaType()
                .schema(
                    OASFactory.createSchema()
                        .addType(SchemaType.STRING)
                        .format(ApiBounds.FILE_FORMAT))
                .addExample(
                    "example",
                    OASFactory.createExample()
                        .value(
                            ApiExample.of(operation.getOperationId())
                                .map(ApiExample::csv)
                                .orElse("id,code,name\r\n"))));
    operation.addParameter(OASFactory.createParameter().ref("Excel"));
  }

  private static boolean isTable(Content content) {
    return isPage(content)
        || content.getMediaTypes().values().stream()
            .map(MediaType::getSchema)
            .anyMatch(it -> it.getRef() != null && it.getRef().contains("/FigureAnswer"));
  }

  /** Whether an operation makes something that has an address of its own below the path. */
  private static boolean isCreation(OpenAPI api, String path, Operation operation) {
    return operation.getResponses().hasAPIResponse("201")
        && api.getPaths().getPathItems().entrySet().stream()
            .anyMatch(
                it ->
                    it.getKey().matches(Pattern.quote(path) + "/\\{\\w+}")
                        && it.getValue().getGET() != null);
  }

  /** Names the headers of success, which follow from what an operation takes and answers with. */
  private static void nameHeaders(Operation operation, boolean isCreation) {
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.startsWith("2") && response.getContent() != null) {
                name(response, "ETag", isCreation || takesAny(operation, CONDITIONAL));
                name(response, "Link", isPage(response.getContent()));
                name(response, "Location", isCreation);
                name(
                    response,
                    REPLAYED,
                    takes(operation, "IdempotencyKey")
                        && !NEVER_REPLAYED.contains(operation.getOperationId()));
              }
            });
  }

  private static void name(APIResponse response, String header, boolean applies) {
    if (applies) {
      response.addHeader(
          header, OASFactory.createHeader().ref(header.equals(REPLAYED) ? "Replayed" : header));
    }
  }

  private static boolean isPage(Content content) {
    return content.getMediaTypes().values().stream()
        .map(MediaType::getSchema)
        .anyMatch(schema -> schema.getRef() != null && schema.getRef().endsWith("Page"));
  }

  private static void quote(Operation operation) {
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(ApiDescription::quote);
    }
    if (operation.getRequestBody() != null) {
      quote(operation.getRequestBody().getContent());
    }
    operation.getResponses().getAPIResponses().values().forEach(it -> quote(it.getContent()));
  }

  private static void quote(Parameter parameter) {
    parameter.setExample(YamlText.quoted(parameter.getExample()));
  }

  private static void quote(@Nullable Content content) {
    if (content != null) {
      content.getMediaTypes().values().stream()
          .flatMap(type -> Stream.ofNullable(type.getExamples()))
          .flatMap(examples -> examples.values().stream())
          .forEach(example -> example.setValue(YamlText.quoted(example.getValue())));
    }
  }

  private static void complete(Operation operation, String path, Components shared) {
    operation.setParameters(parameters(operation, shared));
    nameProblems(operation, path);
    ApiExample.of(operation.getOperationId()).ifPresent(it -> show(it, operation));
  }

  /** Parameters that are described once for all operations are only pointed at, and only once. */
  private static @Nullable List<Parameter> parameters(Operation operation, Components shared) {
    if (operation.getParameters() == null) {
      return null;
    }
    var references = new LinkedHashSet<String>();
    var own = new ArrayList<Parameter>();
    for (var parameter : operation.getParameters()) {
      var reference =
          parameter.getRef() == null ? sharedName(parameter, shared) : parameter.getRef();
      if (reference == null) {
        own.add(exact(parameter));
      } else {
        references.add(reference.substring(reference.lastIndexOf('/') + 1));
      }
    }
    if (references.contains("IfMatchRequired")) {
      references.remove("IfMatch");
    }
    references.forEach(name -> own.add(OASFactory.createParameter().ref(name)));
    return own;
  }

  /** What {@code ParameterCheck} asks of every parameter of a query. */
  private static Parameter exact(Parameter parameter) {
    var schema = parameter.getSchema();
    if (parameter.getIn() == Parameter.In.QUERY
        && schema.getRef() == null
        && List.of(SchemaType.STRING).equals(schema.getType())
        && schema.getFormat() == null
        && schema.getEnumeration() == null) {
      schema.setMinLength(1);
      if (schema.getPattern() == null) {
        schema.setPattern(Text.ANY);
      }
    }
    return parameter;
  }

  /** A parameter that does not describe itself is the shared one of that name. */
  private static @Nullable String sharedName(Parameter parameter, Components shared) {
    if (parameter.getDescription() != null) {
      return null;
    }
    return shared.getParameters().entrySet().stream()
        .filter(
            entry ->
                entry.getValue().getName().equals(parameter.getName())
                    && entry.getValue().getIn() == parameter.getIn())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** Adds the problems every such operation can answer with, and describes all of them alike. */
  private static void nameProblems(Operation operation, String path) {
    var responses = new TreeMap<String, APIResponse>(operation.getResponses().getAPIResponses());
    var statuses = new TreeSet<>(responses.keySet());
    statuses.addAll(OF_EVERY_OPERATION);
    OF_A_PARAMETER.forEach(
        (name, problems) -> {
          if (takes(operation, name)) {
            statuses.addAll(problems);
          }
        });
    if (operation.getRequestBody() != null) {
      statuses.add("415");
    }
    if (path.contains("{")) {
      statuses.add("404");
    }
    for (var status : statuses) {
      var problem = RESPONSES.get(status);
      if (problem != null && !isNamed(responses.get(status))) {
        responses.put(status, OASFactory.createAPIResponse().ref(problem));
      }
    }
    operation.getResponses().setAPIResponses(responses);
  }

  private static boolean takesAny(Operation operation, List<String> sharedParameters) {
    return sharedParameters.stream().anyMatch(it -> takes(operation, it));
  }

  private static boolean takes(Operation operation, String sharedParameter) {
    return operation.getParameters() != null
        && operation.getParameters().stream()
            .map(Parameter::getRef)
            .anyMatch(ref -> ref != null && ref.endsWith("/" + sharedParameter));
  }

  /** An operation may name another description of its own. */
  private static boolean isNamed(@Nullable APIResponse response) {
    return response != null && response.getRef() != null;
  }

  private static void show(ApiExample example, Operation operation) {
    if (operation.getRequestBody() != null) {
      show(example.request(), operation.getRequestBody().getContent());
    }
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.startsWith("2")) {
                show(example.response(), response.getContent());
              }
            });
  }

  private static void show(@Nullable Object example, @Nullable Content content) {
    if (example != null && content != null) {
      content
          .getMediaTypes()
          .values()
          .forEach(type -> type.addExample("example", OASFactory.createExample().value(example)));
    }
  }
}
