package care.andon.directory;

import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Somebody who is on call right now.
 *
 * @param lead whether they lead the team they are on call for
 * @param until when the duty ends, by the facility's clock; empty for round the clock
 */
public record OnCall(Person person, boolean lead, Optional<ZonedDateTime> until) {}
