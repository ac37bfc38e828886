package care.andon.sla;

import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.VersionRef;

/**
 * What has been promised at any revision; versions never change, so answers never do either. A
 * revision counts everything that was ever published or retired.
 */
public interface Promises {
  /** Before requests pinned a revision, there was one. */
  long FIRST_REVISION = 1;

  /** What a request filed now pins. Never asks the database. */
  PolicyBook current();

  /**
   * What was in force at a revision.
   *
   * @throws IllegalStateException when there has been no such revision
   */
  PolicyBook book(long revision);

  /**
   * A calendar as it was pinned.
   *
   * @throws IllegalStateException when there is no such version
   */
  WorkCalendar calendar(VersionRef ref);
}
