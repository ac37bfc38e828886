package care.andon.sla.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a promise at an instant.
 *
 * @param elapsed open time while running
 * @param gross wall-clock time since the start; nothing pauses it
 * @param breachedAt null unless breached
 * @param dueAt null while paused or stopped unless breached, and where it never falls due
 * @param steps the fired ones by percent; null if steps were not asked for
 */
public record SlaAccount(
    Duration elapsed,
    Duration gross,
    ClockState state,
    @Nullable Instant breachedAt,
    Verdict verdict,
    @Nullable Instant dueAt,
    @Nullable List<FiredStep> steps) {}
