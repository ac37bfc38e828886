package care.andon.platform.identity;

/** Decides whether a signed-in person still has access. The directory implements it. */
public interface AccessCheck {

  /**
   * Whether the person worked here and has left. Then they have no access, although their token is
   * still valid.
   *
   * @param username the username in the token
   */
  boolean hasLeft(String username);
}
