package care.andon.directory.oncall;

import care.andon.kernel.PersonId;
import java.util.Comparator;

/**
 * A person who has duties of a post.
 *
 * @param lead whether the person leads the team of the post
 * @param present whether the person still works here and still belongs to the team. A person who
 *     does not is not on call, but others may stand in for them
 */
public record DutyHolder(Person person, boolean lead, boolean present) {

  /**
   * The order in which people are called: leads last, because they are the next escalation step.
   */
  static final Comparator<DutyHolder> CALLING_ORDER =
      Comparator.comparing(DutyHolder::lead)
          .thenComparing(holder -> holder.person.name())
          .thenComparing(holder -> holder.person.id().value());

  PersonId id() {
    return person.id();
  }
}
