package care.andon.sla.engine;

/** A case that cannot be evaluated; says where and what to do instead. */
public final class InvalidCase extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String pointer;
  private final String code;
  private final String advice;

  public InvalidCase(String pointer, String code, String advice) {
    super(pointer + ": " + advice);
    this.pointer = pointer;
    this.code = code;
    this.advice = advice;
  }

  /** JSON pointer into the case, such as {@code /events/3/at}. */
  public String pointer() {
    return pointer;
  }

  /** Stable, for programs. */
  public String code() {
    return code;
  }

  /** What to do instead, for people. */
  public String advice() {
    return advice;
  }
}
