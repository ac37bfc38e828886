package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.platform.problem.ProblemType;
import care.andon.support.Api;
import care.andon.support.Calls;
import care.andon.support.Contract;
import care.andon.support.Contract.Operation;
import care.andon.support.ObservedStatuses;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The description of the API is complete, it is what the service serves, and it is true. */
@QuarkusTest
class OpenApiTest {
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final Contract CONTRACT = Contract.committed();
  private static final Api NINA = Api.as("nina.patel");
  private static final Api OMAR = Api.as("omar.ortiz");

  static Stream<Operation> operations() {
    return CONTRACT.operations().stream();
  }

  // --- What is written ---

  @Test
  void the_committed_description_is_what_the_service_serves() throws IOException {
    var served =
        NINA.calls().get("/q/openapi?format=json").then().statusCode(200).extract().asByteArray();

    assertThat(differences("", CONTRACT.document(), new ObjectMapper().readTree(served)))
        .as(
            "%s is not what the service serves. Write it anew with: ./mvnw package -DskipTests",
            Contract.FILE)
        .isEmpty();
  }

  /** Where two documents differ; the order of properties says nothing. */
  private static List<String> differences(String place, JsonNode one, JsonNode other) {
    if (one.equals(other)) {
      return List.of();
    }
    if (!one.isObject() || !other.isObject()) {
      return List.of(place + ": " + one + " and " + other);
    }
    var names = new TreeSet<String>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .flatMap(name -> differences(place + "/" + name, one.path(name), other.path(name)).stream())
        .toList();
  }

  @Test
  void nothing_that_exists_only_in_development_is_described() {
    assertThat(operations()).extracting(Operation::path).allMatch(it -> it.startsWith("/api/v1/"));
    assertThat(CONTRACT.document().at("/servers/0/url").asText()).isEqualTo("/");
  }

  @Test
  void it_says_what_this_service_is_not_for() {
    assertThat(CONTRACT.document().at("/info/description").asText())
        .contains(
            "If a patient is deteriorating, call the rapid-response number. This service does not"
                + " page clinical emergency teams.");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void every_operation_says_what_it_does(Operation operation) {
    assertThat(operation.id()).matches("[a-z][A-Za-z]+");
    assertThat(operation.node().path("summary").asText()).isNotBlank();
    assertThat(operation.node().path("description").asText()).isNotBlank();
    assertThat(operation.node().path("tags")).isNotEmpty();
    for (var parameter : CONTRACT.parameters(operation)) {
      assertThat(parameter.path("description").asText())
          .as("description of %s", parameter.path("name"))
          .isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void every_operation_wants_a_token(Operation operation) {
    var wanted = operation.node().path("security");
    assertThat(wanted.isMissingNode() ? CONTRACT.document().path("security") : wanted)
        .isNotEmpty()
        .allMatch(scheme -> scheme.has("bearer"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void every_error_is_a_problem(Operation operation) {
    assertThat(operation.statuses())
        .contains("400", "401", "403", "406", "408", "413", "414", "429", "431", "500", "503");
    for (var status : operation.statuses()) {
      if (status.compareTo("400") >= 0) {
        assertThat(
                CONTRACT.responseSchema(
                    operation, Integer.parseInt(status), "application/problem+json"))
            .as("schema of %s", status)
            .hasValueSatisfying(
                schema ->
                    assertThat(schema.path("$ref").asText())
                        .isEqualTo("#/components/schemas/Problem"));
      }
    }
  }

  @Test
  void every_problem_of_the_service_is_described() {
    var described =
        CONTRACT.operations().stream().flatMap(it -> it.statuses().stream()).distinct().toList();
    var answered = Arrays.stream(ProblemType.values()).map(it -> "" + it.status()).distinct();

    // A method that no operation has.
    assertThat(answered.filter(it -> !it.equals("405"))).isSubsetOf(described);
  }

  @Test
  void examples_of_problems_say_what_the_service_says() {
    var problems = CONTRACT.document().at("/components/responses").findValues("value");

    assertThat(problems)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            it -> {
              var type =
                  ProblemType.valueOf(
                      it.path("code").asText().replace('-', '_').toUpperCase(Locale.ROOT));
              assertThat(it.path("title").asText()).isEqualTo(type.title());
              assertThat(it.path("status").asInt()).isEqualTo(type.status());
              assertThat(it.path("type").asText()).endsWith("/problems/" + type.code());
            });
  }

  @ParameterizedTest
  @MethodSource("operations")
  void every_exchange_has_an_example_that_is_as_its_schema_has_it(Operation operation) {
    var examples = new ArrayList<JsonNode>();
    forEveryBody(
        operation.node(),
        body -> {
          for (var example : body.path("examples")) {
            var value = CONTRACT.resolve(example).path("value");
            assertThat(CONTRACT.violations(body.path("schema"), value)).isEmpty();
            examples.add(value);
          }
          assertThat(body.path("examples")).as("examples").isNotEmpty();
        });
    assertThat(examples).isNotEmpty();
  }

  private static void forEveryBody(JsonNode operation, Consumer<JsonNode> action) {
    operation.at("/requestBody/content").forEach(action);
    operation
        .path("responses")
        .forEach(response -> CONTRACT.resolve(response).path("content").forEach(action));
  }

  @Test
  void operations_have_names_of_their_own_and_so_have_schemas() {
    assertThat(operations()).extracting(Operation::id).doesNotHaveDuplicates();
    assertThat(CONTRACT.document().at("/components/schemas").fieldNames())
        .toIterable()
        .allMatch(name -> name.matches("[A-Z][A-Za-z]+"));
  }

  @Test
  void every_reference_leads_somewhere() {
    assertThat(references(CONTRACT.document()))
        .isNotEmpty()
        .allMatch(
            ref -> ref.startsWith("#/") && CONTRACT.document().at(ref.substring(1)).isObject());
  }

  private static Set<String> references(JsonNode node) {
    return new TreeSet<>(node.findValuesAsText("$ref"));
  }

  @Test
  void requests_carry_nothing_that_is_not_described() {
    for (var operation : CONTRACT.operations()) {
      CONTRACT
          .requestSchema(operation)
          .map(CONTRACT::resolve)
          .ifPresent(
              schema ->
                  assertThat(schema.path("additionalProperties").asText())
                      .as(operation.id())
                      .isEqualTo("false"));
    }
  }

  // --- What is true ---

  @ParameterizedTest
  @MethodSource("operations")
  void every_operation_succeeds_with_its_example(Operation operation) {
    var request = Calls.isOfARequest(operation) ? Calls.requestFor(operation) : "";

    Calls.example(operation, request)
        .auth()
        .oauth2(Api.as(Calls.callerOf(operation)).token())
        .request(operation.method(), operation.path())
        .then()
        .statusCode(operation.success());

    assertThat(ObservedStatuses.observed()).contains(operation.id() + " " + operation.success());
  }

  @ParameterizedTest
  @MethodSource("operationsWithKey")
  void a_retry_says_that_it_is_one_where_this_is_described(Operation operation) {
    var request = Calls.isOfARequest(operation) ? Calls.requestFor(operation) : "";
    var key = UUID.randomUUID().toString();
    var call = withKey(operation, request, key);
    var described =
        operation.node().at("/responses/" + operation.success() + "/headers").has(REPLAYED);

    call.request(operation.method(), operation.path()).then().statusCode(operation.success());
    // REST Assured sends the files of a call only once.
    var again = isUpload(operation) ? withKey(operation, request, key) : call;
    var retry = again.request(operation.method(), operation.path());

    assertThat(retry.statusCode()).isEqualTo(operation.success());
    assertThat(retry.headers().hasHeaderWithName(REPLAYED)).isEqualTo(described);
  }

  private static RequestSpecification withKey(Operation operation, String request, String key) {
    return Calls.example(operation, request)
        .auth()
        .oauth2(Api.as(Calls.callerOf(operation)).token())
        .header("Idempotency-Key", key);
  }

  private static boolean isUpload(Operation operation) {
    return operation.node().at("/requestBody/content").has("multipart/form-data");
  }

  static Stream<Operation> operationsWithKey() {
    return operations()
        .filter(
            operation ->
                CONTRACT.parameters(operation).stream()
                    .anyMatch(it -> it.path("name").asText().equals("Idempotency-Key")));
  }

  @Test
  void query_parameters_are_understood_as_they_are_described() {
    BiConsumer<String, List<String>> gives =
        (operation, names) -> {
          for (var name : names) {
            var found =
                CONTRACT.parameters(CONTRACT.operation(operation)).stream()
                    .filter(it -> it.path("name").asText().equals(name))
                    .findFirst()
                    .orElseThrow();
            OMAR.calls()
                .queryParam(name, written(found.path("example")))
                .get(CONTRACT.operation(operation).path())
                .then()
                .statusCode(200);
          }
        };

    gives.accept(
        "listRequests",
        List.of(
            "status", "impact", "category", "unit", "team", "assignee", "requester", "q", "limit"));
    gives.accept("listEscalations", List.of("tier", "facility", "state", "limit"));
    gives.accept("getKept", List.of("unit", "team", "category"));
    gives.accept("getWaits", List.of("unit", "team", "category"));
  }

  private static String written(JsonNode example) {
    if (!example.isArray()) {
      return example.asText();
    }
    var values = new ArrayList<String>();
    example.forEach(value -> values.add(value.asText()));
    return String.join(",", values);
  }
}
