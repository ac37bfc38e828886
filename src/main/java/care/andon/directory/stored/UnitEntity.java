package care.andon.directory.stored;

import care.andon.directory.Unit;
import care.andon.kernel.FacilityId;
import care.andon.kernel.UnitId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code unit}. */
@Entity
@Immutable
@Table(name = "unit")
class UnitEntity extends DirectoryEntity {
  private UUID facilityId;
  private String code;
  private String name;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  UnitEntity() {}

  @Override
  UnitId id() {
    return new UnitId(key());
  }

  Unit unit() {
    return new Unit(id(), new FacilityId(facilityId), code, name);
  }
}
