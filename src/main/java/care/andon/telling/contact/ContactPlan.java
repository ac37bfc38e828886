package care.andon.telling.contact;

import care.andon.directory.imports.ImportReport.ImportAct;
import care.andon.directory.imports.reading.Rejection;
import care.andon.kernel.PersonId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an import of contacts would change.
 *
 * @param unchanged how many contacts are already as sent
 * @param before how many contacts the source has sent so far
 */
record ContactPlan(List<Change> changes, int unchanged, int before, List<Rejection> rejected) {
  private static final int MOST_GONE = 20;

  ContactPlan {
    changes = List.copyOf(changes);
    rejected = List.copyOf(rejected);
  }

  /** Where a person is told. */
  record Place(PersonId person, String kind, String address) {
    static Place of(Contact contact) {
      return new Place(contact.person(), contact.kind(), contact.address());
    }
  }

  /**
   * One change. A contact that its owner added and did not verify yet is changed: it needs no code
   * any more.
   *
   * @param contact null if it is added
   */
  record Change(ImportAct act, Place place, @Nullable Contact contact) {}

  int count(ImportAct act) {
    return (int) changes.stream().filter(change -> change.act() == act).count();
  }

  /** What is removed, if that is more than a tenth of what the source has sent, or more than 20. */
  Optional<String> removals() {
    var gone = count(ImportAct.GONE);
    return gone > MOST_GONE || gone * 10 > before
        ? Optional.of("%d of %d contacts".formatted(gone, before))
        : Optional.empty();
  }
}
