package care.andon.kernel;

import java.util.UUID;

/** Identity of a support request; time-ordered (RFC 9562, version 7). */
public record RequestId(UUID value) implements Id {
  @Override
  public String toString() {
    return value.toString();
  }
}
