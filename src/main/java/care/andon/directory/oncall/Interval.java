package care.andon.directory.oncall;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of time: its start belongs to it, its end does not, so that two that meet share no
 * instant and leave none out.
 *
 * @param from {@link Instant#MIN} for one that was always there
 * @param to after {@code from}; {@link Instant#MAX} for one that has no end
 */
public record Interval(Instant from, Instant to) {
  /** No clock on earth is further than this from UTC. */
  private static final int DAY_OR_LESS = 1;

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

  /** Empty for one that goes on without end. */
  public Optional<Instant> end() {
    return to.equals(Instant.MAX) ? Optional.empty() : Optional.of(to);
  }

  /** What both have in common; empty when that is nothing. */
  public Optional<Interval> and(Interval other) {
    var start = from.isAfter(other.from) ? from : other.from;
    var end = to.isBefore(other.to) ? to : other.to;
    return start.isBefore(end) ? Optional.of(new Interval(start, end)) : Optional.empty();
  }

  /**
   * The instants at which a wall clock shows {@code from} or later and not yet {@code to}. That is
   * one interval, but for the nights in which clocks change: an end within the hour that comes
   * twice makes two of it, and times the clock jumps over make none.
   */
  public static List<Interval> onTheWall(LocalDateTime from, LocalDateTime to, ZoneId zone) {
    var rules = zone.getRules();
    var starts = rules.getValidOffsets(from);
    var ends = rules.getValidOffsets(to);
    if (starts.size() == 1 && ends.size() == 1) {
      return List.of(
          new Interval(from.toInstant(starts.getFirst()), to.toInstant(ends.getFirst())));
    }
    return pieceByPiece(from, to, zone);
  }

  private static List<Interval> pieceByPiece(LocalDateTime from, LocalDateTime to, ZoneId zone) {
    var rules = zone.getRules();
    var pieces = new ArrayList<Interval>();
    var last = to.plusDays(DAY_OR_LESS).toInstant(ZoneOffset.UTC);
    var start = from.minusDays(DAY_OR_LESS).toInstant(ZoneOffset.UTC);
    while (start.isBefore(last)) {
      var offset = rules.getOffset(start);
      var change = rules.nextTransition(start);
      var end = change == null || change.getInstant().isAfter(last) ? last : change.getInstant();
      new Interval(start, end)
          .and(new Interval(from.toInstant(offset), to.toInstant(offset)))
          .ifPresent(piece -> append(pieces, piece));
      start = end;
    }
    return pieces;
  }

  /** Adds an interval that starts no earlier than the last, or makes that longer if they meet. */
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
