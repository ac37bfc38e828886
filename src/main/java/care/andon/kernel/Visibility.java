package care.andon.kernel;

/** Who may see a request and its asker. The caregiver chooses it. */
public enum Visibility {
  /** Administrators and managers see the request and who asked. */
  NAMED,
  /** Only the responsible team and the people whom an escalation called see it. */
  CONFIDENTIAL,
  /** Like {@link #NAMED}, but the name of the asker is not stored. */
  ANONYMOUS
}
