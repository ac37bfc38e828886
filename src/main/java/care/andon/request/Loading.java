package care.andon.request;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.Batch;
import care.andon.routing.engine.Loads;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What the people of a team have already, known and held while somebody new is chosen: whoever
 * files by a rule that balances waits for whoever does so for the same team, on any replica, so
 * that two at once never see the same loads. Other rules ask nothing and wait for nobody.
 */
@ApplicationScoped
class Loading {
  /** Together one round trip. The second sees what whoever held the lock before has committed. */
  private static final String LOCK_AND_READ =
      """
      select pg_advisory_xact_lock(hashtextextended('team ' || ?::text, 0));
      select person_id, coalesce(open, 0) as open, coalesce(turn, 0) as turn
      from (
        select assignee_id as person_id, count(*)::int as open
        from support_request
        where team_id = ?
          and status in ('open', 'acknowledged', 'waiting_for_caregiver')
          and assignee_id is not null
        group by assignee_id) as had
      full join (select person_id, turn from routing_turn where team_id = ?) as turns
        using (person_id)
      """;

  private static final String HAD_A_TURN =
      """
      insert into routing_turn (team_id, person_id, turn)
      values (?, ?, ?)
      on conflict on constraint routing_turn_is_the_last_one do update set turn = excluded.turn
      """;

  private final DataSource database;

  Loading(DataSource database) {
    this.database = database;
  }

  /** Does something in a transaction that has the team's loads to itself. */
  <R> R alone(TeamId team, Function<Loads, R> work) {
    return QuarkusTransaction.requiringNew().call(() -> work.apply(hold(team)));
  }

  /** The team's loads, which nobody else changes by a rule until the present transaction ends. */
  Loads hold(TeamId team) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(LOCK_AND_READ)) {
      statement.setObject(1, team.value());
      statement.setObject(2, team.value());
      statement.setObject(3, team.value());
      statement.execute();
      return read(statement);
    } catch (SQLException failure) {
      throw new IllegalStateException("The loads of a team cannot be read", failure);
    }
  }

  private static Loads read(PreparedStatement statement) throws SQLException {
    statement.getMoreResults();
    var loads = new HashMap<PersonId, Loads.Load>();
    try (var rows = statement.getResultSet()) {
      while (rows.next()) {
        loads.put(
            new PersonId(rows.getObject("person_id", UUID.class)),
            new Loads.Load(rows.getInt("open"), rows.getLong("turn")));
      }
    }
    return new Loads(loads);
  }

  /** Somebody had the next turn of a team whose loads are held. */
  void hadATurn(Batch batch, TeamId team, PersonId person, Loads held) {
    batch.add(HAD_A_TURN, team.value(), person.value(), held.nextTurn());
  }
}
