package care.andon.telling;

import care.andon.directory.oncall.WeeklyHours;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A part of every week in which a person wants to be told only what cannot wait. */
@Schema(name = "QuietSpan", description = "Quiet hours, by the wall clock of the facility.")
record QuietSpan(
    @NotNull(message = "Send one to seven days of the week, such as MONDAY")
        @Size(min = 1, max = 7, message = "Send one to seven days of the week, such as MONDAY")
        @Schema(
            description = "Days on which the quiet hours begin, MONDAY to SUNDAY",
            examples = "[\"SATURDAY\", \"SUNDAY\"]")
        List<
                @NotNull(message = "Send a day of the week, such as MONDAY")
                @Pattern(regexp = QuietSpan.DAY, message = "Send a day of the week, such as MONDAY")
                String>
            days,
    @NotNull(message = QuietSpan.ADVICE)
        @Pattern(regexp = QuietSpan.TIME, message = QuietSpan.ADVICE)
        @Schema(description = "Local start time", examples = "22:00")
        String from,
    @NotNull(message = QuietSpan.ADVICE)
        @Pattern(regexp = QuietSpan.TIME, message = QuietSpan.ADVICE)
        @Schema(
            description =
                "Local end time, exclusive. A time at or before `from` is on the next day",
            examples = "06:30")
        String to) {
  static final String DAY = "MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY";
  static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
  static final String ADVICE = "Send what the wall clock shows, from 00:00 to 23:59, such as 22:00";

  WeeklyHours hours() {
    return new WeeklyHours(
        days.stream().map(DayOfWeek::valueOf).collect(Collectors.toSet()),
        LocalTime.parse(from),
        LocalTime.parse(to));
  }
}
