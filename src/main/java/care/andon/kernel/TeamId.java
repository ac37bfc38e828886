package care.andon.kernel;

import java.util.UUID;

/** Identifier of a team. */
public record TeamId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
