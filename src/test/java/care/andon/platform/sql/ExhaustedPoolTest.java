package care.andon.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExhaustedPoolTest {
  @Inject AgroalDataSource database;

  @Test
  void a_pool_without_a_free_connection_counts_as_a_database_that_is_away() throws Exception {
    try (var pool = AgroalDataSource.from(poolOfOne());
        var only = pool.getConnection()) {
      assertThat(only.isValid(1)).isTrue();

      var refused = catchThrowableOfType(SQLException.class, pool::getConnection);

      assertThat(DatabaseFailures.isAway(new IllegalStateException("Filing failed", refused)))
          .as("%s", refused)
          .isTrue();
    }
  }

  @Test
  void a_mistake_of_the_service_does_not() throws Exception {
    SQLException refused;
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      refused = catchThrowableOfType(SQLException.class, () -> statement.execute("no such thing"));
    }

    assertThat(DatabaseFailures.isAway(refused)).isFalse();
  }

  private AgroalDataSourceConfigurationSupplier poolOfOne() {
    var factory =
        database.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
    return new AgroalDataSourceConfigurationSupplier()
        .connectionPoolConfiguration(
            pool ->
                pool.maxSize(1)
                    .acquisitionTimeout(Duration.ofSeconds(1))
                    .connectionFactoryConfiguration(
                        new AgroalConnectionFactoryConfigurationSupplier(factory)));
  }
}
