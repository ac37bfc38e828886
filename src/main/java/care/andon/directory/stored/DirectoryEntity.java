package care.andon.directory.stored;

import care.andon.kernel.Id;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a facility, unit, team or person has in the database besides what it is called. */
@MappedSuperclass
abstract class DirectoryEntity {
  @jakarta.persistence.Id
  @Column(name = "id")
  private UUID key;

  private @Nullable Instant goneAt;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  DirectoryEntity() {}

  abstract Id id();

  UUID key() {
    return key;
  }

  boolean isGone() {
    return goneAt != null;
  }
}
