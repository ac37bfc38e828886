package care.andon.directory.stored;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Where units are kept. */
@ApplicationScoped
class UnitRepository implements PanacheRepositoryBase<UnitEntity, UUID> {}
