package care.andon.directory.stored;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Where people are kept. */
@ApplicationScoped
class PersonRepository implements PanacheRepositoryBase<PersonEntity, UUID> {}
