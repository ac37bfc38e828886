package care.andon.directory.stored;

import care.andon.directory.Facility;
import care.andon.kernel.FacilityId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.ZoneId;
import org.hibernate.annotations.Immutable;

/** A row of {@code facility}. */
@Entity
@Immutable
@Table(name = "facility")
class FacilityEntity extends DirectoryEntity {
  private String code;
  private String name;
  private ZoneId timeZone;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  FacilityEntity() {}

  @Override
  FacilityId id() {
    return new FacilityId(key());
  }

  Facility facility() {
    return new Facility(id(), code, name, timeZone);
  }
}
