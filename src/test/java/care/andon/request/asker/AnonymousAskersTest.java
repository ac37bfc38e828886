package care.andon.request.asker;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aWord;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.platform.sql.SqlQuery;
import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asked is in one row, which holds only a tag if they are anonymous. */
@QuarkusTest
class AnonymousAskersTest {
  /** Everything that is stored about a request, as text. */
  private static final String STORED =
      """
      select to_jsonb(it)::text from support_request it where id = ?
      union all select to_jsonb(it)::text from request_asker it where request_id = ?
      union all select to_jsonb(it)::text from request_event it where request_id = ?
      union all select to_jsonb(it)::text from idempotency_key it where request_id = ?
      """;

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject DataSource database;
  @Inject Directory directory;
  @Inject EarlierAskers earlier;

  @Test
  void nothing_that_is_stored_says_who_asked_anonymously_and_the_asker_still_acts() {
    var word = aWord();
    var id = nina.files(aNeed().with("visibility", "anonymous").with("need", word));
    omar.ask(id);
    nina.answer(id);
    omar.resolve(id);
    nina.reopen(id);
    omar.resolve(id);
    nina.confirm(id);

    assertThat(nina.get(id).getString("status")).isEqualTo("confirmed");
    assertThat(nina.get(id).getString("requester.name")).isEqualTo("Nina Patel");
    assertThat(nina.all("/api/v1/me/requests?limit=5").getFirst()).containsEntry("id", id);
    assertThat(stored(id))
        .hasSizeGreaterThan(7)
        .noneMatch(row -> row.contains("nina.patel") || row.contains(ninaId()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"named", "confidential", "anonymous"})
  void the_events_of_an_asker_have_the_same_shape_whoever_may_see_the_request(String visibility) {
    var id = nina.files(aNeed().with("visibility", visibility));
    nina.message(id, "It is the second time");

    assertThat(stored("asker::text || coalesce(actor_id::text, ' nobody')", id))
        .containsExactly("1 nobody", "1 nobody");
    assertThat(nina.calls().get(Api.REQUESTS + "/" + id + "/history").asString())
        .contains("\"asker\":1")
        .contains("Nina Patel");
  }

  @Test
  void a_name_that_the_migration_left_is_replaced_at_the_start() throws SQLException {
    var id = nina.files(aNeed().with("visibility", "anonymous"));
    update("update request_asker set tag = 'Nina.Patel', tag_key = null where request_id = ?", id);
    assertThat(nina.looksAt(id).statusCode()).isEqualTo(404);

    assertThat(earlier.replaceAll()).isEqualTo(1);

    assertThat(nina.looksAt(id).statusCode()).isEqualTo(200);
    assertThat(stored(id)).noneMatch(row -> row.contains("Nina.Patel"));
    assertThat(earlier.replaceAll()).isZero();
  }

  private String ninaId() {
    return directory.personByIdOrUsername("nina.patel").orElseThrow().id().value().toString();
  }

  private List<String> stored(String id) {
    var it = UUID.fromString(id);
    return new SqlQuery().add(STORED, it, it, it, it).rows(database, row -> row.getString(1));
  }

  private List<String> stored(String what, String id) {
    return new SqlQuery()
        .add("select " + what + " from request_event where request_id = ?", UUID.fromString(id))
        .rows(database, row -> row.getString(1));
  }

  private void update(String sql, String id) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(id));
      statement.executeUpdate();
    }
  }
}
