package care.andon.request.query;

import care.andon.platform.web.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of requests ends, as a cursor carries it.
 *
 * @param key the sort key of its last request as PostgreSQL reads it; {@code infinity} for nothing
 *     due
 * @param id of its last request
 * @param seen the snapshot of the first page, in an order in which requests move as they change;
 *     null in an order in which they stay
 */
record ListPosition(String key, UUID id, @Nullable TransactionSnapshot seen) {
  private static final String NEVER = "infinity";

  /**
   * Makes a position.
   *
   * @param key null for nothing due
   */
  static ListPosition of(@Nullable Instant key, UUID id, @Nullable TransactionSnapshot seen) {
    return new ListPosition(key == null ? NEVER : key.toString(), id, seen);
  }

  /**
   * Reads what {@link #text} wrote; null for no text.
   *
   * @param moving whether the order is one in which requests move
   * @throws care.andon.platform.problem.Problem if it is not what {@link #text} writes
   */
  static @Nullable ListPosition parse(@Nullable String text, boolean moving) {
    if (text == null) {
      return null;
    }
    var parts = text.split(" ", -1);
    if (parts.length != (moving ? 3 : 2)) {
      throw Cursor.refused();
    }
    try {
      var key = parts[0].equals(NEVER) ? NEVER : Instant.parse(parts[0]).toString();
      return new ListPosition(
          key, UUID.fromString(parts[1]), moving ? TransactionSnapshot.parse(parts[2]) : null);
    } catch (IllegalArgumentException | DateTimeException forged) {
      throw Cursor.refused();
    }
  }

  String text() {
    return seen == null ? key + " " + id : key + " " + id + " " + seen.text();
  }
}
