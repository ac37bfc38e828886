package care.andon.sla;

import care.andon.sla.engine.WorkCalendar;

/** What has been promised in any version; versions never change, so answers never do either. */
public interface Promises {
  /** The policy that a request filed now pins. */
  SlaPolicy current();

  /**
   * A policy as it was pinned.
   *
   * @throws IllegalStateException when there is no such version
   */
  SlaPolicy policy(VersionRef ref);

  /**
   * A calendar as it was pinned.
   *
   * @throws IllegalStateException when there is no such version
   */
  WorkCalendar calendar(VersionRef ref);
}
