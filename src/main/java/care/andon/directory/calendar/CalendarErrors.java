package care.andon.directory.calendar;

import biweekly.property.ICalProperty;
import care.andon.platform.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the errors of a file with their lines. A file with errors is not imported. */
final class CalendarErrors {
  private static final int MOST_NAMED = 100;

  private record LineError(int line, String code, String message) {}

  private final List<LineError> errors = new ArrayList<>();

  /** Something in an event that cannot be imported. */
  static final class EventError extends RuntimeException {
    private final LineError error;

    EventError(int line, String code, String advice) {
      super(advice, null, false, false);
      error = new LineError(line, code, advice);
    }

    EventError(ICalProperty property, String code, String advice) {
      this(CalendarReader.line(property), code, advice);
    }
  }

  /** Records an error in a line, counted from 1. */
  void add(int line, String code, String message) {
    if (errors.size() < MOST_NAMED) {
      errors.add(new LineError(line, code, message));
    }
  }

  /** Runs what may fail for an event, and records the error with the UID of the event. */
  void collect(CalendarEvent event, Runnable reading) {
    try {
      reading.run();
    } catch (EventError it) {
      var name = event.uid().isBlank() ? "without UID" : event.uid();
      add(it.error.line, it.error.code, it.error.message + " (event " + name + ")");
    }
  }

  /** Throws a problem with all errors, if there are any. */
  void throwIfAny() {
    if (!errors.isEmpty()) {
      throw Problem.invalid(
          errors.stream()
              .sorted(Comparator.comparingInt(LineError::line))
              .map(it -> new Problem.FieldError("line " + it.line, it.code, it.message))
              .distinct()
              .toList());
    }
  }
}
