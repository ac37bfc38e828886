package care.andon.telling.contact;

import care.andon.directory.imports.ImportReport.ImportAct;
import care.andon.directory.imports.reading.ContactsDocument.ContactRow;
import care.andon.directory.imports.reading.ImportLine;
import care.andon.directory.imports.reading.ImportSheet;
import care.andon.directory.imports.reading.Rejection;
import care.andon.directory.imports.reading.Upload;
import care.andon.kernel.PersonId;
import care.andon.telling.contact.ContactPlan.Change;
import care.andon.telling.contact.ContactPlan.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Compares sent contacts with the stored ones. Never repeats an address in a reason. */
final class ContactPlanner {
  private final Function<String, Optional<PersonId>> people;
  private final Set<String> kinds;
  private final BiFunction<String, String, Optional<String>> refusal;

  /**
   * @param people finds a person who is there by username
   * @param kinds the kinds of contact that messages can be sent to
   * @param refusal what an address of a kind must look like, if it does not
   */
  ContactPlanner(
      Function<String, Optional<PersonId>> people,
      Set<String> kinds,
      BiFunction<String, String, Optional<String>> refusal) {
    this.people = people;
    this.kinds = kinds;
    this.refusal = refusal;
  }

  /**
   * Plans an import.
   *
   * @param whole whether contacts of the source that were not sent are gone
   */
  ContactPlan plan(Upload upload, List<Contact> stored, String source, boolean whole) {
    var planning = new Planning(stored, source, upload.rejections());
    upload.lines(ImportSheet.CONTACTS).stream()
        .filter(ImportLine::isComplete)
        .forEach(planning::take);
    if (whole && upload.hasAllOf(ImportSheet.CONTACTS)) {
      planning.removeOthers();
    }
    return planning.plan();
  }

  /** The state of one comparison. */
  private final class Planning {
    private final Map<Place, Contact> stored = new LinkedHashMap<>();
    private final Map<PersonId, Integer> counts = new HashMap<>();
    private final Map<Place, ImportLine> sent = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Rejection> rejected;
    private final String source;
    private int unchanged;

    Planning(List<Contact> contacts, String source, List<Rejection> unread) {
      this.source = source;
      this.rejected = new ArrayList<>(unread);
      for (var contact : contacts) {
        stored.put(Place.of(contact), contact);
        counts.merge(contact.person(), 1, Integer::sum);
      }
    }

    void take(ImportLine line) {
      var row = (ContactRow) line.row();
      var person = people.apply(row.person());
      if (person.isEmpty()) {
        reject(line, "person", "unknown_person", "Send the username of a person who is there");
      } else if (!kinds.contains(row.kind())) {
        reject(line, "kind", "unknown_kind", knownKinds());
      } else {
        var address = row.address().text();
        refusal
            .apply(row.kind(), address)
            .ifPresentOrElse(
                advice -> reject(line, "address", "format", advice),
                () -> take(line, new Place(person.get(), row.kind(), address)));
      }
    }

    private String knownKinds() {
      return kinds.isEmpty()
          ? "No channel is configured. Ask the operator"
          : "Send one of " + String.join(", ", kinds);
    }

    private void take(ImportLine line, Place place) {
      var earlier = sent.putIfAbsent(place, line);
      if (earlier != null) {
        reject(
            line,
            "address",
            "duplicate_contact",
            "Line %d has the same contact; send each once".formatted(earlier.number()));
        return;
      }
      var contact = stored.get(place);
      if (contact == null) {
        changes.add(new Change(ImportAct.ADDED, place, null));
        counts.merge(place.person(), 1, Integer::sum);
      } else if (contact.verifiedAt() == null) {
        changes.add(new Change(ImportAct.CHANGED, place, contact));
      } else {
        unchanged++;
      }
    }

    private void reject(ImportLine line, String column, String code, String reason) {
      rejected.add(Rejection.at(line, column, code, reason));
    }

    void removeOthers() {
      stored.forEach(
          (place, contact) -> {
            if (source.equals(contact.source()) && !sent.containsKey(place)) {
              changes.add(new Change(ImportAct.GONE, place, contact));
              counts.merge(place.person(), -1, Integer::sum);
            }
          });
    }

    ContactPlan plan() {
      rejectTooMany();
      var before =
          stored.values().stream().filter(contact -> source.equals(contact.source())).count();
      return new ContactPlan(changes, unchanged, (int) before, rejected);
    }

    private void rejectTooMany() {
      for (var change : changes) {
        var line = sent.get(change.place());
        if (change.act() == ImportAct.ADDED
            && line != null
            && counts.getOrDefault(change.place().person(), 0) > Contacts.MOST) {
          reject(
              line,
              "person",
              "too_many",
              "A person has at most %d contacts, their own included".formatted(Contacts.MOST));
        }
      }
    }
  }
}
