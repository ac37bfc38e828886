package care.andon.platform.identity;

/** Whether somebody who is signed in may come in; whoever knows the people answers. */
public interface AccessCheck {

  /**
   * Whether the person was here once and has left, whatever their token says.
   *
   * @param username as the token names them
   */
  boolean hasLeft(String username);
}
