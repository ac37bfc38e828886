package care.andon.history;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The history cannot be changed: not by the service, and not even by a superuser of the database.
 */
@QuarkusTest
class HistoryIsForEverTest {
  private final Api nina = Api.as("nina.patel");

  @Inject DataSource database;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update request_event set payload = '{}'",
        "update request_event set at = at - interval '1 hour' where seq = 1",
        "update request_event set actor_id = null where false",
        "delete from request_event",
        "delete from request_event where false",
        "truncate request_event",
        "truncate support_request cascade",
        "merge into request_event e using (values (1)) v (seq) on e.seq = v.seq"
            + " when matched then delete",
        "with gone as (delete from request_event returning *) select count(*) from gone",
      })
  void the_database_refuses_to_change_or_delete_events(String statement) throws SQLException {
    var id = nina.files(aNeed());
    var before = nina.history(id);

    try (var connection = database.getConnection();
        var sql = connection.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("History is append-only");
    }

    assertThat(nina.history(id)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A duplicate position, an event from the future, an event without a request.
        "insert into request_event (request_id, seq, type, at, recorded_at, payload)"
            + " select id, 1, 'confirmed', now(), now(), '{}' from support_request",
        "insert into request_event (request_id, seq, type, at, recorded_at, payload)"
            + " select id, 99, 'confirmed', now() + interval '1 day', now(), '{}'"
            + " from support_request",
        "insert into request_event (request_id, seq, type, at, recorded_at, payload)"
            + " values (gen_random_uuid(), 1, 'confirmed', now(), now(), '{}')",
        "delete from support_request",
      })
  void the_database_refuses_impossible_events(String statement) throws SQLException {
    nina.files(aNeed());

    try (var connection = database.getConnection();
        var sql = connection.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void the_services_own_role_may_add_to_the_history_and_nothing_else() throws Exception {
    nina.files(aNeed());
    try (var connection = database.getConnection();
        var sql = connection.createStatement()) {
      sql.execute("create role story_service");
      sql.execute(grants().replace("${service-role}", "story_service"));
      sql.execute("set role story_service");
      try {
        sql.execute("select count(*) from request_event");
        sql.execute(
            "select erase_words(request_id, seq, '/need', '[removed: other]', 'other')"
                + " from request_event where type = 'opened' and erased is null limit 1");
        for (var statement :
            List.of(
                "update request_event set payload = '{}'",
                "update request_event set salt = null",
                "delete from request_event",
                "truncate request_event",
                "create or replace function words_of(type text) returns text[] language sql"
                    + " return array['/impact']",
                "alter table request_event disable trigger all",
                "drop trigger history_is_append_only on request_event",
                "set session_replication_role = replica",
                "drop table request_event cascade",
                "create table elsewhere (id int)",
                "delete from support_request",
                "delete from idempotency_key")) {
          assertThatThrownBy(() -> sql.execute(statement))
              .as(statement)
              .isInstanceOf(SQLException.class)
              .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
      } finally {
        sql.execute("reset role");
        sql.execute("drop owned by story_service");
        sql.execute("drop role story_service");
      }
    }
  }

  private static String grants() throws IOException {
    try (var file =
        HistoryIsForEverTest.class.getResourceAsStream("/db/migration/afterMigrate.sql")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
