package care.andon.demo;

import care.andon.platform.time.Time;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The clock of the service in development and tests: the time of the database plus an offset that
 * only grows. Tests and people move it ahead.
 *
 * <p>The offset can be saved in the database, so that time does not run backwards after a restart.
 * A second service on the same database does not notice.
 */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test"})
public class DemoClock implements InstantSource {
  private static final String MAKE =
      """
      create schema if not exists demo;
      create table if not exists demo.clock (ahead_micros bigint not null);
      insert into demo.clock select 0 where not exists (select from demo.clock)
      """;
  private static final String READ = "select ahead_micros from demo.clock";
  private static final String KEEP = "update demo.clock set ahead_micros = ?";

  private static final ScopedValue<Instant> PAST = ScopedValue.newInstance();

  private final Time time;
  private final AgroalDataSource database;
  private volatile Duration ahead = Duration.ZERO;

  DemoClock(Time time, AgroalDataSource database) {
    this.time = time;
    this.database = database;
  }

  @PostConstruct
  void load() {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(MAKE);
      try (var row = statement.executeQuery(READ)) {
        row.next();
        ahead = Duration.of(row.getLong(1), ChronoUnit.MICROS);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("The demo clock could not be read", failure);
    }
  }

  @Override
  public Instant instant() {
    return PAST.isBound() ? PAST.get() : time.now().plus(ahead);
  }

  /** Runs an action as if it were another time. For other threads the clock does not change. */
  public void during(Instant at, Runnable action) {
    ScopedValue.where(PAST, at).run(action);
  }

  /** The offset from the time of the database. */
  public Duration ahead() {
    return ahead;
  }

  /** Moves the clock ahead. Nothing else happens. */
  public synchronized void forward(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("Time only goes forward");
    }
    ahead = ahead.plus(by).truncatedTo(ChronoUnit.MICROS);
  }

  /** Saves the offset for the next start. */
  synchronized void save() {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(KEEP)) {
      statement.setLong(1, ahead.dividedBy(Duration.of(1, ChronoUnit.MICROS)));
      statement.executeUpdate();
    } catch (SQLException failure) {
      throw new IllegalStateException("The demo clock could not be saved", failure);
    }
  }
}
