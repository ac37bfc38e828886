package care.andon.telling;

import care.andon.kernel.PersonId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where contacts are kept. */
@ApplicationScoped
class ContactRepository implements PanacheRepositoryBase<Contact, UUID> {

  /** The contacts of a person, in the order in which they were added. */
  List<Contact> of(PersonId person) {
    return list("personId = ?1 order by id", person.value());
  }

  Optional<Contact> of(PersonId person, String kind, String address) {
    return find("personId = ?1 and kind = ?2 and address = ?3", person.value(), kind, address)
        .firstResultOptional();
  }
}
