package care.andon.platform.time;

import care.andon.platform.sql.DatabaseAway;
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
 * The current time. It is the time of the database, so all instances agree, whatever the clocks of
 * their machines show. Use cases inject {@link InstantSource}, read it once and pass the instant
 * on. Instants are whole microseconds, the precision of PostgreSQL.
 *
 * <p>The clock of the database is read at the start and then every few seconds in the background,
 * so {@link #now} needs no round trip. {@link DatabaseTime} computes the time in between. This is
 * the only class that reads the clocks of the machine.
 */
@ApplicationScoped
public class Time {
  /** Runs before every other observer, because they need the time. */
  private static final int FIRST = 1;

  private static final String READ = "select clock_timestamp()";

  /** More than the two clocks of the machine can drift apart between two readings. */
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

  /**
   * The time source for all use cases. Development and tests replace it with one that can be moved.
   */
  @Produces
  @DefaultBean
  @ApplicationScoped
  InstantSource instantSource() {
    return this::now;
  }

  /**
   * Returns the time of the database in whole microseconds.
   *
   * @throws IllegalStateException if the database has never been read and cannot be read now
   */
  public Instant now() {
    if (!time.isKnown() || hasJumped()) {
      readAgain();
    }
    return time.now();
  }

  /** Reads the time at the start. Without it the service does not start. */
  void start(@Observes @Priority(FIRST) StartupEvent event) {
    read();
  }

  @Scheduled(
      identity = "time",
      every = "{andon.time.every}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = DatabaseAway.class)
  void keep() {
    try {
      read();
    } catch (IllegalStateException unreachable) {
      Log.warnf("Reading the time of the database failed, will retry: %s", unreachable.getCause());
    }
  }

  /** Only the first of several simultaneous callers reads; the others find it done. */
  private synchronized void readAgain() {
    if (!time.isKnown()) {
      read();
    } else if (hasJumped()) {
      keep();
      // If the reading failed, the next scheduled one is soon. Until then no caller tries again.
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
      throw new IllegalStateException("The time of the database cannot be read", failure);
    }
  }

  /**
   * Whether the two clocks of the machine have diverged since the last reading. Then the time of
   * day was set, or the machine was suspended and nanoTime stood still. Only the database can tell
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
