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
 * The time of the service in development and tests: the database's, and further ahead each time
 * somebody moves it. It only goes forward. How far ahead it is can be kept in the database, next to
 * what has happened by then: after a restart time does not run backwards. A service that is already
 * running on the same database does not notice.
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

  private final Time time;
  private final AgroalDataSource database;
  private volatile Duration ahead = Duration.ZERO;

  DemoClock(Time time, AgroalDataSource database) {
    this.time = time;
    this.database = database;
  }

  @PostConstruct
  void goOnFromBefore() {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(MAKE);
      try (var row = statement.executeQuery(READ)) {
        row.next();
        ahead = Duration.of(row.getLong(1), ChronoUnit.MICROS);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("The demo's clock cannot be read", failure);
    }
  }

  @Override
  public Instant instant() {
    return time.now().plus(ahead);
  }

  /** How far it is ahead of the database's. */
  public Duration ahead() {
    return ahead;
  }

  /** Moves on at once; nothing else happens. */
  public synchronized void forward(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("Time only goes forward");
    }
    ahead = ahead.plus(by).truncatedTo(ChronoUnit.MICROS);
  }

  /** Lets the next start go on from here. */
  synchronized void keep() {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(KEEP)) {
      statement.setLong(1, ahead.dividedBy(Duration.of(1, ChronoUnit.MICROS)));
      statement.executeUpdate();
    } catch (SQLException failure) {
      throw new IllegalStateException("The demo's clock cannot be kept", failure);
    }
  }
}
