package care.andon.telling.engine;

import care.andon.kernel.PersonId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event about which people may be told.
 *
 * @param actor the person who did it; null for an automatic event and for an asker's act
 * @param asker the number of the asker who did it; null for other events
 * @param people the people whom the event names: the people called, or the new assignee
 * @param escalation the number of the escalation; null for other occasions
 */
public record Happening(
    NoticeOccasion occasion,
    @Nullable PersonId actor,
    @Nullable Integer asker,
    List<PersonId> people,
    @Nullable Integer escalation) {
  public Happening {
    people = List.copyOf(people);
  }
}
