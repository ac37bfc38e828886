package care.andon.benchmark.engine;

import care.andon.sla.engine.ClockTransition;
import care.andon.sla.engine.Closure;
import care.andon.sla.engine.OpenException;
import care.andon.sla.engine.OpenInterval;
import care.andon.sla.engine.SlaClock;
import care.andon.sla.engine.WorkCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Is a promise that falls due in fifty years as cheap as one that falls due tomorrow? The calendar
 * is as awkward as they come: split shifts, a night shift, daylight saving, a closure across New
 * Year, and an exception in each of ten years.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PromiseBenchmark {
  private static final Instant FROM = Instant.parse("2026-03-06T16:30:00Z");
  private static final int STARTS = 1_024;

  /** How much open time is promised; eleven hours a day are open. */
  @Param({"PT11H", "PT4015H", "PT200750H"})
  public String target;

  private WorkCalendar calendar;
  private Duration promised;
  private Instant due;
  private SlaClock clock;
  private int next;

  @Setup
  public void open() {
    var shifts =
        List.of(
            OpenInterval.parse("06:00-10:00"),
            OpenInterval.parse("14:00-18:00"),
            OpenInterval.parse("22:00-01:00"));
    calendar =
        new WorkCalendar(
            ZoneId.of("America/Chicago"),
            Arrays.stream(DayOfWeek.values())
                .collect(Collectors.toMap(Function.identity(), day -> shifts)),
            List.of(new Closure.ClosedYearly(MonthDay.of(12, 24), MonthDay.of(1, 2))),
            java.util.stream.IntStream.range(2026, 2036)
                .mapToObj(year -> new OpenException(LocalDate.of(year, 7, 4), List.of()))
                .toList());
    promised = Duration.parse(target);
    due = calendar.dueAt(FROM, promised).orElseThrow();
    clock = SlaClock.start(calendar, promised, null, List.of(75, 100), FROM);
  }

  /** Another start each time, so that nothing is right because it was right before. */
  private Instant start() {
    return FROM.plusSeconds(29L * (next++ % STARTS));
  }

  @Benchmark
  public Optional<Instant> dueAt() {
    return calendar.dueAt(start(), promised);
  }

  @Benchmark
  public Duration openBetween() {
    return calendar.openBetween(start(), due);
  }

  /** Nobody looked until a day after it was due: a warning, a step and a miss. */
  @Benchmark
  public ClockTransition advance() {
    return clock.advance(due.plusSeconds(86_400L + next++ % STARTS));
  }
}
