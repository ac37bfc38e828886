package care.andon.directory;

import care.andon.platform.Admission;
import jakarta.enterprise.context.ApplicationScoped;

/** Who has left is kept for what they did, and not let in. Answered from memory. */
@ApplicationScoped
class Admitted implements Admission {
  private final Directory directory;

  Admitted(Directory directory) {
    this.directory = directory;
  }

  @Override
  public boolean hasLeft(String username) {
    return directory
        .snapshot()
        .personByIdOrUsername(username)
        .filter(person -> person.username().equals(username))
        .filter(person -> directory.isGone(person.id()))
        .isPresent();
  }
}
