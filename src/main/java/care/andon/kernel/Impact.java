package care.andon.kernel;

/**
 * How much a need affects care, as a sentence that the caregiver picks; the most urgent comes
 * first. Only the caregiver who asked can change the impact of a request.
 */
public enum Impact {
  PATIENT_WAITING("A patient is waiting or at risk now"),
  THIS_SHIFT("I can't finish my care this shift"),
  SLOWS_CARE("Care gets done, but slower or with a workaround"),
  IMPROVEMENT("An idea, or something that wastes our time");

  /** The safety notice wherever a need is filed or a patient waits. */
  public static final String GUARD =
      "If a patient is deteriorating, call the rapid-response number. This service does not page"
          + " clinical emergency teams.";

  private final String sentence;

  Impact(String sentence) {
    this.sentence = sentence;
  }

  /** The sentence the caregiver picks. */
  public String sentence() {
    return sentence;
  }

  /** Whether this is strictly more urgent than {@code other}. */
  public boolean isMorePressingThan(Impact other) {
    return compareTo(other) < 0;
  }
}
