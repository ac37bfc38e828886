package care.andon.routing.engine;

import care.andon.kernel.PersonId;
import java.time.LocalTime;
import java.util.Optional;

/**
 * Somebody who can be reached now.
 *
 * @param until when their duty ends on the facility's wall clock; empty for round the clock
 */
public record OnCallCandidate(PersonId person, String name, Optional<LocalTime> until) {}
