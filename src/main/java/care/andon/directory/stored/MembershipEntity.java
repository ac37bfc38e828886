package care.andon.directory.stored;

import care.andon.directory.Membership;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code membership}. One that ended stays, with the instant. */
@Entity
@Immutable
@Table(name = "membership")
class MembershipEntity {
  @EmbeddedId private MembershipKey key;
  private boolean lead;

  @SuppressWarnings("UnusedVariable") // for queries
  private @Nullable Instant leftAt;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  MembershipEntity() {}

  /** A person is in a team at most once. */
  @Embeddable
  record MembershipKey(UUID teamId, UUID personId) implements Serializable {}

  Membership membership() {
    return new Membership(new TeamId(key.teamId()), new PersonId(key.personId()), lead);
  }
}
