package care.andon.directory.roster;

import care.andon.directory.Directory;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Rows of the roster of supply chain that nobody can enter through the API: of the past, and of
 * somebody who has left since.
 */
final class RosterRows {
  private final DataSource database;
  private final Directory directory;

  /** The id of a person who has no duty of the demo hospital. */
  private final String left;

  RosterRows(DataSource database, Directory directory, String left) {
    this.database = database;
    this.directory = directory;
    this.left = left;
  }

  /** Removes them, and all shifts and stand-ins. */
  void forget() throws SQLException {
    sql("delete from stand_in");
    sql("delete from shift where facility_id = (select id from facility where code = 'LAKESIDE')");
    sql("delete from roster_change where '" + left + "' in (person_id, instead_of)");
    sql("delete from membership where person_id = '" + left + "'");
    sql("delete from person where id = '" + left + "'");
    directory.refresh();
  }

  /** A shift that was entered before it began. */
  String shift(String person, LocalDateTime starts, LocalDateTime ends) throws SQLException {
    var id = UUID.randomUUID().toString();
    sql(
        """
        insert into shift (id, facility_id, team_id, person_id, starts, ends, time_zone)
        select '%s', team.facility_id, team.id, person.id, '%s', '%s', 'America/Chicago'
        from team, person
        where team.code = 'supply-chain' and person.username = '%s'
        """
            .formatted(id, starts, ends, person));
    directory.refresh();
    return id;
  }

  /** Somebody who is or was a member of the team. */
  void leaver(boolean stillHere) throws SQLException {
    sql(
        """
        insert into person (id, username, name, title)
        values ('%s', 'left.since', 'Left Since', 'T')
        """
            .formatted(left));
    sql(
        """
        insert into membership (team_id, person_id, left_at)
        select id, '%s', %s
        from team where code = 'supply-chain'
        """
            .formatted(left, stillHere ? "null" : "now()"));
    directory.refresh();
  }

  void sql(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var change = connection.createStatement()) {
      change.execute(statement);
    }
  }
}
