package care.andon.kernel;

/** How openly a request is filed; chosen by the caregiver. */
public enum Visibility {
  /** Administrators and managers see the request and who asked. */
  NAMED,
  /** Only the responsible team and the people it was escalated to see it. */
  CONFIDENTIAL,
  /** As named, but nobody except the asker sees who asked. */
  ANONYMOUS
}
