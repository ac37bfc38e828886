package care.andon.request.assignment;

import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.routing.engine.TeamLoads;
import care.andon.routing.engine.WorkSharing;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the people on call for a team. In a team that shares its work out, it is the person
 * with the fewest open requests, or the person whose turn it is. In other teams it is the first one
 * in calling order.
 *
 * <p>One object serves one transaction. The transaction holds the loads of the teams until it ends
 * ({@link TeamLoadLock#shares}) and writes the turns.
 */
public final class WorkDistribution {
  private final Map<TeamId, Share> teams = new HashMap<>();

  /** The work of the people of one team. */
  private sealed interface Share {
    /** Compares people: the lower one gets the next request. */
    long of(PersonId person);

    /** As {@link WorkDistribution#countAssignment}. */
    void gave(@Nullable PersonId from, @Nullable PersonId to);

    /** As {@link WorkDistribution#gaveByName}. */
    void gaveByName(PersonId to);
  }

  private record LeastOpen(Map<PersonId, Integer> open) implements Share {
    static LeastOpen of(TeamLoads loads) {
      var open = new HashMap<PersonId, Integer>();
      loads.byPerson().forEach((person, load) -> open.put(person, load.open()));
      return new LeastOpen(open);
    }

    @Override
    public long of(PersonId person) {
      return open.getOrDefault(person, 0);
    }

    @Override
    public void gave(@Nullable PersonId from, @Nullable PersonId to) {
      add(from, -1);
      add(to, 1);
    }

    @Override
    public void gaveByName(PersonId to) {
      add(to, 1);
    }

    private void add(@Nullable PersonId person, int more) {
      if (person != null) {
        open.merge(person, more, Integer::sum);
      }
    }
  }

  /**
   * @param taken the last turn of each person in this transaction
   */
  private record ByTurns(TeamLoads before, Map<PersonId, Long> taken) implements Share {
    static ByTurns of(TeamLoads loads) {
      return new ByTurns(loads, new LinkedHashMap<>());
    }

    @Override
    public long of(PersonId person) {
      return taken.getOrDefault(person, before.of(person).turn());
    }

    @Override
    public void gave(@Nullable PersonId from, @Nullable PersonId to) {
      if (to != null) {
        taken.put(to, next());
      }
    }

    @Override
    public void gaveByName(PersonId to) {
      // A request given to a named person is not a turn.
    }

    private long next() {
      return taken.values().stream()
          .max(Comparator.naturalOrder())
          .map(last -> last + 1)
          .orElseGet(before::nextTurn);
    }
  }

  /** A team with its way to share work and its loads before the transaction. */
  record Held(TeamId team, WorkSharing sharing, TeamLoads loads) {
    private Share share() {
      return switch (sharing) {
        case LEAST_OPEN -> LeastOpen.of(loads);
        case BY_TURNS -> ByTurns.of(loads);
      };
    }
  }

  /** For teams that are not in the list, the first one in calling order is chosen. */
  WorkDistribution(List<Held> held) {
    held.forEach(one -> teams.put(one.team(), one.share()));
  }

  /** No team shares its work out. */
  public static WorkDistribution none() {
    return new WorkDistribution(List.of());
  }

  /** Returns the next assignee. Ties go by calling order. Empty if there are no candidates. */
  public Optional<Person> first(TeamId team, List<Person> inCallingOrder) {
    var share = teams.get(team);
    return share == null
        ? inCallingOrder.stream().findFirst()
        : inCallingOrder.stream().min(Comparator.comparingLong(person -> share.of(person.id())));
  }

  /**
   * Counts a request that went to the person returned by {@link #first}. It counts for the next
   * choice.
   *
   * @param from the previous assignee of the same team; null if there is none
   * @param to null if the request has no assignee
   */
  public void countAssignment(
      @Nullable TeamId team, @Nullable PersonId from, @Nullable PersonId to) {
    var share = team == null ? null : teams.get(team);
    if (share != null) {
      share.gave(from, to);
    }
  }

  /** Counts a request that went to a named person. It adds to their load but is no turn. */
  public void gaveByName(@Nullable TeamId team, PersonId to) {
    var share = team == null ? null : teams.get(team);
    if (share != null) {
      share.gaveByName(to);
    }
  }

  /** Visits every team in which a person had a turn, with the last turn of each person. */
  void forEachTurn(BiConsumer<TeamId, Map<PersonId, Long>> turns) {
    teams.forEach(
        (team, share) -> {
          if (share instanceof ByTurns(var before, var taken) && !taken.isEmpty()) {
            turns.accept(team, Map.copyOf(taken));
          }
        });
  }
}
