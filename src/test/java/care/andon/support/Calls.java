package care.andon.support;

import static care.andon.support.Given.aNeed;
import static io.restassured.RestAssured.given;

import care.andon.support.Contract.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.Arc;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Operations called as the description shows them. */
public final class Calls {
  public static final String ASKER = "nina.patel";
  public static final String ADMINISTRATOR = "omar.ortiz";

  /** Whoever publishes what is promised. */
  public static final String CONFIGURER = "conrad.vance";

  private static final Contract CONTRACT = Contract.committed();
  private static final String OF_A_REQUEST = Api.REQUESTS + "/{id}";

  /** Acts of the caregiver who asked; all others are the department's. */
  private static final Set<String> OF_THE_ASKER =
      Set.of("answer", "impact", "confirm", "reopen", "withdraw");

  /** What has to happen before an act is possible. */
  private static final Map<String, String> BEFORE =
      Map.of("answer", "ask", "confirm", "resolve", "reopen", "resolve");

  private Calls() {}

  /** Whether the operation is about one request. */
  public static boolean isOfARequest(Operation operation) {
    return operation.path().startsWith(OF_A_REQUEST);
  }

  /** Somebody who may call it. */
  public static String callerOf(Operation operation) {
    if (isOfThePublished(operation)) {
      return CONFIGURER;
    }
    return OF_THE_ASKER.contains(act(operation))
            || Set.of("openRequest", "getMyRequests").contains(operation.id())
        ? ASKER
        : ADMINISTRATOR;
  }

  private static boolean isOfThePublished(Operation operation) {
    return operation.path().matches("/api/v1/(calendars|sla-policies)(/.*)?");
  }

  /** What an example is about has to be there: what is changed or retired was published before. */
  private static void publish(Operation operation, List<String> pathValues) {
    if (!isOfThePublished(operation)
        || pathValues.isEmpty()
        || !operation.id().matches("(change|retire).*")) {
      return;
    }
    var create = CONTRACT.operation(operation.id().replaceFirst("change|retire", "create"));
    var document = (ObjectNode) body(create).orElseThrow();
    if (operation.id().startsWith("retire") && document.at("/match/units").isArray()) {
      // Two that match the same would be a tie.
      ((ObjectNode) document.get("match")).putArray("units").add("LD");
    }
    // Answers 409 when it has been retired before: then it is there, too.
    Api.as(CONFIGURER)
        .sends(document.put("code", pathValues.getFirst()).toString())
        .post(create.path());
  }

  private static String act(Operation operation) {
    return operation.path().replaceFirst(".*/", "");
  }

  /** A request of {@link #ASKER} in a state in which the operation is possible. */
  public static String requestFor(Operation operation) {
    var id = Api.as(ASKER).files(aNeed());
    if (act(operation).equals("take")) {
      // Nobody has acknowledged it in time, so that it has an escalation to answer.
      Arc.container().instance(TimeMachine.class).get().pass(Duration.ofMinutes(16));
    }
    if (BEFORE.containsKey(act(operation))) {
      Api.as(ADMINISTRATOR).does(BEFORE.get(act(operation)), id);
    }
    return id;
  }

  /** What stands in the operation's path: the request, or what the description shows. */
  public static List<String> pathValues(Operation operation, String request) {
    var values =
        CONTRACT.parameters(operation).stream()
            .filter(parameter -> parameter.path("in").asText().equals("path"))
            .map(
                parameter ->
                    isOfARequest(operation) && parameter.path("name").asText().equals("id")
                        ? request
                        : parameter.path("example").asText())
            .toList();
    publish(operation, values);
    return values;
  }

  /** The operation's example, ready to be sent. */
  public static RequestSpecification example(Operation operation, String request) {
    var call = given();
    var names =
        CONTRACT.parameters(operation).stream()
            .filter(parameter -> parameter.path("in").asText().equals("path"))
            .map(parameter -> parameter.path("name").asText())
            .toList();
    var values = pathValues(operation, request);
    for (var i = 0; i < names.size(); i++) {
      call.pathParam(names.get(i), values.get(i));
    }
    body(operation).ifPresent(it -> call.contentType("application/json").body(it.toString()));
    if (operation.statuses().contains("428")) {
      call.header("If-Match", "*");
    }
    return call;
  }

  /** The body the description shows. */
  public static Optional<JsonNode> body(Operation operation) {
    var examples = operation.node().at("/requestBody/content/application~1json/examples");
    return examples.isEmpty()
        ? Optional.empty()
        : Optional.of(inTime(CONTRACT.resolve(examples.iterator().next()).path("value")));
  }

  /** Examples have a date; what has to be in the future would be past. */
  private static JsonNode inTime(JsonNode body) {
    var copy = body.deepCopy();
    if (copy.has("promisedBy")) {
      ((ObjectNode) copy).put("promisedBy", "2199-03-02T15:00:00Z");
    }
    return copy;
  }
}
