package care.andon.directory.calendar;

import biweekly.ICalDataType;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.io.CannotParseException;
import biweekly.io.ParseContext;
import biweekly.io.WriteContext;
import biweekly.io.scribe.ScribeIndex;
import biweekly.io.scribe.property.ICalPropertyScribe;
import biweekly.io.text.ICalReader;
import biweekly.parameter.ICalParameters;
import biweekly.property.ICalProperty;
import biweekly.property.RawProperty;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads iCalendar text into the typed model of biweekly. Every property keeps its line. A time, a
 * duration or a rule that is not written as RFC 5545 says stays a {@link RawProperty}: biweekly
 * alone would guess, for example that {@code 20260306T19} is a whole day.
 */
final class CalendarReader extends ICalReader {
  private static final String LINE = "X-ANDON-LINE";

  /** A code of biweekly's warnings. Which one does not matter: the raw property tells the rest. */
  private static final int NOT_A_DATE = 17;

  private static final String TIME = "[0-9]{8}(T[0-9]{6}Z?)?";
  private static final String DURATION =
      "\\+?P(?=[0-9T])([0-9]{1,3}W)?([0-9]{1,3}D)?"
          + "(T(?=[0-9])([0-9]{1,4}H)?([0-9]{1,5}M)?([0-9]{1,7}S)?)?";
  private static final String PERIOD = TIME + "(/(" + TIME + "|" + DURATION + "))?";

  /** No part twice, and UNTIL is a time. */
  private static final String RULE =
      "(?i)(?!(.*;)?([A-Z-]+)=.*;\\2=)(?!(.*;)?UNTIL=(?!" + TIME + "(;|$))).+";

  private static final Set<String> LISTS = Set.of("EXDATE", "RDATE");

  /** The form of a value, or of each value of a list. Nothing is an EXRULE. */
  private static final Map<String, Pattern> FORMS =
      Map.of(
          "DTSTART", Pattern.compile(TIME),
          "DTEND", Pattern.compile(TIME),
          "RECURRENCE-ID", Pattern.compile(TIME),
          "EXDATE", Pattern.compile(TIME),
          "RDATE", Pattern.compile(PERIOD),
          "DURATION", Pattern.compile(DURATION),
          "RRULE", Pattern.compile("(?=.{1,1000}$)" + RULE),
          "EXRULE", Pattern.compile("(?!)"),
          "TZOFFSETFROM", Pattern.compile("[+-][0-9]{4}([0-9]{2})?"),
          "TZOFFSETTO", Pattern.compile("[+-][0-9]{4}([0-9]{2})?"));

  CalendarReader(String text) {
    super(text);
    setScribeIndex(
        new ScribeIndex() {
          @Override
          public ICalPropertyScribe<? extends ICalProperty> getPropertyScribe(
              String name, ICalVersion version) {
            return new StrictScribe<>(super.getPropertyScribe(name, version));
          }
        });
  }

  /**
   * Reads the next calendar, without resolving its time zones: biweekly expands the rules of a
   * VTIMEZONE without a bound. {@link CalendarZones} resolves them.
   *
   * @return null after the last calendar
   */
  @Override
  public @Nullable ICalendar readNext() throws IOException {
    warnings.clear();
    context = new ParseContext();
    var calendar = _readNext();
    if (calendar != null) {
      calendar.setVersion(context.getVersion());
    }
    return calendar;
  }

  /** The line of a property, counted from 1. */
  static int line(ICalProperty property) {
    return Integer.parseInt(property.getParameter(LINE));
  }

  /** Whether a property could not be read. */
  static boolean isUnreadable(RawProperty property) {
    return FORMS.containsKey(property.getName().toUpperCase(Locale.ROOT));
  }

  /** Reads one kind of property as biweekly does, but strictly and with its line. */
  private static final class StrictScribe<T extends ICalProperty> extends ICalPropertyScribe<T> {
    private final ICalPropertyScribe<T> scribe;

    StrictScribe(ICalPropertyScribe<T> scribe) {
      super(scribe.getPropertyClass(), scribe.getPropertyName(ICalVersion.V2_0));
      this.scribe = scribe;
    }

    @Override
    protected @Nullable ICalDataType _defaultDataType(ICalVersion version) {
      return scribe.defaultDataType(version);
    }

    @Override
    protected T _parseText(
        String value,
        @Nullable ICalDataType type,
        ICalParameters parameters,
        ParseContext context) {
      parameters.replace(LINE, String.valueOf(context.getLineNumber()));
      var form = FORMS.get(propertyName);
      if (form == null) {
        return scribe.parseText(value, type, parameters, context);
      }
      var text = value.strip();
      var isList = LISTS.contains(propertyName);
      var values = isList ? Arrays.asList(text.split(",", -1)) : List.of(text);
      if (!values.stream().allMatch(it -> form.matcher(it).matches())) {
        throw new CannotParseException(NOT_A_DATE);
      }
      var property = scribe.parseText(text, isList ? typeOf(text) : type, parameters, context);
      if (!context.getWarnings().isEmpty()) {
        throw new CannotParseException(NOT_A_DATE);
      }
      return property;
    }

    /** Lists of dates are often written without VALUE=DATE, and lists of times with it. */
    private static ICalDataType typeOf(String text) {
      if (text.contains("/")) {
        return ICalDataType.PERIOD;
      }
      return text.contains("T") ? ICalDataType.DATE_TIME : ICalDataType.DATE;
    }

    @Override
    protected String _writeText(T property, WriteContext context) {
      return scribe.writeText(property, context);
    }
  }
}
