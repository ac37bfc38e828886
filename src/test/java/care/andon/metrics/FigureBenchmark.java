package care.andon.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.directory.Unit;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.form.Facilities;
import care.andon.metrics.form.FigureBase;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Period;
import care.andon.metrics.form.Window;
import care.andon.metrics.promise.DayClosing;
import care.andon.metrics.promise.FigureJournal;
import care.andon.metrics.promise.FigurePlace;
import care.andon.metrics.wait.WaitFigures;
import care.andon.metrics.wait.WaitsOfRows;
import care.andon.support.LongHistory;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What figures cost with a long history. Not a test of a goal: it prints times. The service's own
 * connections, no HTTP. The same number of requests a day, so a larger number is a longer history.
 *
 * <pre>./mvnw test -Dtest=FigureBenchmark -Dfigures.requests=100000,1000000</pre>
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "figures.requests", matches = "[0-9,]+")
class FigureBenchmark {
  private static final int WARM_UP = 30;
  private static final int CALLS = 100;
  private static final double MILLI = 1e6;

  @Inject TimeMachine time;
  @Inject DataSource database;
  @Inject Directory directory;
  @Inject FigureJournal journal;
  @Inject DayClosing closing;

  /** Milliseconds. */
  private record Times(double p50, double p95) {}

  @Test
  void figures_of_short_and_long_histories() throws Exception {
    Map<String, Times> first = null;
    for (var requests : System.getProperty("figures.requests").split(",")) {
      LongHistory.fill(database, requests, time.instant());
      var begin = System.nanoTime();
      var days = closing.closeDays();
      System.out.printf(
          "%n%s requests; %d days closed in %.1f s; load average %.1f%n%n",
          requests,
          days,
          (System.nanoTime() - begin) / 1e9,
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      var times = measure();
      print(times, first == null ? times : first);
      first = first == null ? times : first;
    }
  }

  private Map<String, Times> measure() {
    var now = time.instant().minus(Duration.ofMinutes(2));
    var midnight = now.truncatedTo(ChronoUnit.DAYS);
    var unit = directory.unit("4W").orElseThrow();
    var times = new LinkedHashMap<String, Times>();
    times.put(
        "kept, a month of one unit", kept(scope(now.minus(Duration.ofDays(30)), now, unit), now));
    times.put(
        "kept, a year of one unit", kept(scope(now.minus(Duration.ofDays(365)), now, unit), now));
    times.put(
        "kept, a year of one unit, sums only",
        kept(scope(midnight.minus(Duration.ofDays(365)), midnight, unit), midnight));
    times.put("waits, a month", waits(scope(now.minus(Duration.ofDays(30)), now, null), now));
    var year = scope(now.minus(Duration.ofDays(365)), now, null);
    times.put("waits, a year", waits(year, now));
    times.put(
        "waits, a year, with nothing in memory",
        waits(() -> WaitsOfRows.figures(database, time.instant()), year, now));
    return times;
  }

  private Times kept(FigureScope scope, Instant asOf) {
    var place = FigurePlace.of(scope).orElseThrow();
    return times(() -> assertThat(journal.counts(place, asOf)).isNotEmpty());
  }

  private Times waits(FigureScope scope, Instant asOf) {
    var waits = WaitsOfRows.figures(database, time.instant());
    return waits(() -> waits, scope, asOf);
  }

  private static Times waits(Supplier<WaitFigures> waits, FigureScope scope, Instant asOf) {
    return times(
        () -> {
          assertThat(waits.get().answer(scope, new AsOf(asOf, true)).figures()).isNotEmpty();
        });
  }

  private static Times times(Runnable call) {
    var nanos = new long[WARM_UP + CALLS];
    for (int i = 0; i < nanos.length; i++) {
      var begin = System.nanoTime();
      call.run();
      nanos[i] = System.nanoTime() - begin;
    }
    var sorted = Arrays.stream(nanos).skip(WARM_UP).sorted().toArray();
    return new Times(sorted[CALLS / 2] / MILLI, sorted[CALLS * 95 / 100] / MILLI);
  }

  private static void print(Map<String, Times> times, Map<String, Times> first) {
    System.out.println("| figure | p50 ms | p95 ms | p50 beside the first |");
    System.out.println("|---|--:|--:|--:|");
    times.forEach(
        (figure, it) ->
            System.out.printf(
                "| %s | %.0f | %.0f | %.2f |%n",
                figure,
                it.p50(),
                it.p95(),
                it.p50() / Objects.requireNonNull(first.get(figure)).p50()));
  }

  private static FigureScope scope(Instant from, Instant to, @Nullable Unit unit) {
    return new FigureScope(
        new Period(null, from, to, List.of()),
        List.of(new Window(from, to, Facilities.ALL)),
        null,
        unit,
        null,
        null,
        FigureBase.OPEN,
        null);
  }
}
