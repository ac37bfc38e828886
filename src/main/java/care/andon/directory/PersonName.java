package care.andon.directory;

import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person as other things mention them. */
@Schema(name = "PersonName", description = "A person by id and name.")
public record PersonName(UUID id, @Schema(examples = "Omar Ortiz") String name) {

  /** The person as the directory names them now. */
  public static PersonName of(PersonId id, Directory directory) {
    return new PersonName(
        id.value(), directory.person(id).map(Person::name).orElse("(no longer here)"));
  }
}
