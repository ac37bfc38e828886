package care.andon.directory;

import java.time.LocalTime;
import java.util.Optional;

/**
 * Somebody who is on call right now.
 *
 * @param lead whether they lead the team they are on call for
 * @param until when the duty ends on the facility's wall clock; empty for round the clock
 */
public record OnCall(Person person, boolean lead, Optional<LocalTime> until) {}
