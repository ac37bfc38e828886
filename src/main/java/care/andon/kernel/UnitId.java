package care.andon.kernel;

import java.util.UUID;

/** Identifier of a unit: a place where patients are cared for. */
public record UnitId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
