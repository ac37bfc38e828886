package care.andon.directory.oncall;

import care.andon.kernel.PersonId;
import java.util.Comparator;

/**
 * Somebody who has duties of a post, as far as asking them goes.
 *
 * @param lead whether they lead the team of the post
 * @param present whether they are still here, and still of the team; whoever is not is asked for
 *     nothing, but may be stood in for
 */
public record DutyHolder(Person person, boolean lead, boolean present) {

  /** The order in which people are asked: leads last, for they are the next step of escalation. */
  static final Comparator<DutyHolder> CALLING_ORDER =
      Comparator.comparing(DutyHolder::lead)
          .thenComparing(holder -> holder.person.name())
          .thenComparing(holder -> holder.person.id().value());

  PersonId id() {
    return person.id();
  }
}
