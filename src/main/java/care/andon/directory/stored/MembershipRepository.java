package care.andon.directory.stored;

import care.andon.directory.stored.MembershipEntity.MembershipKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Where memberships are kept. */
@ApplicationScoped
class MembershipRepository implements PanacheRepositoryBase<MembershipEntity, MembershipKey> {

  List<MembershipEntity> current() {
    return list("leftAt is null");
  }
}
