package care.andon.platform.time;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.arc.DefaultBean;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;

/**
 * What time it is: the database's time, for every instance the same, whatever its own machine's
 * clock shows. Use cases inject {@link InstantSource}, read it once and hand the instant down.
 * Instants are whole microseconds, which is what PostgreSQL keeps.
 *
 * <p>The database is asked at the start, without which there is none, and then every few seconds in
 * the background; telling the time costs no round trip. See {@link DatabaseTime} for what happens
 * in between. The one place that reads the machine's clocks.
 */
@ApplicationScoped
public class Time {
  /** Before anything that asks what time it is. */
  private static final int FIRST = 1;

  private static final String READ = "select clock_timestamp()";

  /** The machine's two clocks never drift apart this far between two readings. */
  private static final Duration DRIFT = Duration.ofSeconds(1);

  private final AgroalDataSource database;
  private final DatabaseTime time = new DatabaseTime(System::nanoTime);
  private volatile long differenceOfClocks;

  Time(AgroalDataSource database, MeterRegistry meters) {
    this.database = database;
    TimeGauge.builder("andon.clock.offset", this, TimeUnit.SECONDS, Time::offsetSeconds)
        .description("This machine's clock minus the database's; deadlines go by the database's")
        .register(meters);
  }

  /** The time for everybody; development and tests put one in its place that can be moved. */
  @Produces
  @DefaultBean
  @ApplicationScoped
  InstantSource instantSource() {
    return this::now;
  }

  /**
   * The database's time, in whole microseconds.
   *
   * @throws IllegalStateException when the database was never asked, and cannot be now
   */
  public Instant now() {
    if (!time.isKnown() || hasJumped()) {
      readAgain();
    }
    return time.now();
  }

  /**
   * A service that does not know what time it is promises nothing: without it, it does not start.
   */
  void start(@Observes @Priority(FIRST) StartupEvent event) {
    read();
  }

  @Scheduled(
      identity = "time",
      every = "{andon.time.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void keep() {
    try {
      read();
    } catch (IllegalStateException unreachable) {
      Log.warnf("The database was not asked for its time: %s", unreachable.getCause());
    }
  }

  /** Whoever comes second finds it done. */
  private synchronized void readAgain() {
    if (!time.isKnown()) {
      read();
    } else if (hasJumped()) {
      keep();
      // Where it could not be asked, the next reading is soon; until then nobody waits for it
      // again.
      differenceOfClocks = differenceOfClocks();
    }
  }

  private void read() {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(READ)) {
      time.read(
          () -> {
            try (var row = statement.executeQuery()) {
              row.next();
              return row.getObject(1, OffsetDateTime.class).toInstant();
            }
          });
      differenceOfClocks = differenceOfClocks();
    } catch (SQLException failure) {
      throw new IllegalStateException("The database cannot be asked for its time", failure);
    }
  }

  /**
   * Whether one of the machine's clocks went on without the other since the last reading: somebody
   * set the time of day, or the machine was suspended and nanoTime with it. Only the database knows
   * which.
   */
  private boolean hasJumped() {
    return Math.abs(differenceOfClocks() - differenceOfClocks) > DRIFT.toNanos();
  }

  private static long differenceOfClocks() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();
  }

  private double offsetSeconds() {
    return time.isKnown()
        ? (System.currentTimeMillis() - time.now().toEpochMilli()) / 1e3
        : Double.NaN;
  }
}
