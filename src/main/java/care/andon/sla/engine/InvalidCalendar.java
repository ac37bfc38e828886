package care.andon.sla.engine;

/** A calendar, or part of one, that cannot be used; says where and what to do instead. */
public final class InvalidCalendar extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String pointer;
  private final String code;
  private final String advice;

  public InvalidCalendar(String pointer, String code, String advice) {
    super(pointer.isEmpty() ? advice : pointer + ": " + advice);
    this.pointer = pointer;
    this.code = code;
    this.advice = advice;
  }

  /** The same fault seen from further out, such as {@code under("/weekly/MONDAY/0")}. */
  public InvalidCalendar under(String prefix) {
    return new InvalidCalendar(prefix + pointer, code, advice);
  }

  /** JSON pointer relative to the calendar; empty for the calendar as a whole. */
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
