package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.platform.keys.Tags;
import care.andon.support.Api;
import care.andon.support.Calls;
import care.andon.support.Contract;
import care.andon.support.Contract.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stored digest of a call with an idempotency key. A retry may come after an upgrade, so the
 * digest of a call never changes: SHA-256 of the operation, a zero byte and the canonical body.
 * What is stored is a tag of it by the service's key.
 */
@QuarkusTest
class IdempotencyDigestTest {
  private static final Path TABLE =
      Path.of("src", "test", "resources", "golden", "idempotency-digests.psv");

  @Inject DataSource database;
  @Inject Tags tags;

  record Row(Operation operation, String sent, String digestedOperation, String digestedBody) {
    @Override
    public String toString() {
      return operation.id() + " " + sent;
    }
  }

  static Stream<Row> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> List.of(line.split("\\|", -1)))
        .map(
            cells ->
                new Row(
                    Contract.committed().operation(cells.getFirst().strip()),
                    cells.get(1).strip(),
                    cells.get(2).strip(),
                    cells.get(3).strip()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void digest_of_a_call_is_as_in_earlier_releases(Row row) throws Exception {
    var request = Calls.isOfARequest(row.operation()) ? Calls.requestFor(row.operation()) : "";
    var key = UUID.randomUUID().toString();

    call(row, request, key)
        .then()
        .statusCode(row.operation().id().equals("openRequest") ? 201 : 200);

    var sha256 = MessageDigest.getInstance("SHA-256");
    var input = row.digestedOperation().replace("{id}", request) + "\0" + row.digestedBody();
    var digest = HexFormat.of().formatHex(sha256.digest(input.getBytes(StandardCharsets.UTF_8)));
    assertThat(storedDigest(key))
        .as(input.replace("\0", " then "))
        .isEqualTo(tags.tag(tags.primary(), "idempotency-digest", key, digest));
  }

  @Test
  void every_act_on_a_request_has_a_row() throws IOException {
    var acts =
        Contract.committed().operations().stream()
            .filter(operation -> operation.method().equalsIgnoreCase("post"))
            .filter(operation -> operation.path().startsWith(Api.REQUESTS))
            .map(Operation::id)
            .toList();

    assertThat(rows().map(row -> row.operation().id()).collect(Collectors.toSet()))
        .containsAll(acts);
  }

  private static Response call(Row row, String request, String key) {
    var call =
        RestAssured.given()
            .auth()
            .oauth2(Api.as(Calls.callerOf(row.operation())).token())
            .header("Idempotency-Key", key);
    if (!row.sent().isEmpty()) {
      call.contentType("application/json").body(row.sent());
    }
    return call.post(row.operation().path().replace("{id}", request).replace("{number}", "1"));
  }

  private byte[] storedDigest(String key) throws Exception {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement("select digest from idempotency_key where key = ?")) {
      statement.setString(1, key);
      try (var rows = statement.executeQuery()) {
        assertThat(rows.next()).as("A key was stored").isTrue();
        return rows.getBytes("digest");
      }
    }
  }
}
