package care.andon.directory.oncall;

import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is on call right now.
 *
 * @param lead whether they lead the team they are on call for
 * @param until when the duty ends or somebody else takes it over, by the facility's clock; empty
 *     for round the clock
 * @param standIn because of which they are on call: for whom and why; null for a duty of their own
 */
public record OnCallPerson(
    Person person, boolean lead, Optional<ZonedDateTime> until, @Nullable StandIn standIn) {

  public OnCallPerson(Person person, boolean lead, Optional<ZonedDateTime> until) {
    this(person, lead, until, null);
  }
}
