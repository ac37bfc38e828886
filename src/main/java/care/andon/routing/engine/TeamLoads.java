package care.andon.routing.engine;

import care.andon.kernel.PersonId;
import java.util.Map;

/** The work that the members of a team already have. */
public record TeamLoads(Map<PersonId, Load> byPerson) {
  /** No person has any work or had a turn. */
  public static final TeamLoads NONE = new TeamLoads(Map.of());

  private static final Load NOTHING = new Load(0, 0);

  /**
   * The work of one person.
   *
   * @param open the open requests of the team that are assigned to them
   * @param turn the number of their last turn; turns of a team are counted from 1, and 0 is none
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
