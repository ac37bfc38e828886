package care.andon.support;

import care.andon.directory.Directory;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Removes all duties and stand-ins and restores them on close, for tests with nobody on call. Must
 * be closed, because later tests need the duties.
 */
public final class OnCallRows implements AutoCloseable {
  private static final List<String> TABLES = List.of("on_call", "shift", "stand_in");

  /**
   * Without checking the foreign keys of a year of shifts again, which takes a second; the triggers
   * that tell the service of a change do not run either.
   */
  private static final String PUT_BACK =
      """
      set local session_replication_role = replica;
      insert into %1$s table taken_away.%1$s%2$s;
      update directory_version set version = version + 1, roster = roster + 1;
      drop table taken_away.%1$s%2$s
      """;

  private final DataSource database;
  private final Directory directory;

  /** Ends the names of the tables that keep the rows: one taking away may be inside another. */
  private final String kept = "_" + UUID.randomUUID().toString().substring(0, 8);

  private OnCallRows(DataSource database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  /** Removes all on-call duties. */
  public static OnCallRows takenAway(DataSource database, Directory directory) {
    var rows = new OnCallRows(database, directory);
    rows.execute("create schema if not exists taken_away");
    for (var table : TABLES) {
      rows.execute("create table taken_away.%1$s%2$s as table %1$s".formatted(table, rows.kept));
      rows.execute("truncate " + table);
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
      execute("truncate " + table);
      execute(PUT_BACK.formatted(table, kept));
    }
    directory.refresh();
  }

  /** All of it or nothing. */
  private void execute(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      connection.commit();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}
