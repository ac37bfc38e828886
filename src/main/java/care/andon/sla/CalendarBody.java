package care.andon.sla;

import care.andon.sla.engine.Closure;
import care.andon.sla.engine.InvalidCalendar;
import care.andon.sla.engine.OpenException;
import care.andon.sla.engine.OpenInterval;
import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.BodyReader;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A calendar as it is written in JSON. */
@Schema(
    name = "SlaPreviewCalendar",
    description =
        "Opening hours in local time. On a date with an exception, the exception's intervals"
            + " apply. Otherwise a date in a closure is closed all day, including the rest of a"
            + " night shift from the day before. Otherwise the weekday's intervals apply.")
public record CalendarBody(
    @Schema(description = "IANA name of the time zone", examples = "Europe/Paris", required = true)
        @Nullable String timeZone,
    @Schema(
            type = SchemaType.OBJECT,
            description =
                "Per weekday, MONDAY to SUNDAY, any number of intervals HH:mm-HH:mm. An end may be"
                    + " 24:00; an end before its start is on the next day.",
            examples = "{\"MONDAY\": [\"08:00-17:00\"], \"FRIDAY\": [\"19:00-07:00\"]}")
        @Nullable Map<String, @Nullable List<@Nullable String>> weekly,
    @Nullable List<@Nullable ClosureBody> closures,
    @Nullable List<@Nullable ExceptionBody> exceptions) {

  private static final int MOST_DATES = 10_000;

  /** As many as a day has minutes; more can only overlap. */
  private static final int MOST_INTERVALS = 24 * 60;

  /** A date, or a yearly range. */
  @Schema(name = "CalendarClosureDraft", description = "Either `date`, or both `from` and `to`.")
  public record ClosureBody(
      @Schema(examples = "2026-05-01", format = "date") @Nullable String date,
      @Schema(description = "First day of a yearly range, MM-dd", examples = "12-24")
          @Nullable String from,
      @Schema(
              description = "Last day, inclusive. Before `from` if the range spans the new year",
              examples = "01-02")
          @Nullable String to) {}

  /** A date with hours of its own. */
  @Schema(name = "CalendarExceptionDraft")
  public record ExceptionBody(
      @Schema(examples = "2026-12-24", format = "date", required = true) @Nullable String date,
      @Schema(
              description = "The opening intervals of the date. Empty if it is closed",
              examples = "[\"08:00-12:00\"]")
          @Nullable List<@Nullable String> open) {}

  /** The calendar; empty if something was refused. */
  public Optional<WorkCalendar> read(BodyReader reader, String pointer) {
    var zone = reader.zone(timeZone, pointer + "/timeZone");
    var hours = readWeekly(reader, pointer + "/weekly");
    List<Closure> closed =
        reader.each(
            closures,
            MOST_DATES,
            pointer + "/closures",
            (body, at) -> readClosure(body, reader, at));
    List<OpenException> open =
        reader.each(
            exceptions,
            MOST_DATES,
            pointer + "/exceptions",
            (body, at) -> readException(body, reader, at));
    // After a refusal something was left out, and places would be counted wrongly.
    return zone == null || reader.hasRefused()
        ? Optional.empty()
        : assemble(zone, hours, closed, open, reader, pointer);
  }

  private static Optional<WorkCalendar> assemble(
      ZoneId zone,
      Map<DayOfWeek, List<OpenInterval>> hours,
      List<Closure> closed,
      List<OpenException> open,
      BodyReader reader,
      String pointer) {
    try {
      return Optional.of(new WorkCalendar(zone, hours, closed, open));
    } catch (InvalidCalendar fault) {
      refuse(reader, fault.under(pointer));
      return Optional.empty();
    }
  }

  private Map<DayOfWeek, List<OpenInterval>> readWeekly(BodyReader reader, String pointer) {
    var hours = new EnumMap<DayOfWeek, List<OpenInterval>>(DayOfWeek.class);
    if (weekly == null) {
      return hours;
    }
    for (var entry : weekly.entrySet()) {
      var weekday = weekday(entry.getKey());
      if (weekday.isPresent()) {
        var place = pointer + "/" + entry.getKey();
        hours.put(weekday.get(), readHours(entry.getValue(), reader, place));
      } else {
        // The name is the caller's text and is not repeated.
        reader.refuse(pointer, "unknown_weekday", "Name weekdays MONDAY to SUNDAY");
      }
    }
    return hours;
  }

  private static Optional<DayOfWeek> weekday(String name) {
    return Arrays.stream(DayOfWeek.values()).filter(day -> day.name().equals(name)).findFirst();
  }

  private static List<OpenInterval> readHours(
      @Nullable List<@Nullable String> intervals, BodyReader reader, String pointer) {
    if (intervals == null) {
      reader.refuseMissing(pointer);
    }
    return reader.each(
        intervals, MOST_INTERVALS, pointer, (text, at) -> interval(text, reader, at));
  }

  private static @Nullable Closure readClosure(
      ClosureBody body, BodyReader reader, String pointer) {
    if (body.date() != null) {
      if (body.from() != null || body.to() != null) {
        reader.refuse(pointer, "closure_ambiguous", "Send either 'date', or both 'from' and 'to'");
        return null;
      }
      var date = reader.date(body.date(), pointer + "/date");
      return date == null ? null : new Closure.ClosedDate(date);
    }
    if (body.from() == null && body.to() == null) {
      reader.refuse(pointer, "required", "Send either 'date', or both 'from' and 'to'");
      return null;
    }
    var from = reader.monthDay(body.from(), pointer + "/from");
    var to = reader.monthDay(body.to(), pointer + "/to");
    return from == null || to == null ? null : new Closure.ClosedYearly(from, to);
  }

  private static @Nullable OpenException readException(
      ExceptionBody body, BodyReader reader, String pointer) {
    var date = reader.date(body.date(), pointer + "/date");
    var open = readHours(body.open(), reader, pointer + "/open");
    return date == null ? null : new OpenException(date, open);
  }

  private static @Nullable OpenInterval interval(String text, BodyReader reader, String pointer) {
    try {
      return OpenInterval.parse(text);
    } catch (InvalidCalendar fault) {
      refuse(reader, fault.under(pointer));
      return null;
    }
  }

  static void refuse(BodyReader reader, InvalidCalendar fault) {
    reader.refuse(fault.pointer(), fault.code(), fault.advice());
  }
}
