package care.andon.kernel;

import java.util.UUID;

/** Identifier of a support request; a time-ordered UUID (RFC 9562, version 7). */
public record RequestId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
