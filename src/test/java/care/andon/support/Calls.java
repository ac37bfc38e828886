package care.andon.support;

import static care.andon.support.Given.aNeed;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import care.andon.demo.Outbox;
import care.andon.support.Contract.Operation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.Arc;
import io.restassured.specification.RequestSpecification;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls operations with the examples of the OpenAPI description. */
public final class Calls {
  public static final String ASKER = "nina.patel";
  public static final String ADMINISTRATOR = "omar.ortiz";

  /** The person who publishes policies, calendars and rules. */
  public static final String CONFIGURER = "conrad.vance";

  /** The person who erases words. */
  public static final String PRIVACY_OFFICER = "petra.voss";

  private static final String CALENDAR = "text/calendar";
  private static final Contract CONTRACT = Contract.committed();
  private static final String OF_A_REQUEST = Api.REQUESTS + "/{id}";

  /** Acts of the asker. All other acts are those of the department. */
  private static final Set<String> OF_THE_ASKER =
      Set.of("answer", "impact", "confirm", "reopen", "withdraw");

  /** The acts that must come first, for each act. */
  private static final Map<String, String> BEFORE =
      Map.of("answer", "ask", "confirm", "resolve", "reopen", "resolve", "give-back", "take");

  /** Operations that remove something, with the operation that adds it. */
  private static final Map<String, String> ADDED_BY =
      Map.of(
          "shift", "addTeamShifts",
          "standIn", "addTeamStandIn",
          "duty", "addTeamWeeklyDuty",
          "hold", "placeLegalHold",
          "contact", "addContact",
          "webhook", "addWebhook");

  private static final String WEBHOOKS = "/api/v1/webhooks";
  private static final String IMPORTS = "/api/v1/directory/imports";

  private static final String CONTACT_IMPORTS = "/api/v1/contacts/imports";

  private static @Nullable String anImport;

  private Calls() {}

  /** Whether the operation belongs to one request. */
  public static boolean isOfARequest(Operation operation) {
    return operation.path().startsWith(OF_A_REQUEST);
  }

  /** Returns a person who may call the operation. */
  public static String callerOf(Operation operation) {
    if (isOfThePublished(operation) || isOfARoster(operation)) {
      return CONFIGURER;
    }
    if (Stream.of(IMPORTS, CONTACT_IMPORTS, WEBHOOKS).anyMatch(operation.path()::startsWith)) {
      return CONFIGURER;
    }
    if (isOfPrivacy(operation)) {
      return PRIVACY_OFFICER;
    }
    return OF_THE_ASKER.contains(act(operation))
            || Set.of("openRequest", "getMyRequests").contains(operation.id())
        ? ASKER
        : ADMINISTRATOR;
  }

  private static boolean isOfThePublished(Operation operation) {
    return operation.path().matches("/api/v1/(calendars|sla-policies|routing-rules)(/.*)?");
  }

  private static boolean isOfPrivacy(Operation operation) {
    return operation.path().matches(".*/(redactions|retention|legal-holds)(/.*)?");
  }

  /** People who may publish may also change rosters. */
  private static boolean isOfARoster(Operation operation) {
    return operation.path().matches(".*/(shifts|weekly-duties|stand-ins|swaps|roster.ics)(/.*)?");
  }

  /** Adds the thing that the operation removes. */
  private static String added(String parameter) {
    var create = CONTRACT.operation(ADDED_BY.getOrDefault(parameter, ""));
    var made =
        Api.as(callerOf(create))
            .sends(later(body(create).orElseThrow(), 2).toString())
            .post(create.path().replace("{id}", "supply-chain"))
            .then()
            .statusCode(201)
            .extract();
    return parameter.equals("shift") ? made.path("items[0].id") : made.path("id");
  }

  /** Publishes the thing that the example changes or retires. */
  private static void publish(Operation operation, List<String> pathValues) {
    if (!isOfThePublished(operation)
        || pathValues.isEmpty()
        || !operation.id().matches("(change|retire).*|(get|list)RoutingRuleV?.*")) {
      return;
    }
    var create =
        CONTRACT.operation(
            operation
                .id()
                .replaceFirst("change|retire|get|list", "create")
                .replaceFirst("Versions?$", ""));
    var document = (ObjectNode) body(create).orElseThrow();
    if (operation.id().startsWith("retire") && document.at("/match/units").isArray()) {
      // Two with equal criteria would be a tie.
      ((ObjectNode) document.get("match")).putArray("units").add("LD");
    }
    // Answers 409 if it was retired before. Then it exists as well.
    Api.as(CONFIGURER)
        .sends(document.put("code", pathValues.getFirst()).toString())
        .post(create.path());
  }

  private static String act(Operation operation) {
    return operation.path().replaceFirst(".*/", "");
  }

  /** Returns a request of {@link #ASKER} in a state that allows the operation. */
  public static String requestFor(Operation operation) {
    if (act(operation).equals("give-back")) {
      // At this time another team member is on call as well.
      Arc.container().instance(TimeMachine.class).get().passIntoOfficeHours();
    }
    var id = Api.as(ASKER).files(aNeed());
    if (operation.id().equals("takeEscalation")) {
      // Nobody acknowledged the request in time, so it has an escalation.
      Arc.container().instance(TimeMachine.class).get().pass(Duration.ofMinutes(16));
    }
    if (BEFORE.containsKey(act(operation))) {
      Api.as(ADMINISTRATOR).does(BEFORE.get(act(operation)), id);
    }
    return id;
  }

  /** Returns the path parameters: the request, or the examples of the description. */
  public static List<String> pathValues(Operation operation, String request) {
    if (operation.id().equals("getDirectoryImport")) {
      return List.of(anImport());
    }
    var values =
        CONTRACT.parameters(operation).stream()
            .filter(parameter -> parameter.path("in").asText().equals("path"))
            .map(
                parameter ->
                    isOfARequest(operation) && parameter.path("name").asText().equals("id")
                        ? request
                        : value(parameter))
            .toList();
    publish(operation, values);
    return values;
  }

  private static String value(JsonNode parameter) {
    var name = parameter.path("name").asText();
    if (name.equals("event")) {
      return Api.as(ASKER).files(aNeed()) + ".1";
    }
    return ADDED_BY.containsKey(name) ? added(name) : parameter.path("example").asText();
  }

  /** Returns a call with the example of the operation. */
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
    calendar(operation).ifPresent(it -> call.contentType(CALENDAR).body(it));
    files(operation)
        .forEach((name, file) -> call.multiPart(name, name + ".csv", file.getBytes(UTF_8)));
    requiredOfQuery(operation).forEach(call::queryParam);
    body(operation).ifPresent(it -> call.contentType("application/json").body(it.toString()));
    if (operation.statuses().contains("428")) {
      call.header("If-Match", "*");
    }
    return call;
  }

  private static Optional<String> calendar(Operation operation) {
    var examples = operation.node().at("/requestBody/content/text~1calendar/examples");
    return examples.isEmpty()
        ? Optional.empty()
        : Optional.of(examples.iterator().next().path("value").asText());
  }

  /** Returns the example files of the description, by name. */
  private static Map<String, String> files(Operation operation) {
    var example = operation.node().at("/requestBody/content/multipart~1form-data/examples");
    return example.isEmpty()
        ? Map.of()
        : example.iterator().next().path("value").properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, file -> file.getValue().asText()));
  }

  /** Returns the required query parameters with the examples of the description. */
  public static Map<String, String> requiredOfQuery(Operation operation) {
    return CONTRACT.parameters(operation).stream()
        .filter(parameter -> parameter.path("in").asText().equals("query"))
        .filter(parameter -> parameter.path("required").asBoolean())
        .collect(
            Collectors.toMap(
                parameter -> parameter.path("name").asText(),
                parameter -> parameter.path("example").asText()));
  }

  /** Applies an import that affects no other test, and returns its id. */
  private static synchronized String anImport() {
    if (anImport == null) {
      anImport =
          Api.as(CONFIGURER)
              .sends(
                  """
                  {"people": [{"username": "import.example", "name": "Ines Vale", "title": "Clerk"}]}
                  """)
              .post(IMPORTS + "?source=examples&apply=true")
              .then()
              .statusCode(200)
              .extract()
              .path("id");
    }
    return Objects.requireNonNull(anImport);
  }

  /** Returns the example of the body. */
  public static Optional<JsonNode> body(Operation operation) {
    var examples = operation.node().at("/requestBody/content/application~1json/examples");
    return examples.isEmpty()
        ? Optional.empty()
        : Optional.of(
            inTime(operation, CONTRACT.resolve(examples.iterator().next()).path("value")));
  }

  /** Moves the dates of an example into the future. */
  private static JsonNode inTime(Operation operation, JsonNode body) {
    if (isOfARoster(operation)) {
      return laterByWeeks(body);
    }
    var copy = body.deepCopy();
    if (operation.id().equals("verifyContact")) {
      ((ObjectNode) copy).put("code", codeOfContact());
    }
    if (copy.has("promisedBy")) {
      ((ObjectNode) copy).put("promisedBy", "2199-03-02T15:00:00Z");
    }
    return copy;
  }

  /** Returns the code that was sent to the contact of the example. */
  private static String codeOfContact() {
    var address = body(CONTRACT.operation("addContact")).orElseThrow().path("address").asText();
    return Arc.container().instance(Outbox.class).get().sent().stream()
        .filter(message -> message.address().equals(address))
        .map(message -> Pattern.compile("\\d{6}").matcher(message.text()))
        .filter(Matcher::find)
        .map(Matcher::group)
        .findFirst()
        .orElseThrow();
  }

  /** Returns the same weekday in a coming March, also before the clocks change. */
  private static JsonNode laterByWeeks(JsonNode body) {
    var later = LocalDate.of(2199, 3, 1).with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY));
    return later(body, ChronoUnit.DAYS.between(LocalDate.of(2026, 3, 2), later));
  }

  private static JsonNode later(JsonNode body, long days) {
    var moved =
        Pattern.compile("\\d{4}-03-\\d\\d")
            .matcher(body.toString())
            .replaceAll(date -> LocalDate.parse(date.group()).plusDays(days).toString());
    try {
      return new ObjectMapper().readTree(moved);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
