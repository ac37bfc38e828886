package care.andon.request;

import care.andon.kernel.Reference;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Numbers of requests that a person can say. They come from the database in blocks, so filing needs
 * no extra statement. Each number is used at most once. The rest of a block stays unused when the
 * service stops.
 *
 * <p>A caller that finds no number left takes a block, in its own transaction if it has one.
 * Callers never wait for each other: one that holds a lock here while it waits for a connection
 * would hold up all the others, also those that have the connections.
 */
@ApplicationScoped
class ReferenceNumbers {
  private static final int BLOCK = 50;

  private final AgroalDataSource database;
  private final Queue<Long> free = new ConcurrentLinkedQueue<>();

  ReferenceNumbers(AgroalDataSource database) {
    this.database = database;
  }

  Reference next() {
    var number = free.poll();
    return new Reference(number == null ? firstOfNewBlock() : number);
  }

  private long firstOfNewBlock() {
    var first = nextBlock() * BLOCK;
    for (var number = first + 1; number < first + BLOCK; number++) {
      free.add(number);
    }
    return first;
  }

  private long nextBlock() {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("select nextval('reference_block')");
        var rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw new IllegalStateException("Taking a block of references failed", failure);
    }
  }
}
