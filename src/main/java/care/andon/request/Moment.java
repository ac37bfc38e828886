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
 * @param shares who gets what goes on to whoever is on call
 */
record Moment(Instant now, Promises promises, Ladder ladder, Shifts shifts, Shares shares) {

  /** Where no team shares its work out. */
  Moment(Instant now, Promises promises, Ladder ladder, Shifts shifts) {
    this(now, promises, ladder, shifts, Shares.none());
  }
}
