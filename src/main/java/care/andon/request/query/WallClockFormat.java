package care.andon.request.query;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes instants in local time, and durations in words.
 *
 * @param now an instant within six days of it is written with the weekday alone
 */
public record WallClockFormat(ZoneId zone, Instant now) {
  private static final int DAYS_A_WEEKDAY_IS_CLEAR = 6;
  private static final Duration LONG_ENOUGH_FOR_DAYS = Duration.ofDays(2);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);

  /** "Monday 09:30", or with the date where the weekday alone could be another one. */
  public String when(Instant instant) {
    var local = instant.atZone(zone).truncatedTo(ChronoUnit.SECONDS);
    var date = local.toLocalDate();
    var away = Math.abs(ChronoUnit.DAYS.between(now.atZone(zone).toLocalDate(), date));
    var day =
        away <= DAYS_A_WEEKDAY_IS_CLEAR
            ? local.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
            : DAY.format(date);
    // Prints seconds only where there are any.
    return day + " " + local.toLocalTime();
  }

  /** "4 hours and 30 minutes"; parts of a second are left out. */
  public static String words(Duration duration) {
    return words(duration, "");
  }

  /** "4 working hours and 30 minutes". */
  public static String workingTime(Duration duration) {
    return words(duration, "working ");
  }

  private static String words(Duration duration, String kind) {
    var inDays =
        kind.isEmpty()
            && duration.compareTo(LONG_ENOUGH_FOR_DAYS) >= 0
            && duration.toHours() % 24 == 0;
    var parts = new ArrayList<String>();
    add(parts, inDays ? duration.toDays() : 0, kind, "day");
    add(parts, inDays ? 0 : duration.toHours(), kind, "hour");
    add(parts, duration.toMinutesPart(), kind, "minute");
    if (parts.isEmpty() || duration.toSecondsPart() > 0) {
      add(parts, duration.toSecondsPart(), kind, "second");
    }
    return parts.isEmpty() ? "less than a second" : list(parts);
  }

  private static void add(List<String> parts, long many, String kind, String unit) {
    if (many > 0) {
      parts.add(many + " " + (parts.isEmpty() ? kind : "") + unit + (many == 1 ? "" : "s"));
    }
  }

  /** "Saturday, Sunday and Monday". */
  static String list(List<String> words) {
    return words.size() == 1
        ? words.getFirst()
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }
}
