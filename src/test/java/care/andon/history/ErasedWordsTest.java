package care.andon.history;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.words;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database lets happen to the words of an event. */
@QuarkusTest
class ErasedWordsTest {
  private static final String REMOVED = "[removed: record number]";

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject DataSource database;

  @Test
  void the_database_knows_the_words_of_each_type() throws SQLException {
    for (var type : EventTypes.all().entrySet()) {
      assertThat(query("select unnest(words_of('%s'))".formatted(type.getKey())))
          .as(type.getKey())
          .containsExactlyElementsOf(EventWords.paths(type.getValue()));
    }
  }

  @Test
  void an_event_with_words_has_a_salt_of_its_own_and_others_have_none() throws SQLException {
    var id = nina.files(aNeed());
    omar.does("acknowledge", id, Map.of());
    omar.does("messages", id, words("On my way"));

    assertThat(
            query(
                "select length(salt) from request_event where request_id = '%s' order by seq", id))
        .containsExactly("16", null, "16");
    assertThat(query("select encode(salt, 'hex') from request_event where salt is not null"))
        .doesNotHaveDuplicates();
    assertThat(
            query(
                """
                select type from request_event
                where (salt is null and erased is null) = exists (
                  select from unnest(words_of(type)) as path where word_at(payload, path) is not null)
                """))
        .isEmpty();
  }

  @Test
  void a_commitment_takes_the_place_of_the_words_and_the_salt_goes_with_the_last()
      throws Exception {
    var id = nina.files(aNeed().with("need", "For patient 4711").with("room", "412"));
    var salt =
        HexFormat.of()
            .parseHex(
                query("select encode(salt, 'hex') from request_event where request_id = '%s'", id)
                    .getFirst());

    assertThat(erase(id, "/need", REMOVED, "record_number")).isEqualTo("t");
    assertThat(erase(id, "/need", REMOVED, "record_number")).as("again").isEqualTo("f");

    assertThat(
            query(
                """
                select concat_ws('|', payload ->> 'need', payload ->> 'room',
                  erased -> '/need' ->> 'reason', erased -> '/need' ->> 'commitment', length(salt))
                from request_event where request_id = '%s'
                """,
                id))
        .containsExactly(
            String.join(
                "|",
                REMOVED,
                "412",
                "record_number",
                hmac(salt, "/need", "For patient 4711"),
                "16"));

    erase(id, "/room", "[removed: other]", "other");
    erase(id, "/routed/because", "[removed: person name]", "person_name");

    assertThat(
            query(
                """
                select concat_ws('|', length(salt), erased -> '/room' ->> 'commitment',
                  payload -> 'routed' ->> 'because')
                from request_event where request_id = '%s' and seq = 1
                """,
                id))
        .containsExactly(hmac(salt, "/room", "412") + "|[removed: person name]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'/impact', '[removed: other]', 'other'",
        "'/item', '[removed: other]', 'other'",
        "'need', '[removed: other]', 'other'",
        "'/routed', '[removed: other]', 'other'",
        "null, '[removed: other]', 'other'",
        "'/need', 'Mr Smith', 'other'",
        "'/need', '[removed: Mr Smith]', 'other'",
        "'/need', null, 'other'",
        "'/need', '[removed: other]', 'Mr Smith'",
        "'/need', '[removed: other]', null",
      })
  void the_function_erases_only_words_and_only_for_a_code(String arguments) throws SQLException {
    var id = nina.files(aNeed());

    assertThatThrownBy(() -> query("select erase_words('%s', 1, %s)".formatted(id, arguments)))
        .hasMessageContaining("History is append-only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payload = payload || '{\"need\": \"[removed: other]\"}'",
        "payload = payload || '{\"need\": \"Something else\"}'",
        "salt = null",
        "salt = random_salt()",
        "erased = '{\"/need\": {\"reason\": \"other\", \"commitment\": \"00\"}}'",
        "payload = payload || '{\"need\": \"[removed: other]\"}',"
            + " erased = '{\"/need\": {\"reason\": \"other\", \"commitment\": \"00\"}}'",
        "(payload, erased) = (select it.payload || '{\"impact\": \"improvement\"}', it.erased"
            + " from without_words(event, '/need', '[removed: other]', 'other') as it)"
            + " where type = 'opened' and erased is null",
      })
  void nobody_changes_an_event_in_another_way(String change) throws SQLException {
    var id = nina.files(aNeed().with("room", "412"));
    var before = nina.history(id);

    assertThatThrownBy(
            () -> query("update request_event as event set %s returning 1".formatted(change)))
        .hasMessageContaining("History is append-only");

    assertThat(nina.history(id)).isEqualTo(before);
  }

  private String erase(String id, String path, String replacement, String reason)
      throws SQLException {
    return query(
            "select erase_words('%s', 1, '%s', '%s', '%s')"
                .formatted(id, path, replacement, reason))
        .getFirst();
  }

  private static String hmac(byte[] salt, String path, String words) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(salt, "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal((path + "\0" + words).getBytes(UTF_8)));
  }

  private List<String> query(String sql, String id) throws SQLException {
    return query(sql.formatted(id));
  }

  private List<String> query(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
