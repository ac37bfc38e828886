package care.andon.kernel;

import java.util.UUID;

/** Identifier of a person in the directory. */
public record PersonId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
