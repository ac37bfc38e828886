package care.andon.whatif;

import care.andon.history.RequestEvent.Opened;
import care.andon.kernel.PersonId;
import care.andon.kernel.Reference;
import care.andon.kernel.TeamId;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.SqlQuery;
import care.andon.routing.Routing;
import care.andon.routing.engine.ItemWords;
import care.andon.routing.engine.RequestFacts;
import care.andon.routing.engine.RoutingDecision;
import care.andon.routing.engine.TeamLoads;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests of the last days would have gone by other rules, beside where they went when
 * they were filed. Costs one statement. Whose turn it is, and who has least, is reckoned with what
 * the played requests would have given them, as if nobody had settled any.
 */
@ApplicationScoped
class RoutingPreview {
  static final int MOST_REQUESTS = 20_000;
  static final int MOST_EXAMPLES = 50;

  /** A phone's ask may be so much older than its arrival; the index is by the ask. */
  private static final Duration LONGEST_OFFLINE = Duration.ofDays(3);

  /** Not a word of what is confidential, and no count that would give it away. */
  private static final String RECEIVED =
      """
      select event.payload, request.received_at
      from support_request request
      join request_event event on event.request_id = request.id and event.seq = 1
      where request.asked_at >= ? and request.received_at >= ? and request.received_at <= ?
        and request.visibility <> 'confidential'
      order by request.received_at, request.id
      limit ?
      """;

  private final DataSource database;
  private final ObjectMapper json;

  RoutingPreview(DataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /** How many requests a team or a person got, and would have got. */
  static final class Tally {
    int before;
    int after;
  }

  /** What was played and what came of it. */
  static final class Result {
    int requests;
    int moved;
    final Tally unrouted = new Tally();
    final Map<TeamId, Tally> teams = new HashMap<>();
    final Map<PersonId, Tally> people = new HashMap<>();
    final List<String> examples = new ArrayList<>();

    private void add(Opened was, RoutingDecision would) {
      requests++;
      count(teams, was.routed().team(), would.team());
      count(people, was.routed().person(), would.person());
      unrouted.before += was.routed().unrouted() ? 1 : 0;
      unrouted.after += would.unrouted() ? 1 : 0;
      if (!Objects.equals(was.routed().team(), would.team())
          || was.routed().unrouted() != would.unrouted()) {
        moved++;
        if (examples.size() < MOST_EXAMPLES) {
          examples.add(new Reference(was.reference()).toString());
        }
      }
    }

    private static <K> void count(Map<K, Tally> tallies, @Nullable K was, @Nullable K would) {
      if (was != null) {
        tallies.computeIfAbsent(was, key -> new Tally()).before++;
      }
      if (would != null) {
        tallies.computeIfAbsent(would, key -> new Tally()).after++;
      }
    }
  }

  /**
   * Plays the requests received from {@code from} to {@code now}.
   *
   * @throws Problem when they are more than {@value #MOST_REQUESTS}
   */
  Result play(Routing.RoutingState ways, Instant from, Instant now) {
    return play(ways, from, now, MOST_REQUESTS);
  }

  Result play(Routing.RoutingState ways, Instant from, Instant now, int most) {
    var received =
        new SqlQuery()
            .add(RECEIVED, from.minus(LONGEST_OFFLINE), from, now, most + 1)
            .rows(
                database,
                row ->
                    new Received(
                        read(row.getString(1)),
                        row.getObject(2, OffsetDateTime.class).toInstant()));
    if (received.size() > most) {
      throw Problem.invalid(
          "/days",
          "too_many_requests",
          "Ask for fewer days: at most %,d requests are played".formatted(most));
    }
    var result = new Result();
    var given = new Given();
    received.forEach(one -> result.add(one.opened(), given.decide(ways, one)));
    return result;
  }

  private record Received(Opened opened, Instant at) {
    RequestFacts facts() {
      return new RequestFacts(
          opened.category(),
          opened.impact(),
          opened.unit(),
          opened.facility(),
          opened.visibility(),
          opened.item() == null ? List.of() : ItemWords.in(opened.item()),
          at);
    }
  }

  /** What the requests played so far would have given to whom. */
  private static final class Given {
    private final Map<TeamId, Map<PersonId, TeamLoads.Load>> loads = new HashMap<>();

    RoutingDecision decide(Routing.RoutingState ways, Received received) {
      var plan = ways.plan(received.facts());
      var had = plan.teamToBalance().map(this::of).orElse(TeamLoads.NONE);
      var decision = plan.decide(had);
      var team = decision.team();
      var person = decision.person();
      if (team != null && person != null) {
        var turn = plan.countsTurn() ? had.nextTurn() : of(team).of(person).turn();
        loads
            .computeIfAbsent(team, key -> new HashMap<>())
            .put(person, new TeamLoads.Load(of(team).of(person).open() + 1, turn));
      }
      return decision;
    }

    private TeamLoads of(TeamId team) {
      return new TeamLoads(loads.getOrDefault(team, Map.of()));
    }
  }

  private Opened read(String payload) {
    try {
      return Objects.requireNonNull(json.readValue(payload, Opened.class));
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("An event cannot be read", unreadable);
    }
  }
}
