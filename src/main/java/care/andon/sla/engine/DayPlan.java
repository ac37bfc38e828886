package care.andon.sla.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The open seconds of one date, from 00:00 to 24:00 on the wall: disjoint spans in order, with the
 * seconds that are open before each. Overlapping and touching intervals count once.
 */
final class DayPlan {
  static final int DAY = 24 * 60 * 60;
  static final DayPlan CLOSED = of(List.of(), List.of());

  private final int[] starts;
  private final int[] ends;
  private final int[] openBefore;
  private final int total;

  private DayPlan(List<Span> spans) {
    starts = spans.stream().mapToInt(Span::start).toArray();
    ends = spans.stream().mapToInt(Span::end).toArray();
    openBefore = new int[starts.length];
    var sum = 0;
    for (var i = 0; i < starts.length; i++) {
      openBefore[i] = sum;
      sum += ends[i] - starts[i];
    }
    total = sum;
  }

  private record Span(int start, int end) {}

  /** What the date's own intervals open, and what those begun the day before still do. */
  static DayPlan of(List<OpenInterval> own, List<OpenInterval> dayBefore) {
    var spans = new ArrayList<Span>();
    for (var interval : own) {
      var end = interval.isOvernight() ? DAY : interval.endMinute() * 60;
      spans.add(new Span(interval.startMinute() * 60, end));
    }
    for (var interval : dayBefore) {
      if (interval.isOvernight() && interval.endMinute() > 0) {
        spans.add(new Span(0, interval.endMinute() * 60));
      }
    }
    return new DayPlan(merged(spans));
  }

  /** All other seconds of the date. */
  DayPlan rest() {
    var spans = new ArrayList<Span>();
    var from = 0;
    for (var i = 0; i < starts.length; i++) {
      if (from < starts[i]) {
        spans.add(new Span(from, starts[i]));
      }
      from = ends[i];
    }
    if (from < DAY) {
      spans.add(new Span(from, DAY));
    }
    return new DayPlan(spans);
  }

  /** Whether a second of the date is open in both. */
  boolean meets(DayPlan other) {
    for (var i = 0; i < starts.length; i++) {
      for (var j = 0; j < other.starts.length; j++) {
        if (starts[i] < other.ends[j] && other.starts[j] < ends[i]) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Span> merged(List<Span> spans) {
    spans.sort(Comparator.comparingInt(Span::start));
    var merged = new ArrayList<Span>();
    for (var span : spans) {
      if (!merged.isEmpty() && span.start() <= merged.getLast().end()) {
        var last = merged.removeLast();
        merged.add(new Span(last.start(), Math.max(last.end(), span.end())));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  /** Open seconds of the whole date. */
  int total() {
    return total;
  }

  boolean isOpen(int secondOfDay) {
    var span = lastAtMost(starts, secondOfDay);
    return span >= 0 && secondOfDay < ends[span];
  }

  /** Open seconds from midnight to the given second. */
  int openBefore(int secondOfDay) {
    var span = lastAtMost(starts, secondOfDay);
    return span < 0 ? 0 : openBefore[span] + Math.min(secondOfDay, ends[span]) - starts[span];
  }

  /** The first second before which so much has been open; {@code 1 <= open <= total}. */
  int secondReaching(int open) {
    var span = lastAtMost(openBefore, open - 1);
    return starts[span] + open - openBefore[span];
  }

  private static int lastAtMost(int[] sorted, int key) {
    var found = Arrays.binarySearch(sorted, key);
    return found >= 0 ? found : -found - 2;
  }
}
