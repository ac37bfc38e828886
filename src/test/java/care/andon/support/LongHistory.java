package care.andon.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;

/** Requests of years, in the shape of real ones, written by SQL. */
public final class LongHistory {
  private LongHistory() {}

  /** Replaces all requests by so many, 274 a day until now. */
  public static void fill(DataSource database, String requests, Instant now)
      throws IOException, SQLException {
    try (var file = LongHistory.class.getResourceAsStream("/benchmark/figures.sql");
        var connection = database.getConnection();
        var statement = connection.createStatement()) {
      // A million rows take longer than the service waits for an answer.
      var timeout = connection.getNetworkTimeout();
      connection.setNetworkTimeout(Runnable::run, 0);
      statement.execute(
          new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
              .replace(":requests", requests)
              .replace(":now", now.toString()));
      // What happened years ago is not read as news now.
      statement.execute(
          "update outlet set seen = pg_current_snapshot(), target = null, position = 0");
      // Also lets the index of the events by their recording know the new rows.
      statement.execute("vacuum analyze support_request, request_clock, request_event");
      connection.setNetworkTimeout(Runnable::run, timeout);
    }
  }
}
