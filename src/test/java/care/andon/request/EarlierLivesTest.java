package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.OldDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests of schema V24 as the release of then left them: random lives, each with its history, and
 * with the request and the clocks to which that release replayed it. Among them are answers and
 * "not fixed", and an unattended request that its asker withdrew.
 */
class EarlierLivesTest {
  private static final Path LIVES = Path.of("src/test/resources/golden/earlier/lives-of-v24.json");
  private static final String PLACES =
      """
      insert into facility (id, code, name, time_zone)
      values ('00000000-0000-0003-0000-000000000001', 'H', 'H', 'UTC');
      insert into unit (id, facility_id, code, name)
      values ('00000000-0000-0004-0000-000000000001', '00000000-0000-0003-0000-000000000001', '4W', '4W');
      insert into team (id, facility_id, code, name)
      values
        ('00000000-0000-0002-0000-000000000001', '00000000-0000-0003-0000-000000000001', 'a', 'A'),
        ('00000000-0000-0002-0000-000000000002', '00000000-0000-0003-0000-000000000001', 'b', 'B');
      """;
  private static final String ASKER = "00000000-0000-0001-0000-000000000001";

  private OldDatabase database;

  @BeforeEach
  void begin() throws Exception {
    database = OldDatabase.at("24");
    database.execute(PLACES);
    write("support_request", "array[life -> 'request']");
    write("request_clock", "array(select jsonb_array_elements(life -> 'clocks'))");
    write("request_event", "array(select jsonb_array_elements(life -> 'events'))");
  }

  @AfterEach
  void end() throws Exception {
    database.close();
  }

  /** Writes rows with the columns that the lives name; the others have their defaults. */
  private void write(String table, String rows) throws Exception {
    var lives = Files.readString(LIVES).replace("'", "''");
    var each = "from jsonb_array_elements('%s') as life, unnest(%s) as row".formatted(lives, rows);
    var columns =
        database
            .query(
                "select string_agg(distinct name, ', ') %s, jsonb_object_keys(row) as name"
                    .formatted(each),
                row -> row.getString(1))
            .getFirst();
    database.execute(
        "insert into %1$s (%2$s) select %2$s from (select (jsonb_populate_record(null::%1$s, row)).* %3$s) as it"
            .formatted(table, columns, each));
  }

  @Test
  void they_replay_to_the_same_state_when_their_askers_have_left_the_history() throws Exception {
    database.migrate();

    assertThat(StoredHistories.differences(database.connection())).isEmpty();
    assertThat(count("select count(*) from request_event where asker = 1")).isGreaterThan(30);
    assertThat(count("select count(*) from request_asker where person_id = '" + ASKER + "'"))
        .isEqualTo(count("select count(*) from support_request"));
  }

  @Test
  void no_event_and_no_request_names_an_asker_any_more() throws Exception {
    assertThat(rowsWithTheAsker()).isPositive();

    database.migrate();

    assertThat(rowsWithTheAsker()).isZero();
  }

  private long rowsWithTheAsker() throws SQLException {
    return count(
        """
        select count(*)
        from (
          select to_jsonb(event) as row from request_event as event
          union all
          select to_jsonb(request) from support_request as request
        ) as stored
        where strpos(row::text, '%s') > 0
        """
            .formatted(ASKER));
  }

  private long count(String sql) throws SQLException {
    return database.query(sql, row -> row.getLong(1)).getFirst();
  }
}
