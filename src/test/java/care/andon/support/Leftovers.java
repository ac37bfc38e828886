package care.andon.support;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import java.sql.SQLException;

/**
 * Closes the requests that earlier test classes left open. All tests share one database and a clock
 * that only moves forward, so those requests would fall due and appear in the results of later
 * tests. Nothing is recorded in their history, because no test reads them again.
 */
public final class Leftovers implements QuarkusTestBeforeClassCallback {
  private static final String OVER =
      """
      update request_escalation set state = 'settled', ended_at = at where state = 'open';
      update support_request
      set status = case when status = 'resolved' then 'unconfirmed' else 'withdrawn' end,
        due_at = null, next_tick_at = null, open_escalations = 0, unattended = false,
        unrouted = team_id is null
      where next_tick_at is not null
        or status in ('open', 'acknowledged', 'waiting_for_caregiver')
      """;

  @Override
  public void beforeClass(Class<?> testClass) {
    if (Arc.container() == null) {
      return; // The service did not start; Quarkus fails the tests with the reason.
    }
    try (var connection = Arc.container().instance(AgroalDataSource.class).get().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(OVER);
    } catch (SQLException failure) {
      // The reason, too: reports show the message only.
      throw new IllegalStateException(
          "What earlier tests left could not be closed: " + failure.getMessage(), failure);
    }
  }
}
