package care.andon.directory.calendar;

import com.github.mangstadt.vinnie.VObjectProperty;
import java.util.Optional;

/** A property of an iCalendar file and its line. */
record CalendarLine(VObjectProperty property, int line) {

  String name() {
    return property.getName().toUpperCase(java.util.Locale.ROOT);
  }

  String value() {
    return property.getValue();
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(property.getParameters().first(name));
  }
}
