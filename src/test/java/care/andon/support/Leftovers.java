package care.andon.support;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import java.sql.SQLException;

/**
 * What the tests of one class left open rests while those of the next run: all share one database
 * and one clock that only goes forward, and a heartbeat that lets fall due what hundreds of others
 * forgot costs each of them its time, and is counted with what they count.
 */
public final class Leftovers implements QuarkusTestBeforeClassCallback {
  private static final String REST =
      """
      update support_request set next_tick_at = null, open_escalations = 0
      where next_tick_at is not null;
      update request_escalation set state = 'settled', ended_at = at where state = 'open'
      """;

  @Override
  public void beforeClass(Class<?> testClass) {
    try (var connection = Arc.container().instance(AgroalDataSource.class).get().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(REST);
    } catch (SQLException failure) {
      throw new IllegalStateException("What earlier tests left could not be laid to rest", failure);
    }
  }
}
