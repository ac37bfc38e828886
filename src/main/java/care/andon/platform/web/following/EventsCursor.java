package care.andon.platform.web.following;

/** Where the feed can be read on. The feed implements it. */
public interface EventsCursor {

  /**
   * Returns a cursor. All events before it are committed, so a statement that begins now sees what
   * they did. It costs no statement.
   */
  String latest();
}
