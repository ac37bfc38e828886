package care.andon.kernel;

import java.util.UUID;

/** Identity of a unit, where patients are cared for. */
public record UnitId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
