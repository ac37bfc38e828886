package care.andon.sla.engine;

import java.time.Instant;

/**
 * An escalation step that has been reached.
 *
 * @param percent of the target
 * @param firedAt the instant it was due, even if it was noticed later
 */
public record FiredStep(int percent, Instant firedAt) {}
