package care.andon.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import care.andon.trials.Proxy;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool whose connections lead through a firewall that can drop everything. */
@QuarkusTest
class DatabaseWatchTest {
  @Inject AgroalDataSource database;

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private Proxy firewall;
  private AgroalDataSource pool;
  private DatabaseWatch watch;

  @BeforeEach
  void watch_a_pool() throws Exception {
    var inService = database.getConfiguration().connectionPoolConfiguration();
    var same = inService.connectionFactoryConfiguration();
    var port = same.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1");
    firewall = new Proxy(Integer.parseInt(port));
    var connections =
        new AgroalConnectionFactoryConfigurationSupplier(same)
            .jdbcUrl(same.jdbcUrl().replace(":" + port + "/", ":" + firewall.port() + "/"));
    pool =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled()
                .connectionPoolConfiguration(
                    it ->
                        it.maxSize(2)
                            .acquisitionTimeout(Duration.ofSeconds(10))
                            .exceptionSorter(inService.exceptionSorter())
                            .connectionFactoryConfiguration(connections)));
    var open = new OpenConnections();
    pool.setPoolInterceptors(List.of(open));
    watch = new DatabaseWatch(pool, open, meters, Duration.ofHours(1));
  }

  @AfterEach
  void end() throws Exception {
    firewall.passAgain();
    pool.close();
    firewall.close();
  }

  @Test
  void a_silent_database_is_noticed_and_its_return_too() throws Exception {
    watch.look();
    assertThat(watch.isAway()).isFalse();
    assertThat(meters.get("andon.database.reachable").gauge().value()).isEqualTo(1);

    firewall.swallow();
    watch.look();
    assertThat(watch.isAway()).isTrue();
    assertThat(meters.get("andon.database.reachable").gauge().value()).isEqualTo(0);

    awaitEmptyPool();
    firewall.passAgain();
    lookUntilItAnswers();
    assertThat(watch.isAway()).isFalse();
  }

  @Test
  void a_call_that_waits_for_a_silent_database_fails_when_this_is_noticed() throws Exception {
    watch.look();
    try (var connection = pool.getConnection()) {
      ask(connection);
      firewall.swallow();
      var waiting = new FutureTask<>(() -> catchThrowable(() -> ask(connection)));
      Thread.ofVirtual().start(waiting);

      watch.look();

      var failure = waiting.get(10, TimeUnit.SECONDS);
      assertThat(DatabaseFailures.isAway(failure)).as("%s", failure).isTrue();
      assertThat(DatabaseFailures.isUnknown(failure)).as("%s", failure).isTrue();
    }
  }

  /** Those that were free are broken, too. The pool replaces them. */
  @Test
  void after_its_return_no_call_gets_an_old_connection() throws Exception {
    watch.look();
    try (var one = pool.getConnection();
        var other = pool.getConnection()) {
      ask(one);
      ask(other);
    }
    firewall.swallow();
    watch.look();
    assertThat(watch.isAway()).isTrue();
    awaitEmptyPool();
    firewall.passAgain();
    lookUntilItAnswers();

    try (var one = pool.getConnection();
        var other = pool.getConnection()) {
      ask(one);
      ask(other);
    }
  }

  /**
   * A look may meet a connection that was begun while nothing came through, and fail with it. In
   * service the next look follows half a second later.
   */
  private void lookUntilItAnswers() throws InterruptedException {
    for (var i = 0; i < 20 && watch.isAway(); i++) {
      watch.look();
      Thread.sleep(50);
    }
  }

  /** The pool removes connections by a thread of its own, long before the next look in service. */
  private void awaitEmptyPool() throws InterruptedException {
    for (var i = 0; i < 500 && pool.getMetrics().availableCount() > 0; i++) {
      Thread.sleep(10);
    }
    assertThat(pool.getMetrics().availableCount()).isZero();
  }

  private static void ask(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select 1");
    }
  }
}
