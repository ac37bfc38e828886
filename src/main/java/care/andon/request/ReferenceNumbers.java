package care.andon.request;

import care.andon.kernel.Reference;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/**
 * Numbers of requests that a person can say. They come from the database in blocks, so filing needs
 * no extra statement. Each number is used at most once. The rest of a block stays unused when the
 * service stops.
 */
@ApplicationScoped
class ReferenceNumbers {
  private static final int BLOCK = 50;

  private final AgroalDataSource database;
  private long next;
  private long end;

  ReferenceNumbers(AgroalDataSource database) {
    this.database = database;
  }

  synchronized Reference next() {
    if (next == end) {
      next = nextBlock() * BLOCK;
      end = next + BLOCK;
    }
    return new Reference(next++);
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
