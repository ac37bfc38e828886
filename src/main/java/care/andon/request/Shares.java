package care.andon.request;

import care.andon.directory.Person;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.routing.engine.Loads;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who of those on call for a team gets what is handed on to it: in a team that shares its work out,
 * whoever has the least open; in others whoever is asked first. For one transaction, which holds
 * the loads of these teams until it ends ({@link Loading#shares}).
 */
final class Shares {
  private final Map<TeamId, Map<PersonId, Integer>> open = new HashMap<>();

  /**
   * What the people of these teams have; of a team that is not among them whoever is asked first is
   * first.
   */
  Shares(Map<TeamId, Loads> held) {
    held.forEach((team, loads) -> open.put(team, open(loads)));
  }

  private static Map<PersonId, Integer> open(Loads loads) {
    var open = new HashMap<PersonId, Integer>();
    loads.byPerson().forEach((person, load) -> open.put(person, load.open()));
    return open;
  }

  /** No team shares its work out. */
  static Shares none() {
    return new Shares(Map.of());
  }

  /** Whoever of them gets the next; of equals who is asked first. Empty for nobody. */
  Optional<Person> first(TeamId team, List<Person> inCallingOrder) {
    var loads = open.get(team);
    return loads == null
        ? inCallingOrder.stream().findFirst()
        : inCallingOrder.stream()
            .min(Comparator.comparingInt(person -> loads.getOrDefault(person.id(), 0)));
  }

  /**
   * Something of the team's was handed on, and counts for the next that is.
   *
   * @param from who had it in this team; null for who is gone from it
   * @param to null for nobody in particular
   */
  void gave(@Nullable TeamId team, @Nullable PersonId from, @Nullable PersonId to) {
    var loads = team == null ? null : open.get(team);
    if (loads != null) {
      add(loads, from, -1);
      add(loads, to, 1);
    }
  }

  private static void add(Map<PersonId, Integer> loads, @Nullable PersonId person, int more) {
    if (person != null) {
      loads.merge(person, more, Integer::sum);
    }
  }
}
