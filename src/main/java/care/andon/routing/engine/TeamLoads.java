package care.andon.routing.engine;

import care.andon.kernel.PersonId;
import java.util.Map;

/** What the people of a team have already. */
public record TeamLoads(Map<PersonId, Load> byPerson) {
  /** Nobody has anything, and nobody had a turn. */
  public static final TeamLoads NONE = new TeamLoads(Map.of());

  private static final Load NOTHING = new Load(0, 0);

  /**
   * One person's.
   *
   * @param open open requests of the team that are theirs
   * @param turn when they had their last turn: turns of a team are counted from 1; 0 for none
   */
  public record Load(int open, long turn) {}

  public TeamLoads {
    byPerson = Map.copyOf(byPerson);
  }

  public Load of(PersonId person) {
    return byPerson.getOrDefault(person, NOTHING);
  }

  /** The number of the next turn. */
  public long nextTurn() {
    return byPerson.values().stream().mapToLong(Load::turn).max().orElse(0) + 1;
  }
}
