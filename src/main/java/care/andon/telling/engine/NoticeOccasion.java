package care.andon.telling.engine;

/** Why a person is told something. */
public enum NoticeOccasion {
  ASSIGNED(Audience.NAMED_PEOPLE),
  ESCALATED(Audience.NAMED_PEOPLE),
  WARNED(Audience.ASSIGNEE),
  PROMISE_MISSED(Audience.ASSIGNEE),
  CAREGIVER_WROTE(Audience.ASSIGNEE),
  CAREGIVER_ANSWERED(Audience.ASSIGNEE),
  REOPENED(Audience.ASSIGNEE),
  IMPACT_RAISED(Audience.ASSIGNEE),
  ACKNOWLEDGED(Audience.ASKERS),
  ANSWER(Audience.ASKERS),
  QUESTION(Audience.ASKERS),
  RESOLVED(Audience.ASKERS),
  DECLINED(Audience.ASKERS),
  /** An escalation ended without an answer. */
  LAST_RESORT(Audience.LAST_RESORT);

  /** Whom an occasion concerns. */
  enum Audience {
    NAMED_PEOPLE,
    ASSIGNEE,
    ASKERS,
    /** The switchboard of the facility. */
    LAST_RESORT
  }

  private final Audience audience;

  NoticeOccasion(Audience audience) {
    this.audience = audience;
  }

  Audience audience() {
    return audience;
  }

  /** Whether the people are called again and again until a person has it. */
  public boolean isPage() {
    return this == ESCALATED || this == LAST_RESORT;
  }

  /** Whether it is for the switchboard, and not for a person. */
  public boolean isForLastResort() {
    return audience == Audience.LAST_RESORT;
  }

  /** Whether it is for the people who asked. */
  public boolean isForAskers() {
    return audience == Audience.ASKERS;
  }
}
