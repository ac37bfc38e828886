package care.andon.request.assignment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A person who has left, as an import said, and whose open requests are given to others. */
@Entity
public class Leaver {
  @Id private UUID personId;

  @SuppressWarnings("UnusedVariable") // for the statements that forget
  private Instant since;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  Leaver() {}
}
