package care.andon.directory.stored;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Where facilities are kept. */
@ApplicationScoped
class FacilityRepository implements PanacheRepositoryBase<FacilityEntity, UUID> {}
