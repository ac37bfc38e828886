package care.andon.story;

import care.andon.directory.Directory;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import javax.sql.DataSource;

/** One more shift of a person for a team, as if somebody had just entered it in the roster. */
final class ExtraShift {
  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");
  private static final UUID EXTRA = UUID.fromString("01900000-0000-7000-8000-0000000000aa");

  private final DataSource database;
  private final Directory directory;

  ExtraShift(DataSource database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  /** Gives a person one more shift for a team while the code runs. */
  void during(String team, String person, LocalDateTime from, LocalDateTime to, Runnable what)
      throws SQLException {
    execute(
        """
        insert into membership (team_id, person_id)
        select team.id, person.id from team, person
        where team.code = 'staffing-office' and person.username = 'helen.brandt';
        insert into shift (id, facility_id, team_id, person_id, starts, ends, time_zone)
        select '%s', team.facility_id, team.id, person.id, '%s', '%s', '%s'
        from team, person
        where team.code = '%s' and person.username = '%s'
        """
            .formatted(EXTRA, from, to, HOSPITAL, team, person));
    try {
      what.run();
    } finally {
      execute(
          """
          delete from shift where id = '%s';
          delete from membership using person
          where person.id = membership.person_id and person.username = 'helen.brandt'
          """
              .formatted(EXTRA));
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
    directory.refresh();
  }
}
