package care.andon.views;

import care.andon.kernel.Impact;
import care.andon.platform.web.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a worklist ends: the sort key of its last row.
 *
 * @param impact the rank of the impact; 1 is the most pressing
 * @param askedOnce whether the caregiver has not asked again
 * @param due as PostgreSQL reads it; {@code infinity} for nothing due
 */
record WorklistPosition(int impact, boolean askedOnce, String due, UUID id) {
  private static final String NEVER = "infinity";

  static WorklistPosition of(RequestRow last) {
    var due = last.dueAt();
    return new WorklistPosition(
        List.of(Impact.values()).indexOf(last.impact()) + 1,
        last.askedAgain() == 0,
        due == null ? NEVER : due.toString(),
        last.id());
  }

  /**
   * Reads what {@link #text} wrote; null for no text.
   *
   * @throws care.andon.platform.problem.Problem if it is not what {@link #text} writes
   */
  static @Nullable WorklistPosition parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      var parts = text.split(" ", -1);
      var due = parts[2].equals(NEVER) ? NEVER : Instant.parse(parts[2]).toString();
      return new WorklistPosition(
          Integer.parseInt(parts[0]),
          Boolean.parseBoolean(parts[1]),
          due,
          UUID.fromString(parts[3]));
    } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException forged) {
      throw Cursor.refused();
    }
  }

  String text() {
    return impact + " " + askedOnce + " " + due + " " + id;
  }
}
