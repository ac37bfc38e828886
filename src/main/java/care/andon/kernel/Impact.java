package care.andon.kernel;

/**
 * What is happening to care, in the caregiver's own sentence; most pressing first. Only a caregiver
 * changes the impact of a request.
 */
public enum Impact {
  PATIENT_WAITING("A patient is waiting or at risk now"),
  THIS_SHIFT("I can't finish my care this shift"),
  SLOWS_CARE("Care gets done, but slower or with a workaround"),
  IMPROVEMENT("An idea, or something that wastes our time");

  private final String sentence;

  Impact(String sentence) {
    this.sentence = sentence;
  }

  /** The sentence the caregiver picks. */
  public String sentence() {
    return sentence;
  }

  /**
   * Whether this is more pressing than {@code other}; an impact is not more pressing than itself.
   */
  public boolean isMorePressingThan(Impact other) {
    return compareTo(other) < 0;
  }
}
