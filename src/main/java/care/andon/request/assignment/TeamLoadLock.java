package care.andon.request.assignment;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.sql.SqlBatch;
import care.andon.routing.Routing;
import care.andon.routing.engine.TeamLoads;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Locks and reads the loads of teams while an assignee is chosen. Two transactions that choose by
 * load for the same team wait for each other, on any replica, so they never see the same loads.
 * Transactions that do not choose by load read nothing and do not wait.
 *
 * <p>Deadlocks cannot happen. A transaction locks requests first and teams afterwards. It locks
 * several teams at once and in one order. While it holds a team, it locks no existing request.
 */
@ApplicationScoped
public class TeamLoadLock {
  /**
   * Both statements take one round trip. The second one sees what the previous holder of the locks
   * committed. It reads the open requests of these teams by {@code support_request_open_by_team},
   * so its cost does not depend on closed requests.
   */
  private static final String LOCK_AND_READ =
      """
      select pg_advisory_xact_lock(hashtextextended('team ' || team::text, 0))
      from unnest(?) as team;
      select team_id, person_id, coalesce(open, 0) as open, coalesce(turn, 0) as turn
      from (
        select team_id, assignee_id as person_id, count(*)::int as open
        from support_request
        where team_id = any (?)
          and status in ('open', 'acknowledged', 'waiting_for_caregiver')
          and assignee_id is not null
        group by team_id, assignee_id) as had
      full join (select team_id, person_id, turn from routing_turn where team_id = any (?)) as turns
        using (team_id, person_id)
      """;

  private static final String HAD_A_TURN =
      """
      insert into routing_turn (team_id, person_id, turn)
      values (?, ?, ?)
      on conflict on constraint routing_turn_is_the_last_one do update set turn = excluded.turn
      """;

  private final DataSource database;
  private final Routing routing;

  TeamLoadLock(DataSource database, Routing routing) {
    this.database = database;
    this.routing = routing;
  }

  /** Runs {@code work} in a transaction that holds the team's lock. */
  public <R> R alone(TeamId team, Function<TeamLoads, R> work) {
    return QuarkusTransaction.requiringNew().call(() -> work.apply(hold(team)));
  }

  /** Locks the team until the transaction ends and returns its loads. */
  public TeamLoads hold(TeamId team) {
    return hold(List.of(team)).getOrDefault(team, TeamLoads.NONE);
  }

  /** Whether the team shares its work out. False for null. */
  public boolean isShared(@Nullable TeamId team) {
    return team != null && routing.sharing(team).isPresent();
  }

  /**
   * Returns how requests are distributed among these teams in the present transaction. Call it
   * once, after all requests are locked. It reads and locks only teams that share their work out.
   */
  public WorkDistribution shares(Collection<TeamId> teams) {
    var sharing =
        teams.stream()
            .filter(this::isShared)
            .distinct()
            .sorted(Comparator.comparing(TeamId::value))
            .toList();
    if (sharing.isEmpty()) {
      return WorkDistribution.none();
    }
    var loads = hold(sharing);
    return new WorkDistribution(
        sharing.stream().flatMap(team -> held(team, loads).stream()).toList());
  }

  private Optional<WorkDistribution.Held> held(TeamId team, Map<TeamId, TeamLoads> loads) {
    return routing
        .sharing(team)
        .map(
            sharing ->
                new WorkDistribution.Held(team, sharing, loads.getOrDefault(team, TeamLoads.NONE)));
  }

  /**
   * @param teams sorted; each is in the answer
   */
  private Map<TeamId, TeamLoads> hold(List<TeamId> teams) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(LOCK_AND_READ)) {
      var ids = connection.createArrayOf("uuid", teams.stream().map(TeamId::value).toArray());
      statement.setArray(1, ids);
      statement.setArray(2, ids);
      statement.setArray(3, ids);
      statement.execute();
      return read(statement, teams);
    } catch (SQLException failure) {
      throw new IllegalStateException("The loads of a team cannot be read", failure);
    }
  }

  private static Map<TeamId, TeamLoads> read(PreparedStatement statement, List<TeamId> teams)
      throws SQLException {
    var loads = new HashMap<TeamId, Map<PersonId, TeamLoads.Load>>();
    teams.forEach(team -> loads.put(team, new HashMap<>()));
    statement.getMoreResults();
    try (var rows = statement.getResultSet()) {
      while (rows.next()) {
        loads
            .computeIfAbsent(
                new TeamId(rows.getObject("team_id", UUID.class)), _ -> new HashMap<>())
            .put(
                new PersonId(rows.getObject("person_id", UUID.class)),
                new TeamLoads.Load(rows.getInt("open"), rows.getLong("turn")));
      }
    }
    var held = new HashMap<TeamId, TeamLoads>();
    loads.forEach((team, byPerson) -> held.put(team, new TeamLoads(byPerson)));
    return held;
  }

  /** Records that the person had the next turn of a team whose loads are held. */
  public void hadATurn(SqlBatch batch, TeamId team, PersonId person, TeamLoads held) {
    hadATurn(batch, team, person, held.nextTurn());
  }

  /** Records the turns that people had in this transaction. */
  public void hadTurns(SqlBatch batch, WorkDistribution shares) {
    shares.forEachTurn(
        (team, turns) -> turns.forEach((person, turn) -> hadATurn(batch, team, person, turn)));
  }

  private static void hadATurn(SqlBatch batch, TeamId team, PersonId person, long turn) {
    batch.add(HAD_A_TURN, team.value(), person.value(), turn);
  }
}
