package care.andon.directory.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One VEVENT of a file: its properties and the line on which it begins. */
final class CalendarEvent {
  private final int line;
  private final List<CalendarLine> lines = new ArrayList<>();

  CalendarEvent(int line) {
    this.line = line;
  }

  void add(CalendarLine property) {
    lines.add(property);
  }

  /** The line on which it begins. */
  int line() {
    return line;
  }

  Optional<CalendarLine> first(String name) {
    return all(name).findFirst();
  }

  Stream<CalendarLine> all(String name) {
    return lines.stream().filter(it -> it.name().equals(name));
  }

  String uid() {
    return first("UID").map(CalendarLine::value).orElse("");
  }

  boolean isExclusive() {
    return first("X-ANDON-EXCLUSIVE").filter(it -> it.value().equalsIgnoreCase("TRUE")).isPresent();
  }

  boolean isCancelled() {
    return first("STATUS").filter(it -> it.value().equalsIgnoreCase("CANCELLED")).isPresent();
  }
}
