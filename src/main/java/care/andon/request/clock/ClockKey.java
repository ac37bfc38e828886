package care.andon.request.clock;

import care.andon.kernel.ClockKind;
import care.andon.kernel.WireNames;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/**
 * One clock of one request.
 *
 * @param kind a {@link ClockKind} in lower case
 * @param cycle 1 for the first; only the update clock has more
 */
@Embeddable
record ClockKey(UUID requestId, String kind, int cycle) implements Serializable {
  ClockKey(UUID requestId, ClockKind kind, int cycle) {
    this(requestId, WireNames.of(kind), cycle);
  }
}
