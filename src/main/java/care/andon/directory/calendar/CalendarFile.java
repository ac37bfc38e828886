package care.andon.directory.calendar;

import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectDataListener;
import com.github.mangstadt.vinnie.io.VObjectReader;
import com.github.mangstadt.vinnie.io.Warning;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parsed iCalendar file (RFC 5545).
 *
 * @param zones by the name that events use for them
 */
record CalendarFile(List<CalendarEvent> events, Map<String, CalendarZone> zones) {
  static final int MOST_EVENTS = 2_000;

  /** The supported methods (RFC 5546): CANCEL withdraws events, the others announce them. */
  private static final Set<String> METHODS = Set.of("PUBLISH", "REQUEST", "CANCEL");

  /** Parses a file. Errors are recorded with their line. */
  static CalendarFile read(byte[] file, CalendarErrors errors) {
    var text = text(file, errors);
    if (text.isEmpty()) {
      return new CalendarFile(List.of(), Map.of());
    }
    var parts = new Parts(errors);
    try (var reader = new VObjectReader(new StringReader(text.get()), SyntaxRules.iCalendar())) {
      reader.parse(parts);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (parts.calendars == 0) {
      errors.add(1, "not_a_calendar", "Send an iCalendar file, which begins with BEGIN:VCALENDAR");
    } else if (parts.open != 0) {
      errors.add(lines(text.get()), "cut_off", "Send the whole file, to END:VCALENDAR");
    }
    if (parts.events.size() > MOST_EVENTS) {
      errors.add(
          parts.events.get(MOST_EVENTS).line(),
          "too_many",
          "Send at most " + MOST_EVENTS + " events");
    }
    return new CalendarFile(parts.events, parts.zones);
  }

  /** Decodes strictly: with replacement characters, names would be stored wrongly. */
  private static Optional<String> text(byte[] file, CalendarErrors errors) {
    var from = ByteBuffer.wrap(file);
    var to = CharBuffer.allocate(file.length + 1);
    var result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(from, to, true);
    var text = to.flip().toString();
    if (result.isError() || text.indexOf(0) >= 0) {
      var good = result.isError() ? text : text.substring(0, text.indexOf(0));
      errors.add(lines(good), "not_utf_8", "Send the file in UTF-8, without NUL characters");
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static int lines(String text) {
    return 1 + (int) text.chars().filter(c -> c == '\n').count();
  }

  /** Collects time zones and events. Skips alarms and all other components. */
  private static final class Parts implements VObjectDataListener {
    private final CalendarErrors errors;
    private final List<CalendarEvent> events = new ArrayList<>();
    private final Map<String, CalendarZone> zones = new HashMap<>();
    private @Nullable CalendarEvent current;
    private @Nullable CalendarZone zone;
    private boolean isCancellation;
    private int calendars;
    private int open;

    Parts(CalendarErrors errors) {
      this.errors = errors;
    }

    @Override
    public void onComponentBegin(String name, Context context) {
      open++;
      switch (name.toUpperCase(Locale.ROOT)) {
        case "VCALENDAR" -> {
          calendars++;
          isCancellation = false;
        }
        case "VEVENT" -> {
          current = new CalendarEvent(context.getLineNumber());
          events.add(current);
        }
        case "VTIMEZONE" -> zone = new CalendarZone();
        case "STANDARD", "DAYLIGHT" -> {
          if (zone != null) {
            zone.beginObservance();
          }
        }
        default -> {}
      }
    }

    @Override
    public void onComponentEnd(String name, Context context) {
      open--;
      if (name.equalsIgnoreCase("VEVENT") && current != null) {
        if (isCancellation && !current.isCancelled()) {
          errors.add(
              current.line(),
              "not_cancelled",
              "In a calendar with METHOD:CANCEL send STATUS:CANCELLED with every event");
        }
        current = null;
      }
      if (name.equalsIgnoreCase("VTIMEZONE") && zone != null) {
        zones.putIfAbsent(zone.name(), zone);
        zone = null;
      }
    }

    @Override
    public void onProperty(VObjectProperty property, Context context) {
      var line = new CalendarLine(property, context.getLineNumber());
      var parents = context.getParentComponents();
      var parent = parents.isEmpty() ? "" : parents.getLast().toUpperCase(Locale.ROOT);
      if (current != null && parent.equals("VEVENT")) {
        current.add(line);
      } else if (zone != null && parent.equals("VTIMEZONE")) {
        zone.add(line);
      } else if (zone != null && (parent.equals("STANDARD") || parent.equals("DAYLIGHT"))) {
        zone.addToObservance(line);
      } else if (parent.equals("VCALENDAR") && line.name().equals("METHOD")) {
        method(line);
      }
      if (property.getName().equalsIgnoreCase("CALSCALE")
          && !property.getValue().equalsIgnoreCase("GREGORIAN")) {
        errors.add(context.getLineNumber(), "unknown_calendar", "Send Gregorian dates");
      }
    }

    /** Other methods, such as replies to invitations, do not tell who has a duty. */
    private void method(CalendarLine line) {
      var method = line.value().toUpperCase(Locale.ROOT);
      isCancellation = method.equals("CANCEL");
      if (!METHODS.contains(method)) {
        errors.add(line.line(), "not_supported", "Send METHOD:PUBLISH, REQUEST or CANCEL, or none");
      }
    }

    @Override
    public void onVersion(String value, Context context) {
      if (!value.equals("2.0")) {
        errors.add(context.getLineNumber(), "unknown_version", "Send iCalendar 2.0 (RFC 5545)");
      }
    }

    @Override
    public void onWarning(
        Warning warning,
        @Nullable VObjectProperty property,
        @Nullable Exception cause,
        Context context) {
      errors.add(context.getLineNumber(), "not_valid", "This is no line of an iCalendar file");
    }
  }
}
