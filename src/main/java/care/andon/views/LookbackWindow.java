package care.andon.views;

import care.andon.platform.problem.Problem;
import care.andon.platform.text.Instants;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How far a view looks back: one day or one shift in local time, at most a week. */
final class LookbackWindow {
  static final int MOST_DAYS = 7;
  private static final Duration STILL_THE_SHIFT_BEFORE = Duration.ofHours(6);
  private static final LocalTime DAY_SHIFT = LocalTime.of(7, 0);
  private static final LocalTime NIGHT_SHIFT = LocalTime.of(19, 0);

  private LookbackWindow() {}

  /**
   * Reads the instant a caller sent.
   *
   * @throws Problem if it is not an instant, not before now, or more than a week before now
   */
  static Instant parse(String text, Instant now) {
    var since =
        Instants.parse(text)
            .orElseThrow(() -> Problem.parameter("since", "not_an_instant", Instants.ADVICE));
    if (!since.isBefore(now) || since.isBefore(now.minus(MOST_DAYS, ChronoUnit.DAYS))) {
      throw Problem.parameter(
          "since", "out_of_range", "Send an instant of the last " + MOST_DAYS + " days");
    }
    return since;
  }

  /** Returns the same local time yesterday, to the minute: 23 to 25 hours ago. */
  static Instant yesterday(Instant now, ZoneId zone) {
    return now.atZone(zone).truncatedTo(ChronoUnit.MINUTES).minusDays(1).toInstant();
  }

  /**
   * Returns the start of the shift that ends or has just ended: the latest 07:00 or 19:00 that is
   * at least six hours ago. At 18:45 and at 19:15 that is 07:00.
   */
  static Instant shift(Instant now, ZoneId zone) {
    var latest = now.minus(STILL_THE_SHIFT_BEFORE);
    var today = latest.atZone(zone).toLocalDate();
    return LongStream.of(0, 1)
        .boxed()
        .flatMap(days -> Stream.of(NIGHT_SHIFT, DAY_SHIFT).map(today.minusDays(days)::atTime))
        .map(begin -> begin.atZone(zone).toInstant())
        .filter(begin -> !begin.isAfter(latest))
        .findFirst()
        .orElseThrow();
  }
}
