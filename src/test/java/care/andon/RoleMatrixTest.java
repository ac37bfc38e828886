package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Calls;
import care.andon.support.Contract;
import care.andon.support.Contract.Operation;
import care.andon.support.Given;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, called by every role: {@code role-matrix.csv} says what becomes of it. */
@QuarkusTest
class RoleMatrixTest {
  private static final Path TABLE = Path.of("src", "test", "resources", "role-matrix.csv");

  /** Who stands for a role; empty for a caller without a token. */
  private static final Map<String, Optional<String>> PEOPLE =
      Map.of(
          "asker", Optional.of(Calls.ASKER),
          "caregiver", Optional.of("hannah.lee"),
          "administrator", Optional.of(Calls.ADMINISTRATOR),
          "manager", Optional.of("helen.brandt"),
          "auditor", Optional.of("edith.lowe"),
          "integration", Optional.of("intranet"),
          "configurer", Optional.of("conrad.vance"),
          "privacy_officer", Optional.of(Calls.PRIVACY_OFFICER),
          "nobody", Optional.empty());

  private static final Map<String, Map<String, String>> MATRIX = read();

  static Stream<Operation> operations() {
    return Contract.committed().operations().stream();
  }

  @Test
  void every_operation_has_a_row_and_every_row_an_operation() {
    assertThat(MATRIX.keySet())
        .as("Rows of %s", TABLE)
        .containsExactlyInAnyOrderElementsOf(operations().map(Operation::id).toList());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void every_role_may_do_what_its_column_says(Operation operation) {
    var row = MATRIX.getOrDefault(operation.id(), Map.of());
    var softly = new SoftAssertions();
    row.forEach(
        (role, outcome) -> {
          var request = Calls.isOfARequest(operation) ? Calls.requestFor(operation) : "";
          softly
              .assertThat(outcome(call(operation, request, PEOPLE.get(role))))
              .as("%s by %s", operation.id(), role)
              .isEqualTo(outcome);
        });
    softly.assertAll();
    assertThat(row.keySet()).isEqualTo(PEOPLE.keySet());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void what_is_confidential_does_not_exist_for_whoever_it_is_not_shared_with(Operation operation) {
    if (!Calls.isOfARequest(operation)) {
      return;
    }
    var confidential =
        Api.as(Calls.ASKER).files(Given.aNeedOf("this_shift", "wellbeing").with("unit", "4W"));
    var unknown = "01900000-0000-7000-8000-000000000000";
    for (var role : List.of("caregiver", "administrator", "manager", "integration", "configurer")) {
      var refused = call(operation, confidential, PEOPLE.get(role));

      assertThat(refused.statusCode()).as(role).isEqualTo(404);
      assertThat(withoutTrace(refused))
          .isEqualTo(withoutTrace(call(operation, unknown, PEOPLE.get(role))));
    }
  }

  private static String withoutTrace(Response response) {
    return response.asString().replaceFirst("\"traceId\":\"[0-9a-f]+\"", "");
  }

  private static Response call(Operation operation, String request, Optional<String> caller) {
    var call = Calls.example(operation, request);
    caller.ifPresent(username -> call.auth().oauth2(Api.as(username).token()));
    return call.request(operation.method(), operation.path());
  }

  private static String outcome(Response response) {
    return response.statusCode() / 100 == 2 ? "2xx" : String.valueOf(response.statusCode());
  }

  private static Map<String, Map<String, String>> read() {
    try (var lines = Files.lines(TABLE)) {
      var rows =
          lines.filter(line -> !line.startsWith("#")).map(line -> line.split("\\s*,\\s*")).toList();
      var roles = rows.getFirst();
      var matrix = new LinkedHashMap<String, Map<String, String>>();
      for (var row : rows.subList(1, rows.size())) {
        var outcomes = new LinkedHashMap<String, String>();
        for (var i = 1; i < roles.length; i++) {
          outcomes.put(roles[i], row[i]);
        }
        matrix.put(row[0], outcomes);
      }
      return matrix;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
