package care.andon.metrics.form;

import care.andon.kernel.Role;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.SqlCondition;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which requests a figure counts. */
@Schema(name = "FigureBase")
public enum FigureBase {
  /** All but confidential requests: everybody may read the figures of these. */
  OPEN("All requests but confidential ones. Anonymous requests count as requests."),
  /** All requests; for auditors. */
  ALL("All requests, confidential ones included.");

  private final String covers;

  FigureBase(String covers) {
    this.covers = covers;
  }

  /** Returns in words which requests count. */
  public String covers() {
    return covers;
  }

  /** Returns the condition over {@code support_request}, named {@code request}. */
  SqlCondition requests() {
    return this == OPEN
        ? SqlCondition.of("request.visibility <> 'confidential'")
        : SqlCondition.ALWAYS;
  }

  /**
   * Reads the base a caller asked for; {@link #OPEN} if they named none.
   *
   * @throws Problem if there is no such base, or if the caller may not see it
   */
  static FigureBase of(@Nullable String text, Caller caller) {
    if (text == null) {
      return OPEN;
    }
    var base = Choice.of(FigureBase.class, "base", text);
    if (base == ALL && !caller.is(Role.AUDITOR)) {
      throw Problem.of(
          ProblemType.FORBIDDEN,
          "Only auditors see figures that include confidential requests. Leave out 'base'.");
    }
    return base;
  }
}
