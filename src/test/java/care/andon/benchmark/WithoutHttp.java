package care.andon.benchmark;

import care.andon.benchmark.Crowd.Member;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/**
 * The same statements as the service's, in the best form the driver has, and nothing around them.
 */
final class WithoutHttp {
  /** Far above the numbers that the service hands out. */
  private static final AtomicLong REFERENCE = new AtomicLong(1_000_000_000);

  private static final int SAMPLES = 16;
  private static final String WORKLIST =
      """
      select *
      from support_request
      where status in ('acknowledged', 'open', 'waiting_for_caregiver')
        and team_id = ?
        and (visibility <> 'confidential' or unrouted or assignee_id = ? or told @> array[?]
          or team_id = any(?)
          or id = any(array(select request_id from request_asker where person_id = ?)))
      order by due_order asc, id asc
      limit 51
      """;

  private final String url;
  private final Queue<String> filed;

  /**
   * @param filed ids of requests filed over HTTP; those written here are added
   */
  WithoutHttp(String url, Queue<String> filed) {
    this.url = url;
    this.filed = filed;
  }

  /**
   * One round trip: without autocommit switched off, the driver sends all statements before it asks
   * for an answer, and PostgreSQL takes them for one transaction.
   */
  Member create(int number) throws SQLException {
    var connection = connect();
    var likes = samples(connection);
    var statements = new ArrayList<PreparedStatement>();
    for (var like : likes) {
      statements.add(connection.prepareStatement(like.sql()));
    }
    var ids = new ArrayList<String>();
    return new Member() {
      private int next = number;

      @Override
      public boolean call() throws SQLException {
        var sample = next++ % likes.size();
        var id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        likes
            .get(sample)
            .bind(
                statements.get(sample),
                id,
                REFERENCE.incrementAndGet(),
                UUID.randomUUID().toString());
        statements.get(sample).execute();
        ids.add(id.toString());
        return true;
      }

      @Override
      public void close() throws SQLException {
        filed.addAll(ids);
        connection.close();
      }
    };
  }

  /** The service's worklist of fifty, read to the last column of the last row. */
  Member worklist(int number) throws SQLException {
    var connection = connect();
    var team = one(connection, "select id from team where code = 'supply-chain'");
    var person = one(connection, "select id from person where username = 'grace.kim'");
    var statement = connection.prepareStatement(WORKLIST);
    statement.setObject(1, team);
    statement.setObject(2, person);
    statement.setObject(3, person);
    statement.setArray(4, connection.createArrayOf("uuid", new Object[] {team}));
    statement.setObject(5, person);
    return new Member() {
      @Override
      public boolean call() throws SQLException {
        try (var rows = statement.executeQuery()) {
          var columns = rows.getMetaData().getColumnCount();
          var read = 0;
          while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
              rows.getBytes(column);
            }
            read++;
          }
          return read == 51;
        }
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  private List<FiledRequest> samples(Connection connection) throws SQLException {
    var ids = filed.stream().limit(1_000).toList();
    var samples = new ArrayList<FiledRequest>();
    for (int i = 0; i < SAMPLES; i++) {
      var id = ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
      samples.add(FiledRequest.read(connection, UUID.fromString(id)));
    }
    return samples;
  }

  private static UUID one(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getObject(1, UUID.class);
    }
  }
}
