package care.andon.directory.imports.planning;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.WeeklyHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the times of roster items from their text. */
public final class RosterTimes {
  private RosterTimes() {}

  /** The times of a weekly duty. */
  public static DutyTimes.Weekly weekly(DirectoryItem duty) {
    var days =
        Arrays.stream(duty.text("days").replaceAll("[{}]", "").split(",", -1))
            .map(day -> DayOfWeek.of(Integer.parseInt(day)))
            .collect(Collectors.toSet());
    var zone = duty.get("timeZone");
    return new DutyTimes.Weekly(
        new WeeklyHours(days, LocalTime.parse(duty.text("from")), LocalTime.parse(duty.text("to"))),
        zone == null ? null : ZoneId.of(zone),
        date(duty.get("startsOn")),
        date(duty.get("endsOn")));
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  /** The times of a shift. */
  public static DutyTimes.Dated dated(DirectoryItem shift) {
    return new DutyTimes.Dated(
        wallClock(shift.text("starts")),
        wallClock(shift.text("ends")),
        ZoneId.of(shift.text("timeZone")));
  }

  static LocalDateTime wallClock(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T'));
  }
}
