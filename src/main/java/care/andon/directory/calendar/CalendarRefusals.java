package care.andon.directory.calendar;

import care.andon.platform.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file, each with its line; the file is taken only when there is nothing. */
final class CalendarRefusals {
  private static final int MOST_NAMED = 100;

  private record Refused(int line, String code, String message) {}

  private final List<Refused> refused = new ArrayList<>();

  /**
   * One thing to mend.
   *
   * @param line 1 for the first
   */
  void add(int line, String code, String message) {
    if (refused.size() < MOST_NAMED) {
      refused.add(new Refused(line, code, message));
    }
  }

  boolean isEmpty() {
    return refused.isEmpty();
  }

  /** Passes if nothing is to be mended. */
  void orThrow() {
    if (!refused.isEmpty()) {
      throw Problem.invalid(
          refused.stream()
              .sorted(Comparator.comparingInt(Refused::line))
              .map(it -> new Problem.FieldError("line " + it.line, it.code, it.message))
              .distinct()
              .toList());
    }
  }
}
