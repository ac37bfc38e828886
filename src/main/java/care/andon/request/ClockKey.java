package care.andon.request;

import care.andon.kernel.ClockKind;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/**
 * One clock of one request.
 *
 * @param cycle 1 for the first; only the update clock has more
 */
@Embeddable
record ClockKey(UUID requestId, ClockKind kind, int cycle) implements Serializable {}
