package care.andon.support;

import care.andon.directory.Directory;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Removes all on-call duties and restores them on close, for tests in which nobody is on call. Must
 * be closed, because later tests need the duties.
 */
public final class OnCallRows implements AutoCloseable {
  private static final List<String> TABLES = List.of("on_call", "shift");

  private final DataSource database;
  private final Directory directory;
  private final Map<String, String> taken = new LinkedHashMap<>();

  private OnCallRows(DataSource database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  /** Removes all on-call duties. */
  public static OnCallRows takenAway(DataSource database, Directory directory) {
    var rows = new OnCallRows(database, directory);
    for (var table : TABLES) {
      rows.taken.put(table, rows.read("select jsonb_agg(to_jsonb(" + table + ")) from " + table));
      rows.execute("delete from " + table);
    }
    directory.refresh();
    return rows;
  }

  /** Puts a person on call round the clock for a tier of every demo facility. */
  public void add(int tier, String username) {
    execute(
        """
        insert into on_call (id, facility_id, tier, person_id, days, from_time, to_time)
        select gen_random_uuid(), facility.id, %d, person.id, '{1,2,3,4,5,6,7}', '00:00', '00:00'
        from facility, person
        where person.username = '%s'
        """
            .formatted(tier, username));
    directory.refresh();
  }

  /** Puts members of a team on call for it round the clock. */
  public void add(String team, List<String> usernames) {
    for (var username : usernames) {
      execute(
          """
          insert into membership (team_id, person_id)
          select team.id, person.id from team, person
          where team.code = '%1$s' and person.username = '%2$s'
          on conflict do nothing;
          insert into on_call (id, facility_id, team_id, person_id, days, from_time, to_time)
          select gen_random_uuid(), team.facility_id, team.id, person.id, '{1,2,3,4,5,6,7}',
            '00:00', '00:00'
          from team, person
          where team.code = '%1$s' and person.username = '%2$s'
          """
              .formatted(team, username));
    }
    directory.refresh();
  }

  @Override
  public void close() {
    for (var table : TABLES) {
      execute("delete from " + table);
      var rows = taken.get(table);
      if (rows != null) {
        execute(
            "insert into %1$s select * from jsonb_populate_recordset(null::%1$s, '%2$s'::jsonb)"
                .formatted(table, rows.replace("'", "''")));
      }
    }
    directory.refresh();
  }

  private String read(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private void execute(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}
