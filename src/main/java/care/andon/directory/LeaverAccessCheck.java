package care.andon.directory;

import care.andon.platform.identity.AccessCheck;
import jakarta.enterprise.context.ApplicationScoped;

/** Denies access to people who have left. Answers from memory. */
@ApplicationScoped
class LeaverAccessCheck implements AccessCheck {
  private final Directory directory;

  LeaverAccessCheck(Directory directory) {
    this.directory = directory;
  }

  @Override
  public boolean hasLeft(String username) {
    return directory.snapshot().hasLeft(username);
  }
}
