package care.andon.directory;

import care.andon.kernel.PersonId;
import java.util.List;

/**
 * The tier at which somebody was found, and who.
 *
 * @param tier 1 team lead, 2 house supervisor, 3 administrator on call, 4 executive
 * @param people never empty
 */
public record Reached(int tier, List<PersonId> people) {
  public Reached {
    people = List.copyOf(people);
    if (people.isEmpty()) {
      throw new IllegalArgumentException("A tier with nobody in it is skipped, not reached");
    }
  }
}
