package care.andon.platform.idempotency;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * The database says neither who used a key nor what they sent, and keys of earlier releases, which
 * did, are replaced and still recognised.
 */
@QuarkusTest
class EarlierKeysTest {
  private static final Map<String, Object> SOON = Map.of("words", "Soon");

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final String key = UUID.randomUUID().toString();

  @Inject DataSource database;
  @Inject EarlierKeys earlier;

  @Test
  void a_caller_is_stored_as_a_tag_that_differs_from_key_to_key() throws SQLException {
    var other = UUID.randomUUID().toString();
    nina.open(aNeed(), key).then().statusCode(201);
    nina.open(aNeed(), other).then().statusCode(201);

    assertThat(callers("key in (?, ?)", key, other))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allSatisfy(caller -> assertThat(caller).hasSize(22).doesNotContain("nina"));
  }

  /** The earlier release digested the address as it was spelled. */
  @Test
  void a_key_stored_by_an_earlier_release_is_still_a_replay() throws SQLException {
    var reference = nina.open(aNeed()).getString("reference");
    omar.tries("messages", reference, SOON, key).then().statusCode(200);
    storeAsBefore("omar.ortiz", "messages " + reference + "\0{\"words\":\"Soon\"}");

    assertThat(earlier.replaceAll()).isPositive();

    omar.tries("messages", reference, SOON, key)
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true");
    omar.tries("messages", reference, Map.of("words", "Later"), key).then().statusCode(422);
  }

  @Test
  void no_username_and_no_plain_digest_is_left() throws SQLException {
    nina.open(aNeed(), key).then().statusCode(201);
    storeAsBefore("nina.patel", "anything");

    earlier.replaceAll();

    assertThat(callers("tag_key is null or octet_length(digest) = 32")).isEmpty();
    assertThat(callers("caller like '%.%'")).isEmpty();
    assertThat(earlier.replaceAll()).as("Nothing is left to replace").isZero();
  }

  private void storeAsBefore(String username, String digested) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                """
                update idempotency_key set caller = ?, tag_key = null, digest = sha256(?)
                where key = ?
                """)) {
      update.setString(1, username);
      update.setBytes(2, digested.getBytes(StandardCharsets.UTF_8));
      update.setString(3, key);
      assertThat(update.executeUpdate()).isOne();
    }
  }

  private List<String> callers(String where, String... values) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement("select caller from idempotency_key where " + where)) {
      for (int i = 0; i < values.length; i++) {
        select.setString(i + 1, values[i]);
      }
      var callers = new java.util.ArrayList<String>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          callers.add(rows.getString(1));
        }
      }
      return callers;
    }
  }
}
