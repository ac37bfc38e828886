package care.andon.directory.stored;

import care.andon.directory.Team;
import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code team}. */
@Entity
@Immutable
@Table(name = "team")
class TeamEntity extends DirectoryEntity {
  private UUID facilityId;
  private String code;
  private String name;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  TeamEntity() {}

  @Override
  TeamId id() {
    return new TeamId(key());
  }

  Team team() {
    return new Team(id(), new FacilityId(facilityId), code, name);
  }
}
