package care.andon.sla.engine;

import java.time.Instant;

/**
 * An escalation step that has been reached.
 *
 * @param percent of the target
 * @param firedAt the instant it was due, however late anybody looked
 */
public record FiredStep(int percent, Instant firedAt) {}
