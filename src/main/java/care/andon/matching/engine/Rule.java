package care.andon.matching.engine;

/** A rule that competes with other rules for the requests that it matches. */
public interface Rule<C extends Criteria<C>> {

  /** Unique among the published rules that are compared. */
  String code();

  C criteria();

  /**
   * Whether the rule comes with the directory and was not published. A default yields to a
   * published rule that names equally many dimensions, so it never ties with one.
   */
  default boolean isDefault() {
    return false;
  }
}
