package care.andon.pages.picture;

import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times in the words of the pictures. */
final class Texts {
  private Texts() {}

  /** Returns a share in whole percent, or a dash for none. */
  static String percent(@Nullable Double share) {
    return share == null ? "–" : Math.round(share * 100) + " %";
  }

  /** Returns a difference of shares in percentage points, with its sign. */
  static String points(double difference) {
    return "%+d".formatted(Math.round(difference * 100));
  }

  /** Returns a category in words, such as "cleaning, linen and waste". */
  static String category(String name) {
    return switch (name) {
      case "it_ehr" -> "IT and EHR";
      case "evs_linen_waste" -> "cleaning, linen and waste";
      case "information_orders" -> "information and orders";
      case "transport_flow" -> "transport";
      case "policy_admin" -> "rules and forms";
      case "safety_violence" -> "safety and violence";
      default -> name.replace('_', ' ');
    };
  }

  /** Returns an impact in words, such as "patient waiting". */
  static String impact(Impact impact) {
    return WireNames.of(impact).replace('_', ' ');
  }

  /** Returns a sentence that begins with a capital letter. */
  static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  /** Returns a number of things, such as "1 week" or "2 weeks". */
  static String count(long number, String one) {
    return number == 1 ? "1 " + one : number + " " + one + "s";
  }

  /** Returns a time in its two largest units, such as "3 d 4 h"; "0 min" below a minute. */
  static String time(Duration time) {
    if (time.toDays() > 0) {
      return two(time.toDays(), "d", time.toHoursPart(), "h");
    }
    return time.toHours() > 0
        ? two(time.toHours(), "h", time.toMinutesPart(), "min")
        : time.toMinutes() + " min";
  }

  private static String two(long large, String unit, long small, String smaller) {
    return small == 0
        ? "%d %s".formatted(large, unit)
        : "%d %s %d %s".formatted(large, unit, small, smaller);
  }

  /** Joins things with commas and "and". */
  static String list(List<String> things) {
    return things.size() < 2
        ? String.join("", things)
        : String.join(", ", things.subList(0, things.size() - 1)) + " and " + things.getLast();
  }
}
