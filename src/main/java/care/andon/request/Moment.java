package care.andon.request;

import care.andon.sla.Promises;
import java.time.Instant;

/**
 * What a request has to know of the world to act.
 *
 * @param now read once per use case
 * @param promises the versions that clocks are pinned to
 * @param ladder whom an escalation reaches
 * @param shifts when people come and go
 */
record Moment(Instant now, Promises promises, Ladder ladder, Shifts shifts) {}
