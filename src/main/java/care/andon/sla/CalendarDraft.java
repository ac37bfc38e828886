package care.andon.sla;

import care.andon.platform.text.Codes;
import care.andon.platform.text.Names;
import care.andon.sla.CalendarBody.ClosureBody;
import care.andon.sla.CalendarBody.ExceptionBody;
import care.andon.sla.engine.CalendarCheck;
import care.andon.sla.engine.InvalidCalendar;
import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.BodyReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A calendar as a client sends it, to publish it. */
@Schema(name = "CalendarDraft", description = "A calendar to publish. Always the whole document.")
record CalendarDraft(
    @Schema(
            description = "Short and unique. A retired code is never used again",
            examples = "clinic-hours",
            pattern = Codes.PUBLISHED,
            required = true)
        @Nullable String code,
    @Schema(examples = "Hours of the clinics", maxLength = Names.LONGEST, required = true)
        @Nullable String name,
    @Schema(
            description = "IANA name of the time zone",
            examples = "America/Chicago",
            required = true)
        @Nullable String timeZone,
    @Schema(
            type = SchemaType.OBJECT,
            description =
                "Per weekday, MONDAY to SUNDAY, any number of intervals HH:mm-HH:mm that do not"
                    + " overlap. An end may be 24:00; an end before its start is on the next day.",
            examples = "{\"MONDAY\": [\"08:00-17:00\"], \"FRIDAY\": [\"19:00-07:00\"]}")
        @Nullable Map<String, @Nullable List<@Nullable String>> weekly,
    @Nullable List<@Nullable ClosureBody> closures,
    @Nullable List<@Nullable ExceptionBody> exceptions) {

  /** The calendar; null if something was refused. */
  @Nullable WorkCalendar read(BodyReader reader, Instant now) {
    var calendar =
        new CalendarBody(timeZone, weekly, closures, exceptions).read(reader, "").orElse(null);
    if (calendar == null) {
      return null;
    }
    var faults = CalendarCheck.faults(calendar);
    faults.forEach(fault -> CalendarBody.refuse(reader, fault));
    if (faults.isEmpty()) {
      try {
        return calendar.requireOpenWithinTenYears(now);
      } catch (InvalidCalendar neverOpen) {
        CalendarBody.refuse(reader, neverOpen);
      }
    }
    return null;
  }
}
