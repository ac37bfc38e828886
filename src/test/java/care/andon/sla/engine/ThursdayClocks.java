package care.andon.sla.engine;

import static care.andon.sla.engine.Hours.UTC;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clocks that start on Thursday 2026-03-05 at 10:00 and run around the clock. */
final class ThursdayClocks {
  static final Duration HOUR = Duration.ofHours(1);

  private ThursdayClocks() {}

  static WorkCalendar always() {
    return WorkCalendar.always(UTC);
  }

  /** A time of that Thursday. */
  static Instant at(String time) {
    return Instant.parse("2026-03-05T" + (time.length() == 5 ? time + ":00Z" : time + "Z"));
  }

  static Instant just(String time) {
    return at(time).plusNanos(1_000);
  }

  /** One hour from 10:00. */
  static SlaClock oneHour(Integer... steps) {
    return clock(HOUR, null, steps);
  }

  static SlaClock clock(Duration target, @Nullable Duration pauseLimit, Integer... steps) {
    return SlaClock.start(always(), target, pauseLimit, List.of(steps), at("10:00"));
  }

  static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
