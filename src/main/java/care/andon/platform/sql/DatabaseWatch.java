package care.andon.platform.sql;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Knows whether the database answers, by asking it twice a second. A database that is frozen, or
 * behind a firewall that drops everything, does not refuse connections: calls would wait until a
 * timeout of TCP. So when it does not answer, this class breaks the connections on which calls
 * wait, and calls are refused until it answers again.
 *
 * <p>It asks on a connection of its own. If the question fails, a second one on a new connection
 * decides. If only the old connection was silent, all old connections are given up, because they
 * lead through the same network.
 */
@ApplicationScoped
public class DatabaseWatch {
  /** The longest time for a new connection. With the pause and the answer, less than three. */
  private static final int CONNECT_SECONDS = 1;

  /** The longest time for an answer. */
  private static final int ANSWER_MILLIS = 800;

  private static final String ASK =
      "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)";

  private final AgroalDataSource pool;
  private final AgroalDataSource own;
  private final OpenConnections connections;
  private final Duration pause;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("database-watch").factory());
  private volatile boolean isAway;
  private volatile long horizon;

  DatabaseWatch(
      AgroalDataSource pool,
      OpenConnections connections,
      MeterRegistry meters,
      @ConfigProperty(name = "andon.database.every", defaultValue = "500ms") Duration pause)
      throws SQLException {
    this.pool = pool;
    this.own = AgroalDataSource.from(ownConnection(pool));
    this.connections = connections;
    this.pause = pause;
    Gauge.builder("andon.database.reachable", this, watch -> watch.isAway ? 0 : 1)
        .description("Whether the database answered the last time: 1 or 0")
        .register(meters);
  }

  /** A pool of one connection to the same database, so that nothing else takes it. */
  private static AgroalDataSourceConfigurationSupplier ownConnection(AgroalDataSource pool) {
    var same = pool.getConfiguration().connectionPoolConfiguration();
    var patience = String.valueOf(CONNECT_SECONDS);
    var connections =
        new AgroalConnectionFactoryConfigurationSupplier(same.connectionFactoryConfiguration())
            .jdbcProperty("connectTimeout", patience)
            .jdbcProperty("loginTimeout", patience)
            .jdbcProperty("socketTimeout", patience);
    return new AgroalDataSourceConfigurationSupplier()
        .connectionPoolConfiguration(
            one ->
                one.maxSize(1)
                    .acquisitionTimeout(Duration.ofSeconds(CONNECT_SECONDS))
                    .exceptionSorter(same.exceptionSorter())
                    .connectionFactoryConfiguration(connections));
  }

  /** Whether the database did not answer the last time it was asked. */
  public boolean isAway() {
    return isAway;
  }

  /**
   * Returns a transaction below which all had ended when the database was last asked. 0 if it has
   * never answered.
   */
  public long horizon() {
    return horizon;
  }

  void start(@Observes StartupEvent event) {
    look();
    var _ =
        thread.scheduleWithFixedDelay(
            this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    thread.shutdownNow();
    own.close();
  }

  /** Asks the database and acts on the answer. */
  public void look() {
    try {
      ask();
      answered();
    } catch (SQLException | RuntimeException failure) {
      if (isAway) {
        own.flush(FlushMode.ALL);
        giveUpConnections();
      } else {
        askAgain(failure);
      }
    }
  }

  private void ask() throws SQLException {
    try (var connection = own.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
      try (var statement = connection.createStatement();
          var row = statement.executeQuery(ASK)) {
        row.next();
        horizon = row.getLong(1);
      }
    }
  }

  private void askAgain(Exception first) {
    own.flush(FlushMode.ALL);
    try {
      ask();
      if (isSilence(first)) {
        Log.warn("The database answers on new connections only; the old ones are given up");
        giveUpConnections();
      }
    } catch (SQLException | RuntimeException failure) {
      isAway = true;
      giveUpConnections();
      Log.errorf(
          "The database does not answer; calls get 503 until it does: %s", failure.getMessage());
    }
  }

  private static boolean isSilence(Throwable failure) {
    return failure instanceof SocketTimeoutException
        || (failure.getCause() != null && isSilence(failure.getCause()));
  }

  /** Calls that wait on a connection fail, and no later call gets one of these. */
  private void giveUpConnections() {
    pool.flush(FlushMode.GRACEFUL);
    connections.breakAll();
  }

  private void answered() {
    if (isAway) {
      isAway = false;
      Log.info("The database answers again");
    }
  }
}
