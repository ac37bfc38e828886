package care.andon.directory.oncall;

import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person who is on call at an instant.
 *
 * @param lead whether the person leads the team
 * @param until when the duty ends or another person takes over, by the clock of the facility; empty
 *     if it never ends
 * @param standIn the stand-in because of which the person is on call; null for an own duty
 */
public record OnCallPerson(
    Person person, boolean lead, Optional<ZonedDateTime> until, @Nullable StandIn standIn) {

  public OnCallPerson(Person person, boolean lead, Optional<ZonedDateTime> until) {
    this(person, lead, until, null);
  }
}
