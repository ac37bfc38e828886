package care.andon.telling;

import care.andon.kernel.PersonId;
import java.util.UUID;

/**
 * Who gets messages: a person, or the last resort of a facility.
 *
 * @param id of the person or of the facility
 */
record Addressee(UUID id, boolean isLastResort) {

  /** The person. Only asked of people. */
  PersonId person() {
    return new PersonId(id);
  }
}
