package care.andon.matching.engine;

/** Two published rules that name equally many dimensions and can both match one request. */
public record Tie(String one, String other) {
  /** Whether the rule is one of the two. */
  public boolean isAbout(String code) {
    return one.equals(code) || other.equals(code);
  }
}
