package care.andon.request.escalation;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/**
 * One escalation of one request.
 *
 * @param number 1 for the first
 */
@Embeddable
record EscalationKey(UUID requestId, int number) implements Serializable {}
