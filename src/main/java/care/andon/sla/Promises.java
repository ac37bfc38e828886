package care.andon.sla;

import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.VersionRef;

/**
 * The policies and calendars of every revision. Versions never change, so the answer for a revision
 * is always the same. The revision counts every change to published configuration.
 */
public interface Promises {
  /** The revision of the policies that came with the service. */
  long FIRST_REVISION = 1;

  /** The policies that a request filed now pins. Never asks the database. */
  PolicyBook current();

  /**
   * The policies that were in force at a revision.
   *
   * @throws IllegalStateException when there has been no such revision
   */
  PolicyBook book(long revision);

  /**
   * One version of a calendar.
   *
   * @throws IllegalStateException when there is no such version
   */
  WorkCalendar calendar(VersionRef ref);
}
