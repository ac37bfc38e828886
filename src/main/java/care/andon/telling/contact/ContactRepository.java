package care.andon.telling.contact;

import care.andon.kernel.PersonId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where contacts are kept. */
@ApplicationScoped
class ContactRepository implements PanacheRepositoryBase<Contact, UUID> {

  /** Lets other imports wait until this transaction has ended. */
  void lockImports() {
    getEntityManager()
        .createNativeQuery(
            "select 1 from pg_advisory_xact_lock(hashtextextended('contact imports', 0))")
        .getSingleResult();
  }

  /** All contacts, in the order in which they were added. */
  List<Contact> inOrder() {
    return listAll(Sort.by("id"));
  }

  /** The contacts of a person, in the order in which they were added. */
  List<Contact> of(PersonId person) {
    return list("personId = ?1 order by id", person.value());
  }

  /** The people with a verified contact of one of these kinds that refuses no messages. */
  List<UUID> peopleReached(Collection<String> kinds) {
    return getEntityManager()
        .createQuery(
            "select distinct personId from Contact"
                + " where verifiedAt is not null and failingSince is null and kind in :kinds",
            UUID.class)
        .setParameter("kinds", kinds)
        .getResultList();
  }

  Optional<Contact> of(PersonId person, String kind, String address) {
    return find("personId = ?1 and kind = ?2 and address = ?3", person.value(), kind, address)
        .firstResultOptional();
  }
}
