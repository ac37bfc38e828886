package care.andon.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A transaction that takes too long is rolled back, and may succeed later. */
@QuarkusTest
class TransactionTimeoutTest {
  @Inject DataSource database;
  @Inject EntityManager entities;

  @Test
  void the_commit_comes_too_late() {
    assertAway(() -> "");
  }

  @Test
  void the_next_statement_comes_too_late() {
    assertAway(() -> new SqlQuery().add("select 1").rows(database, row -> row.getInt(1)));
  }

  @Test
  void the_next_statement_of_the_entity_manager_comes_too_late() {
    assertAway(() -> entities.createNativeQuery("select 1").getSingleResult());
  }

  private void assertAway(Callable<?> late) {
    var failure =
        catchThrowable(
            () ->
                QuarkusTransaction.requiringNew()
                    .timeout(1)
                    .call(
                        () -> {
                          entities.createNativeQuery("select 1").getSingleResult();
                          Thread.sleep(Duration.ofMillis(1_600));
                          return late.call();
                        }));

    assertThat(DatabaseFailures.isAway(failure)).as("%s", failure).isTrue();
    assertThat(DatabaseFailures.isUnknown(failure)).as("%s", failure).isFalse();
  }
}
