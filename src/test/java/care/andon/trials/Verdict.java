package care.andon.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What one experiment measured, beside what was promised. Every figure becomes a line of the table.
 */
final class Verdict {
  private final String experiment;
  private final List<Line> lines = new ArrayList<>();

  /** One figure. */
  record Line(String experiment, String what, String measured, String goal, boolean passed) {}

  Verdict(String experiment) {
    this.experiment = experiment;
  }

  /** A figure without a goal. */
  void note(String what, Object measured) {
    add(what, measured.toString(), "", true);
  }

  void atMost(String what, Duration measured, Duration goal) {
    add(what, seconds(measured), "at most " + seconds(goal), measured.compareTo(goal) <= 0);
  }

  void atMost(String what, double measured, double goal) {
    add(what, number(measured), "at most " + number(goal), measured <= goal);
  }

  void atLeast(String what, double measured, double goal) {
    add(what, number(measured), "at least " + number(goal), measured >= goal);
  }

  /** Nothing of the kind may be found. The first three of what is found are shown. */
  void none(String what, Collection<?> found) {
    var shown = found.stream().limit(3).map(Object::toString).toList();
    add(what, found.isEmpty() ? "none" : found.size() + ": " + shown, "none", found.isEmpty());
  }

  /** The experiment ended early, for this reason. */
  void ended(Throwable reason) {
    add("ended early", first(reason.toString()), "", false);
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  void assertPassed() {
    assertThat(lines).as("missed").filteredOn(line -> !line.passed()).isEmpty();
  }

  private void add(String what, String measured, String goal, boolean passed) {
    lines.add(new Line(experiment, what, measured, goal, passed));
  }

  private static String first(String text) {
    return text.substring(0, Math.min(100, text.length())).replaceAll("\\s+", " ");
  }

  private static String seconds(Duration time) {
    return time.toMillis() < 100
        ? time.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1_000.0);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, number == Math.rint(number) ? "%,.0f" : "%,.2f", number);
  }
}
