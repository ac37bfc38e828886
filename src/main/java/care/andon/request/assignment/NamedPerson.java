package care.andon.request.assignment;

import care.andon.directory.Directory;
import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import java.util.UUID;

/** A person as they are named to callers. */
public record NamedPerson(UUID id, String name) {

  static NamedPerson of(Person person) {
    return new NamedPerson(person.id().value(), person.name());
  }

  /** The person as the directory names them now. */
  public static NamedPerson of(PersonId id, Directory directory) {
    return new NamedPerson(
        id.value(), directory.person(id).map(Person::name).orElse("(no longer here)"));
  }
}
