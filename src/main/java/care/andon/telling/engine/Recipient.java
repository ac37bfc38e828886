package care.andon.telling.engine;

import care.andon.kernel.PersonId;

/** A person to be told. */
public sealed interface Recipient {
  /** A person of the department. */
  record OfPerson(PersonId person) implements Recipient {}

  /** An asker by number. The name is looked up when the message is sent. */
  record OfAsker(int number) implements Recipient {}

  /** The switchboard of the request's facility. */
  record OfLastResort() implements Recipient {}
}
