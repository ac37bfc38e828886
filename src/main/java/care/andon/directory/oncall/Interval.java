package care.andon.directory.oncall;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An interval of time. The start is included, the end is not: two intervals that meet share no
 * instant and leave none out.
 *
 * @param from {@link Instant#MIN} if there is no start
 * @param to after {@code from}; {@link Instant#MAX} if there is no end
 */
public record Interval(Instant from, Instant to) {
  /** No time zone is further than this from UTC. */
  private static final int MOST_DAYS_FROM_UTC = 1;

  public Interval {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("An interval ends after it starts");
    }
  }

  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  public boolean overlaps(Interval other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  /** The end; empty if there is none. */
  public Optional<Instant> end() {
    return to.equals(Instant.MAX) ? Optional.empty() : Optional.of(to);
  }

  /** The part that both intervals share; empty if they do not overlap. */
  public Optional<Interval> intersection(Interval other) {
    var start = from.isAfter(other.from) ? from : other.from;
    var end = to.isBefore(other.to) ? to : other.to;
    return start.isBefore(end) ? Optional.of(new Interval(start, end)) : Optional.empty();
  }

  /**
   * The instants at which a wall clock shows {@code from} or later, but not yet {@code to}.
   *
   * <p>Usually one interval. Two if the end falls into the hour that occurs twice in autumn. None
   * if both times fall into the hour that is skipped in spring.
   */
  public static List<Interval> ofWallClock(LocalDateTime from, LocalDateTime to, ZoneId zone) {
    var rules = zone.getRules();
    var starts = rules.getValidOffsets(from);
    var ends = rules.getValidOffsets(to);
    if (starts.size() == 1 && ends.size() == 1) {
      return List.of(
          new Interval(from.toInstant(starts.getFirst()), to.toInstant(ends.getFirst())));
    }
    return byOffset(from, to, zone);
  }

  private static List<Interval> byOffset(LocalDateTime from, LocalDateTime to, ZoneId zone) {
    var rules = zone.getRules();
    var pieces = new ArrayList<Interval>();
    var last = to.plusDays(MOST_DAYS_FROM_UTC).toInstant(ZoneOffset.UTC);
    var start = from.minusDays(MOST_DAYS_FROM_UTC).toInstant(ZoneOffset.UTC);
    while (start.isBefore(last)) {
      var offset = rules.getOffset(start);
      var change = rules.nextTransition(start);
      var end = change == null || change.getInstant().isAfter(last) ? last : change.getInstant();
      new Interval(start, end)
          .intersection(new Interval(from.toInstant(offset), to.toInstant(offset)))
          .ifPresent(piece -> append(pieces, piece));
      start = end;
    }
    return pieces;
  }

  /**
   * Appends an interval that starts no earlier than the last one. Joins the two if they meet or
   * overlap.
   */
  static void append(List<Interval> intervals, Interval next) {
    if (!intervals.isEmpty() && !intervals.getLast().to.isBefore(next.from)) {
      var last = intervals.removeLast();
      var end = last.to.isAfter(next.to) ? last.to : next.to;
      intervals.add(new Interval(last.from, end));
    } else {
      intervals.add(next);
    }
  }
}
