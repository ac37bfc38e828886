package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Calls;
import care.andon.support.Contract;
import care.andon.support.Contract.Operation;
import care.andon.support.Noise;
import care.andon.support.ObservedStatuses;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests nobody would send, made from the description and from what it forbids. Whatever comes,
 * the answer is one that is described ({@link ObservedStatuses} watches every exchange): never a
 * fault of the service, and never a success for a body that is not as described.
 */
@QuarkusTest
class ApiFuzzTest {
  private static final long SEED = Long.getLong("andon.fuzz.seed", 20_260_302L);
  private static final int ROUNDS = Integer.getInteger("trial.fuzz.rounds", 6);
  private static final Contract CONTRACT = Contract.committed();
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Operation> operations() {
    return CONTRACT.operations().stream();
  }

  static Stream<Operation> operationsWithABody() {
    return operations().filter(it -> CONTRACT.requestSchema(it).isPresent());
  }

  @ParameterizedTest
  @MethodSource("operationsWithABody")
  void a_body_that_is_not_as_described_is_refused_and_any_other_understood(Operation operation) {
    var schema = CONTRACT.requestSchema(operation).orElseThrow();
    var random = new Random(SEED);
    var noise = new Noise(CONTRACT, random);
    var request = Calls.isOfARequest(operation) ? Calls.requestFor(operation) : "";
    for (var round = 0; round < ROUNDS; round++) {
      var body = noise.body(schema, Calls.body(operation).orElseThrow());

      var answer =
          call(operation, request)
              .contentType("application/json")
              .body(body.getBytes(StandardCharsets.UTF_8))
              .request(operation.method(), operation.path());

      if (!isAsDescribed(schema, body)) {
        assertThat(answer.statusCode())
            .as("Seed %s, round %s: %s", SEED, round, shortened(body))
            .isBetween(400, 499);
      }
      assertThatNothingIsEchoed(answer, round);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whatever_stands_in_path_query_and_headers_gets_an_answer_that_is_described(
      Operation operation) {
    var random = new Random(SEED);
    var noise = new Noise(CONTRACT, random);
    for (var round = 0; round < ROUNDS; round++) {
      var call = Api.as(Calls.callerOf(operation)).calls().urlEncodingEnabled(false);
      Calls.body(operation)
          .ifPresent(body -> call.contentType("application/json").body(body.toString()));
      var address = new StringBuilder(operation.path());
      var query = new StringBuilder();
      for (var parameter : CONTRACT.parameters(operation)) {
        var name = parameter.path("name").asText();
        switch (parameter.path("in").asText()) {
          case "path" -> {
            var at = address.indexOf("{" + name + "}");
            address.replace(at, at + name.length() + 2, noise.segment());
          }
          case "query" -> {
            if (random.nextInt(4) == 0) {
              query
                  .append(query.isEmpty() ? '?' : '&')
                  .append(name)
                  .append('=')
                  .append(noise.value(parameter));
            }
          }
          default -> {
            if (random.nextInt(3) == 0) {
              call.header(name, noise.header());
            }
          }
        }
      }
      if (random.nextInt(12) == 0) {
        query.append(query.isEmpty() ? '?' : '&').append(noise.segment()).append("=1");
      }

      call.request(operation.method(), address.toString() + query);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void other_media_types_and_larger_bodies_are_refused_as_described(Operation operation) {
    var request = Calls.isOfARequest(operation) ? Calls.requestFor(operation) : "";

    Calls.example(operation, request)
        .auth()
        .oauth2(Api.as(Calls.callerOf(operation)).token())
        .accept("application/xml")
        .request(operation.method(), operation.path())
        .then()
        .statusCode(406);
    if (CONTRACT.requestSchema(operation).isPresent()) {
      call(operation, request)
          .contentType("text/plain")
          .body("Out of catheters")
          .request(operation.method(), operation.path())
          .then()
          .statusCode(415);
      // An import may be larger; ImportLimitsTest sends more than that.
      if (!Set.of("importDirectory", "importContacts").contains(operation.id())) {
        call(operation, request)
            .contentType("application/json")
            .body("\"" + "a".repeat(70_000) + "\"")
            .request(operation.method(), operation.path())
            .then()
            .statusCode(413)
            .contentType("application/problem+json");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/requests/%zz", "/api/v1/requests?q=%zz", "/api/v1/%"})
  void an_address_that_cannot_be_decoded_is_a_problem(String address) throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      var lines =
          List.of(
              "GET " + address + " HTTP/1.1",
              "Host: localhost",
              "Authorization: Bearer " + Api.as(Calls.ASKER).token(),
              "Connection: close",
              "",
              "");
      socket
          .getOutputStream()
          .write(String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII));

      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 400 ")
          .containsIgnoringCase("content-type: application/problem+json")
          .contains("\"code\":\"invalid-parameter\"");
    }
  }

  /** The operation's path filled in, and somebody who may call it; no body yet. */
  private static RequestSpecification call(Operation operation, String request) {
    var call = Api.as(Calls.callerOf(operation)).calls();
    Calls.requiredOfQuery(operation).forEach(call::queryParam);
    var values = Calls.pathValues(operation, request).iterator();
    for (var parameter : CONTRACT.parameters(operation)) {
      if (parameter.path("in").asText().equals("path")) {
        call.pathParam(parameter.path("name").asText(), values.next());
      }
    }
    return call;
  }

  private static boolean isAsDescribed(JsonNode schema, String body) {
    return parsed(body).map(it -> CONTRACT.violations(schema, it).isEmpty()).orElse(false);
  }

  private static Optional<JsonNode> parsed(String body) {
    try {
      return Optional.of(JSON.readTree(body)).filter(it -> !it.isMissingNode());
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /** Rejected values may hold patient data. */
  private static void assertThatNothingIsEchoed(Response answer, int round) {
    if (answer.statusCode() >= 400) {
      assertThat(answer.asString()).as("Seed %s, round %s", SEED, round).doesNotContain(Noise.MARK);
    }
  }

  private static String shortened(String body) {
    return body.length() <= 300 ? body : body.substring(0, 300) + "... (" + body.length() + ")";
  }
}
