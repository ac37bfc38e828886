package care.andon.sla.engine;

import java.util.regex.Pattern;

/**
 * Opening hours on the wall clock, to the minute: from the start, up to but not including the end.
 *
 * <p>{@code 08:00-17:00} is a day shift, {@code 19:00-07:00} runs into the next day, {@code
 * 00:00-24:00} is the whole day. An interval that ends where it starts would be either nothing or
 * everything, so it is refused.
 *
 * @param startMinute minutes after midnight, 0 to 1439
 * @param endMinute minutes after midnight, 0 to 1440; before the start: on the next day
 */
public record OpenInterval(int startMinute, int endMinute) {
  /** The whole day, {@code 00:00-24:00}. */
  public static final OpenInterval WHOLE_DAY = new OpenInterval(0, 24 * 60);

  private static final Pattern SYNTAX =
      Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])-(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)");

  public OpenInterval {
    if (startMinute < 0 || startMinute >= 24 * 60 || endMinute < 0 || endMinute > 24 * 60) {
      throw new InvalidCalendar(
          "", "interval_out_of_range", "An interval lies between 00:00 and 24:00");
    }
    if (startMinute == endMinute) {
      throw new InvalidCalendar(
          "",
          "interval_empty",
          "An interval ends after it starts, or on the next day; a whole day is 00:00-24:00");
    }
  }

  /**
   * Reads {@code HH:mm-HH:mm}.
   *
   * @throws InvalidCalendar unless it is one
   */
  public static OpenInterval parse(String text) {
    var matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidCalendar(
          "",
          "interval_syntax",
          "Write an interval as HH:mm-HH:mm, such as 08:00-17:00 or 19:00-07:00; it may end at"
              + " 24:00");
    }
    var end = matcher.group(3) == null ? 24 * 60 : minutes(matcher.group(3), matcher.group(4));
    return new OpenInterval(minutes(matcher.group(1), matcher.group(2)), end);
  }

  private static int minutes(String hours, String minutes) {
    return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
  }

  /** Whether it runs past midnight. */
  public boolean isOvernight() {
    return endMinute < startMinute;
  }

  @Override
  public String toString() {
    return "%02d:%02d-%02d:%02d"
        .formatted(startMinute / 60, startMinute % 60, endMinute / 60, endMinute % 60);
  }
}
