package care.andon.directory.calendar;

import biweekly.component.VEvent;
import biweekly.property.RawProperty;
import biweekly.property.ValuedProperty;
import care.andon.directory.calendar.CalendarErrors.EventError;
import java.util.Locale;
import java.util.Optional;

/** One VEVENT of a file. */
record CalendarEvent(VEvent event) {
  private static final int LONGEST_UID = 255;

  /** Its UID; empty if it has none. */
  String uid() {
    return Optional.ofNullable(ValuedProperty.getValue(event.getUid())).orElse("");
  }

  /** The line of its UID, or of its first property. */
  int line() {
    return event.getUid() != null
        ? CalendarReader.line(event.getUid())
        : event.getProperties().values().stream().mapToInt(CalendarReader::line).min().orElse(1);
  }

  EventError error(String code, String advice) {
    return new EventError(line(), code, advice);
  }

  boolean isOverride() {
    return event.getRecurrenceId() != null || raw("RECURRENCE-ID").isPresent();
  }

  boolean isSeries() {
    return event.getRecurrenceRule() != null || !event.getRecurrenceDates().isEmpty();
  }

  boolean isCancelled() {
    return event.getStatus() != null && event.getStatus().isCancelled();
  }

  boolean isExclusive() {
    return raw("X-ANDON-EXCLUSIVE")
        .filter(it -> it.getValue().equalsIgnoreCase("TRUE"))
        .isPresent();
  }

  /** A property that biweekly does not know, or could not read. */
  Optional<RawProperty> raw(String name) {
    return Optional.ofNullable(event.getExperimentalProperty(name));
  }

  /** Checks that the event can be identified and that all its times could be read. */
  void requireReadable() {
    if (uid().isBlank() || uid().length() > LONGEST_UID) {
      throw error("no_uid", "Send a UID of 1 to 255 characters with every event");
    }
    event.getExperimentalProperties().stream()
        .filter(CalendarReader::isUnreadable)
        .findFirst()
        .ifPresent(
            it -> {
              throw unreadable(it);
            });
  }

  private static EventError unreadable(RawProperty it) {
    return switch (it.getName().toUpperCase(Locale.ROOT)) {
      case "EXRULE" -> new EventError(it, "not_supported", "Send EXDATE, which says which days");
      case "RRULE" -> new EventError(it, "not_a_rule", RecurrenceExpander.ADVICE);
      case "DURATION" -> new EventError(it, "not_a_duration", "Send a duration, such as PT12H");
      default -> new EventError(it, "not_a_time", CalendarTimes.ADVICE);
    };
  }
}
