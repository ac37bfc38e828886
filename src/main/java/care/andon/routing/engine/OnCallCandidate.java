package care.andon.routing.engine;

import care.andon.kernel.PersonId;
import java.time.LocalTime;
import java.util.Optional;

/**
 * A person on call who can be reached now.
 *
 * @param until when their duty ends, in the facility's local time; empty for round the clock
 */
public record OnCallCandidate(PersonId person, String name, Optional<LocalTime> until) {}
