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
 * Who of those on call for a team gets what is handed on to it: in a team that shares its work out,
 * whoever has the least open, or whose turn it is; in others whoever is asked first. For one
 * transaction, which holds the loads of these teams until it ends ({@link TeamLoadLock#shares}),
 * and writes the turns that were taken in it.
 */
public final class WorkDistribution {
  private final Map<TeamId, Share> teams = new HashMap<>();

  /** What the people of one team have. */
  private sealed interface Share {
    /** Who has less of it gets the next. */
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
   * @param taken the last turn that anybody had in this transaction
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
      // Who is named has not had their turn by it.
    }

    private long next() {
      return taken.values().stream()
          .max(Comparator.naturalOrder())
          .map(last -> last + 1)
          .orElseGet(before::nextTurn);
    }
  }

  /** A team, how it shares its work out, and what its people had before the transaction. */
  record Held(TeamId team, WorkSharing sharing, TeamLoads loads) {
    private Share share() {
      return switch (sharing) {
        case LEAST_OPEN -> LeastOpen.of(loads);
        case BY_TURNS -> ByTurns.of(loads);
      };
    }
  }

  /** Of a team that is not held whoever is asked first is first. */
  WorkDistribution(List<Held> held) {
    held.forEach(one -> teams.put(one.team(), one.share()));
  }

  /** No team shares its work out. */
  public static WorkDistribution none() {
    return new WorkDistribution(List.of());
  }

  /** Whoever of them gets the next; of equals who is asked first. Empty for nobody. */
  public Optional<Person> first(TeamId team, List<Person> inCallingOrder) {
    var share = teams.get(team);
    return share == null
        ? inCallingOrder.stream().findFirst()
        : inCallingOrder.stream().min(Comparator.comparingLong(person -> share.of(person.id())));
  }

  /**
   * Something of the team's was handed on to whoever was {@link #first}, and counts for the next
   * that is.
   *
   * @param from who had it in this team; null for who is gone from it
   * @param to null for nobody in particular
   */
  public void countAssignment(
      @Nullable TeamId team, @Nullable PersonId from, @Nullable PersonId to) {
    var share = team == null ? null : teams.get(team);
    if (share != null) {
      share.gave(from, to);
    }
  }

  /** Something of the team's was handed on to somebody by name: theirs, but no turn of theirs. */
  public void gaveByName(@Nullable TeamId team, PersonId to) {
    var share = team == null ? null : teams.get(team);
    if (share != null) {
      share.gaveByName(to);
    }
  }

  /** Every team in which somebody had a turn, with the last one each of them had. */
  void forEachTurn(BiConsumer<TeamId, Map<PersonId, Long>> turns) {
    teams.forEach(
        (team, share) -> {
          if (share instanceof ByTurns(var before, var taken) && !taken.isEmpty()) {
            turns.accept(team, Map.copyOf(taken));
          }
        });
  }
}
