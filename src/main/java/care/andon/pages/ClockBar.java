package care.andon.pages;

import static java.util.Comparator.naturalOrder;

import care.andon.request.query.ClocksView;
import care.andon.request.query.ClocksView.Explained;
import care.andon.sla.engine.ClockState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A clock as a bar. All bars of a request share one scale, of 1,000 parts.
 *
 * @param due where the clock falls due; null if it does not
 */
public record ClockBar(Explained clock, List<Segment> segments, @Nullable Long due) {
  /** The length of the scale. */
  static final long SCALE = 1000;

  /** A time in which the clock ran, was paused, or had stopped. */
  public record Segment(ClockState state, long x, long width) {}

  public ClockBar {
    segments = List.copyOf(segments);
  }

  static List<ClockBar> of(ClocksView clocks) {
    var begin =
        clocks.clocks().stream()
            .map(Explained::startedAt)
            .min(naturalOrder())
            .orElse(clocks.asOf());
    var end =
        clocks.clocks().stream()
            .flatMap(it -> Stream.of(it.dueAt(), lastMoment(it, clocks.asOf())))
            .filter(Objects::nonNull)
            .max(naturalOrder())
            .orElse(clocks.asOf());
    var scale = new Scale(begin, Duration.between(begin, end));
    return clocks.clocks().stream().map(it -> bar(it, scale, clocks.asOf())).toList();
  }

  private static Instant lastMoment(Explained clock, Instant asOf) {
    var stopped = clock.stoppedAt();
    return stopped == null ? asOf : stopped;
  }

  private static ClockBar bar(Explained clock, Scale scale, Instant asOf) {
    var segments =
        clock.stretches().stream()
            .filter(it -> it.state() != ClockState.STOPPED)
            .map(
                it -> {
                  var until = it.until();
                  var x = scale.of(it.from());
                  return new Segment(
                      it.state(), x, Math.max(2, scale.of(until == null ? asOf : until) - x));
                })
            .toList();
    var due = clock.dueAt();
    return new ClockBar(clock, segments, due == null ? null : scale.of(due));
  }

  private record Scale(Instant begin, Duration length) {
    long of(Instant at) {
      return length.isZero()
          ? 0
          : Math.clamp(
              Duration.between(begin, at).toMillis() * SCALE / length.toMillis(), 0, SCALE);
    }
  }
}
