package care.andon.directory;

import care.andon.kernel.PersonId;
import java.util.Optional;
import java.util.Set;

/** Says which people messages can reach. */
public interface WorkingContacts {

  /**
   * Returns the people with a verified contact to which the last message was not refused. Empty if
   * no channel is configured, so that no person is told anything.
   */
  Optional<Set<PersonId>> people();
}
