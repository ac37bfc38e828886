package care.andon.directory.roster;

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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes an iCalendar file (RFC 5545) apart into its events. */
final class CalendarFile {
  static final int MOST_EVENTS = 2_000;

  private CalendarFile() {}

  /** The events; what is wrong with the file is refused, with the line. */
  static List<CalendarEvent> events(byte[] file, Refusals refusals) {
    var text = text(file, refusals);
    if (text.isEmpty()) {
      return List.of();
    }
    var parts = new Parts(refusals);
    try (var reader = new VObjectReader(new StringReader(text.get()), SyntaxRules.iCalendar())) {
      reader.parse(parts);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (parts.calendars == 0) {
      refusals.add(
          1, "not_a_calendar", "Send an iCalendar file, which begins with BEGIN:VCALENDAR");
    } else if (parts.open != 0) {
      refusals.add(lines(text.get()), "cut_off", "Send the whole file, to END:VCALENDAR");
    }
    if (parts.events.size() > MOST_EVENTS) {
      refusals.add(
          parts.events.get(MOST_EVENTS).line(),
          "too_many",
          "Send at most " + MOST_EVENTS + " events");
    }
    return parts.events;
  }

  /** Strict, or names would be stored as something else than they are. */
  private static Optional<String> text(byte[] file, Refusals refusals) {
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
      refusals.add(lines(good), "not_utf_8", "Send the file in UTF-8, without NUL characters");
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static int lines(String text) {
    return 1 + (int) text.chars().filter(c -> c == '\n').count();
  }

  /** Keeps what belongs to an event itself: not to its alarms, nor to other components. */
  private static final class Parts implements VObjectDataListener {
    private final Refusals refusals;
    private final List<CalendarEvent> events = new ArrayList<>();
    private @Nullable CalendarEvent current;
    private int calendars;
    private int open;

    Parts(Refusals refusals) {
      this.refusals = refusals;
    }

    @Override
    public void onComponentBegin(String name, Context context) {
      open++;
      if (name.equalsIgnoreCase("VCALENDAR")) {
        calendars++;
      }
      if (name.equalsIgnoreCase("VEVENT")) {
        current = new CalendarEvent(context.getLineNumber());
        events.add(current);
      }
    }

    @Override
    public void onComponentEnd(String name, Context context) {
      open--;
      if (name.equalsIgnoreCase("VEVENT")) {
        current = null;
      }
    }

    @Override
    public void onProperty(VObjectProperty property, Context context) {
      var parents = context.getParentComponents();
      if (current != null && parents.getLast().equalsIgnoreCase("VEVENT")) {
        current.add(new CalendarLine(property, context.getLineNumber()));
      }
      if (property.getName().equalsIgnoreCase("CALSCALE")
          && !property.getValue().equalsIgnoreCase("GREGORIAN")) {
        refusals.add(context.getLineNumber(), "unknown_calendar", "Send Gregorian dates");
      }
    }

    @Override
    public void onVersion(String value, Context context) {
      if (!value.equals("2.0")) {
        refusals.add(context.getLineNumber(), "unknown_version", "Send iCalendar 2.0 (RFC 5545)");
      }
    }

    @Override
    public void onWarning(
        Warning warning,
        @Nullable VObjectProperty property,
        @Nullable Exception cause,
        Context context) {
      refusals.add(context.getLineNumber(), "not_valid", "This is no line of an iCalendar file");
    }
  }
}
