package care.andon.pages;

import care.andon.kernel.ClockKind;
import care.andon.kernel.WireNames;
import care.andon.metrics.KeptFigure;
import care.andon.metrics.form.ShareInterval;
import care.andon.metrics.wait.WaitFigure;
import care.andon.request.clock.ClockVerdict;
import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateGlobal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values read on pages. */
@TemplateExtension
final class PageWords {
  private PageWords() {}

  /** Whether pages show the demo hospital, and must say so. */
  @TemplateGlobal(name = "demo")
  static boolean isDemo() {
    return Arc.container().select(DemoVisitors.class).isResolvable();
  }

  /** Instants by the clock of a facility, as of an instant. */
  public record LocalTimes(ZoneId zone, Instant now) {
    private static final DateTimeFormatter TIME = format("HH:mm");
    private static final DateTimeFormatter DAY = format("EEE d MMM, HH:mm");
    private static final DateTimeFormatter YEAR = format("EEE d MMM yyyy, HH:mm");

    private static DateTimeFormatter format(String pattern) {
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /** "07:30" today, "Tue 3 Mar, 07:30" this year. */
    public String at(Instant instant) {
      var local = instant.atZone(zone);
      var today = now.atZone(zone);
      if (local.toLocalDate().equals(today.toLocalDate())) {
        return TIME.format(local);
      }
      return (local.getYear() == today.getYear() ? DAY : YEAR).format(local);
    }

    /** "Tue 3 Mar 2026, 07:30". */
    public String inFull(Instant instant) {
      return YEAR.format(instant.atZone(zone));
    }
  }

  /** "40 min", "3 h 5 min", "2 d 4 h". */
  static String words(Duration duration) {
    if (duration.toDays() > 0) {
      return two(duration.toDays(), "d", duration.toHoursPart(), "h");
    }
    return duration.toHours() > 0
        ? two(duration.toHours(), "h", duration.toMinutesPart(), "min")
        : duration.toMinutes() + " min";
  }

  private static String two(long many, String unit, int rest, String smaller) {
    return many + " " + unit + (rest == 0 ? "" : " " + rest + " " + smaller);
  }

  /** "waiting for caregiver". */
  static String words(Enum<?> constant) {
    return WireNames.of(constant).replace('_', ' ');
  }

  /** "room 12", also of a room that the caregiver called "Room 12". */
  static String roomWords(String room) {
    return room.toLowerCase(Locale.ENGLISH).startsWith("room") ? room : "room " + room;
  }

  /** What a promise says. */
  static String promise(ClockKind kind) {
    return switch (kind) {
      case ACKNOWLEDGE -> "A person says \"I have it\"";
      case UPDATE -> "The caregiver hears something again";
      case RESOLVE -> "The need is met";
    };
  }

  /** What became of a promise. */
  static String result(ClockVerdict verdict) {
    return switch (verdict) {
      case PENDING -> "not decided yet";
      case MET -> "kept";
      case DECLINED -> "declined in time";
      case MISSED -> "missed";
      case MISSED_OPEN -> "missed, and still open";
    };
  }

  /** "80 %"; half a percent is rounded up. */
  static String percent(Double share) {
    return Math.round(share * 100) + " %";
  }

  /** "80 %, 76 to 84"; "no data" if nothing fell due. */
  static String rate(@Nullable Double share, @Nullable ShareInterval interval) {
    return share == null || interval == null
        ? "no data"
        : "%s, %d to %d"
            .formatted(
                percent(share),
                Math.round(interval.low() * 100),
                Math.round(interval.high() * 100));
  }

  /** "80 %, 76 to 84" of the promises that were kept. */
  static String keptRate(KeptFigure figure) {
    return rate(figure.kept(), figure.interval());
  }

  /** The same of the promises that were answered. */
  static String answeredRate(KeptFigure figure) {
    return rate(figure.answered(), figure.answeredInterval());
  }

  /** How many promises fell due. */
  static long due(KeptFigure figure) {
    return Scorecard.dueOf(figure);
  }

  /** Kept, or answered in time by a decline. */
  static long answeredCount(KeptFigure figure) {
    return figure.met() + figure.declined();
  }

  /** "90 % kept". */
  static String goalWords(KeptFigure figure) {
    return percent(figure.goal()) + " " + words(figure.goalRate());
  }

  /** "11 min, 9 min to 14 min"; without an end that was not reached. */
  static String medianWords(WaitFigure wait) {
    var median = wait.median();
    if (median == null) {
      return wait.n() == 0 ? "no data" : "not reached";
    }
    var low = wait.medianInterval().low();
    var high = wait.medianInterval().high();
    if (low == null) {
      return words(median);
    }
    return words(median) + ", " + words(low) + (high == null ? " or longer" : " to " + words(high));
  }
}
