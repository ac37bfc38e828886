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

  /** What error messages call it. */
  String name() {
    return uid().isBlank() ? "without UID" : uid();
  }

  /** The line of its UID, or of its first property. */
  int line() {
    var uid = event.getUid();
    return uid != null
        ? CalendarReader.line(uid)
        : event.getProperties().values().stream().mapToInt(CalendarReader::line).min().orElse(1);
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

  /**
   * Checks that the event can be identified and all its times could be read.
   *
   * @throws EventError if not
   */
  void requireReadable() {
    if (uid().isBlank() || uid().length() > LONGEST_UID) {
      throw new EventError(line(), "no_uid", "Send a UID of 1 to 255 characters with every event");
    }
    for (var property : event.getExperimentalProperties()) {
      if (CalendarReader.isUnreadable(property)) {
        throw unreadable(property);
      }
    }
  }

  private static EventError unreadable(RawProperty property) {
    return switch (property.getName().toUpperCase(Locale.ROOT)) {
      case "EXRULE" ->
          new EventError(property, "not_supported", "Send EXDATE, which says which days");
      case "RRULE" ->
          new EventError(
              property, "not_a_rule", "Send a recurrence rule, such as FREQ=WEEKLY;BYDAY=MO");
      case "DURATION" ->
          new EventError(property, "not_a_duration", "Send a duration, such as PT12H");
      default ->
          new EventError(
              property, "not_a_time", "Send a date or a date and time, such as 20260302T190000");
    };
  }
}
