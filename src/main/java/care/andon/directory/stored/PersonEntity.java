package care.andon.directory.stored;

import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import care.andon.kernel.UnitId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code person}. */
@Entity
@Immutable
@Table(name = "person")
class PersonEntity extends DirectoryEntity {
  private String username;
  private String name;
  private String title;
  private @Nullable UUID unitId;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  PersonEntity() {}

  @Override
  PersonId id() {
    return new PersonId(key());
  }

  Person person() {
    return new Person(id(), username, name, title, unitId == null ? null : new UnitId(unitId));
  }
}
