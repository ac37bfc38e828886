package care.andon.feed;

import care.andon.platform.web.Cursor;
import java.util.regex.Pattern;

/**
 * A place between two events of the feed. Clients keep it as a cursor, which is free of the caller
 * and of filters.
 *
 * @param issued the era in which the cursor was made
 * @param era the era of the event before this place
 * @param transaction the transaction of that event
 * @param position the position of that event; 0 for the place before all events of the transaction
 */
public record FeedPosition(int issued, int era, long transaction, long position) {
  private static final String CHECKED_WITH = "events";
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,18})\\.(\\d{1,18})");

  /** Returns the place before the first event of an era, as seen from the present era. */
  static FeedPosition startOf(int era, int present) {
    return new FeedPosition(present, era, 0, 0);
  }

  FeedPosition at(long transaction, long position) {
    return new FeedPosition(issued, era, transaction, position);
  }

  /** Whether the place has not been reached yet: then its cursor was made before a restore. */
  boolean isBeyond(FeedHorizon now) {
    return era > now.era() || (era == now.era() && transaction > now.next());
  }

  /** Returns this place as a cursor. */
  public String cursor() {
    return Cursor.write(CHECKED_WITH, issued + "." + era + "." + transaction + "." + position);
  }

  /**
   * Reads a cursor.
   *
   * @throws care.andon.platform.problem.Problem if the text is no cursor of the feed
   */
  static FeedPosition parse(String cursor) {
    var parts = TEXT.matcher(String.valueOf(Cursor.read(CHECKED_WITH, cursor)));
    if (!parts.matches()) {
      throw Cursor.refused();
    }
    return new FeedPosition(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Long.parseLong(parts.group(3)),
        Long.parseLong(parts.group(4)));
  }
}
