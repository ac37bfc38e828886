package care.andon.directory.calendar;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A parsed iCalendar file (RFC 5545).
 *
 * @param zones the time zones that the file defines
 */
record CalendarFile(List<CalendarEvent> events, List<VTimezone> zones) {
  static final int MOST_EVENTS = 2_000;

  /** The supported methods (RFC 5546): CANCEL withdraws events, the others announce them. */
  private static final Set<String> METHODS = Set.of("PUBLISH", "REQUEST", "CANCEL");

  /** Parses a file. Errors are recorded with their line. */
  static CalendarFile read(byte[] file, CalendarErrors errors) {
    var contents = new CalendarFile(new ArrayList<>(), new ArrayList<>());
    text(file, errors).ifPresent(text -> contents.read(text, errors));
    return contents;
  }

  private void read(String text, CalendarErrors errors) {
    var calendars = 0;
    try (var reader = new CalendarReader(text)) {
      for (var next = reader.readNext(); next != null; next = reader.readNext()) {
        calendars++;
        add(next, errors);
        // Warnings with a code are of the typed model and matter where the property is used.
        reader.getWarnings().stream()
            .filter(it -> it.getCode() == null)
            .forEach(
                it ->
                    errors.add(
                        it.getLineNumber(), "not_valid", "This is no line of an iCalendar file"));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (calendars == 0) {
      errors.add(1, "not_a_calendar", "Send an iCalendar file, which begins with BEGIN:VCALENDAR");
    } else if (!text.stripTrailing().toUpperCase(Locale.ROOT).endsWith("\nEND:VCALENDAR")) {
      errors.add(lines(text), "cut_off", "Send the whole file, to END:VCALENDAR");
    }
    if (events.size() > MOST_EVENTS) {
      errors.add(
          events.get(MOST_EVENTS).line(), "too_many", "Send at most " + MOST_EVENTS + " events");
    }
  }

  private void add(ICalendar calendar, CalendarErrors errors) {
    zones.addAll(calendar.getComponents(VTimezone.class));
    if (calendar.getVersion() != ICalVersion.V2_0) {
      errors.add(1, "unknown_version", "Send iCalendar 2.0 (RFC 5545)");
    }
    var scale = calendar.getCalendarScale();
    if (scale != null && !scale.isGregorian()) {
      errors.add(CalendarReader.line(scale), "unknown_calendar", "Send Gregorian dates");
    }
    var method = calendar.getMethod();
    var name = method == null ? "PUBLISH" : method.getValue().toUpperCase(Locale.ROOT);
    if (method != null && !METHODS.contains(name)) {
      // Other methods, such as replies to invitations, do not tell who has a duty.
      errors.add(
          CalendarReader.line(method),
          "not_supported",
          "Send METHOD:PUBLISH, REQUEST or CANCEL, or none");
    }
    for (var component : calendar.getComponents(VEvent.class)) {
      var event = new CalendarEvent(component);
      events.add(event);
      if (name.equals("CANCEL") && !event.isCancelled()) {
        errors.add(
            event.line(),
            "not_cancelled",
            "In a calendar with METHOD:CANCEL send STATUS:CANCELLED with every event");
      }
    }
  }

  /** Decodes strictly: with replacement characters, names would be stored wrongly. */
  private static Optional<String> text(byte[] file, CalendarErrors errors) {
    var bytes = foldBetweenCharacters(file);
    var to = CharBuffer.allocate(bytes.length + 1);
    var result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes), to, true);
    var text = to.flip().toString();
    if (result.isError() || text.indexOf(0) >= 0) {
      var good = result.isError() ? text : text.substring(0, text.indexOf(0));
      errors.add(lines(good), "not_utf_8", "Send the file in UTF-8, without NUL characters");
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /**
   * Moves each line fold that splits a UTF-8 character behind the character, so that lines keep
   * their numbers. RFC 5545 3.1 folds octets: a line is unfolded before it is decoded.
   */
  private static byte[] foldBetweenCharacters(byte[] file) {
    var bytes = file.clone();
    for (int i = bytes.length - 2; i > 0; i--) {
      if (bytes[i] == '\n' && (bytes[i + 1] == ' ' || bytes[i + 1] == '\t')) {
        var start = bytes[i - 1] == '\r' ? i - 1 : i;
        var rest = i + 2;
        var end = rest;
        while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
          end++;
        }
        var fold = Arrays.copyOfRange(bytes, start, rest);
        System.arraycopy(bytes, rest, bytes, start, end - rest);
        System.arraycopy(fold, 0, bytes, end - fold.length, fold.length);
      }
    }
    return bytes;
  }

  private static int lines(String text) {
    return 1 + (int) text.chars().filter(c -> c == '\n').count();
  }
}
