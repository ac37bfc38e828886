package care.andon.sla.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * A calendar's open seconds as a count that never falls, from {@link #EARLIEST} on: "how much lies
 * between" is a difference, "when is so much used up" a search, both independent of the distance.
 *
 * <p>Between two jumps of the wall clock the count follows {@link WallTime}; at a jump it goes on
 * where it was, so that a repeated hour counts twice and a skipped one not at all. From {@link
 * #REPEATS_FROM} on no single date is special and zones follow their last rules, so everything
 * repeats with the Gregorian calendar: 400 years are 146,097 days, which is a whole number of
 * weeks.
 */
final class OpenTime {
  static final int EARLIEST_YEAR = 1800;
  static final int REPEATS_FROM_YEAR = WorkCalendar.LAST_YEAR + 2;
  static final int REPEATS_UNTIL_YEAR = REPEATS_FROM_YEAR + 400;

  static final long EARLIEST = newYear(EARLIEST_YEAR);
  static final long REPEATS_FROM = newYear(REPEATS_FROM_YEAR);
  static final long REPEATS_UNTIL = newYear(REPEATS_UNTIL_YEAR);

  private static final long CYCLE = REPEATS_UNTIL - REPEATS_FROM;

  private final WallTime wall;
  private final ZoneTransitions shifts;

  /** Open seconds up to the beginning of each stretch of one offset. */
  private final long[] openBeforeStretch;

  private final long openBeforeRepeats;
  private final long openInCycle;

  OpenTime(WorkCalendar calendar) {
    wall = new WallTime(calendar);
    shifts = ZoneTransitions.of(calendar.zone());
    openBeforeStretch = new long[shifts.stretches()];
    for (var i = 1; i < openBeforeStretch.length; i++) {
      openBeforeStretch[i] = openBeforeStretch[i - 1] + openInStretch(i - 1, shifts.end(i - 1));
    }
    openBeforeRepeats = openBeforeRepeating(REPEATS_FROM);
    openInCycle = openBeforeRepeating(REPEATS_UNTIL) - openBeforeRepeats;
  }

  private static long newYear(int year) {
    return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  boolean isOpen(long epochSecond) {
    var second = epochSecond - cycles(epochSecond) * CYCLE;
    return wall.isOpen(second + shifts.offset(shifts.stretchAt(second)));
  }

  /** Open seconds from the earliest instant up to the given one. */
  long openBefore(long epochSecond) {
    var cycles = cycles(epochSecond);
    return openBeforeRepeating(epochSecond - cycles * CYCLE) + cycles * openInCycle;
  }

  /** The first second before which so much has been open; empty if there never is. */
  OptionalLong secondReaching(long open) {
    var beyond = open - openBeforeRepeats;
    if (beyond <= 0) {
      return OptionalLong.of(secondReachingWithin(open));
    }
    if (openInCycle == 0) {
      return OptionalLong.empty();
    }
    var cycles = (beyond - 1) / openInCycle;
    return OptionalLong.of(secondReachingWithin(open - cycles * openInCycle) + cycles * CYCLE);
  }

  private static long cycles(long epochSecond) {
    if (epochSecond < EARLIEST) {
      throw new IllegalArgumentException(
          "Calendars begin in %d; ask for a later instant than %s."
              .formatted(EARLIEST_YEAR, Instant.ofEpochSecond(epochSecond)));
    }
    return epochSecond < REPEATS_UNTIL ? 0 : (epochSecond - REPEATS_FROM) / CYCLE;
  }

  private long openBeforeRepeating(long epochSecond) {
    var stretch = shifts.stretchAt(epochSecond);
    return openBeforeStretch[stretch] + openInStretch(stretch, epochSecond);
  }

  private long openInStretch(int stretch, long until) {
    var offset = shifts.offset(stretch);
    return wall.openBefore(until + offset) - wall.openBefore(shifts.start(stretch) + offset);
  }

  private long secondReachingWithin(long open) {
    var stretch = lastBelow(open);
    var offset = shifts.offset(stretch);
    var start = shifts.start(stretch) + offset;
    var openOnWall = open - openBeforeStretch[stretch] + wall.openBefore(start);
    return wall.secondReaching(openOnWall, start, shifts.end(stretch) + offset) - offset;
  }

  /** The last stretch before which less has been open. */
  private int lastBelow(long open) {
    var low = 0;
    var high = openBeforeStretch.length;
    while (high - low > 1) {
      var middle = (low + high) >>> 1;
      if (openBeforeStretch[middle] < open) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
