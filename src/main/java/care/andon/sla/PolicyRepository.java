package care.andon.sla;

import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.RevisionCounter;
import care.andon.versioned.VersionTable;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/** Where policies and calendars are kept, in versions. */
@ApplicationScoped
class PolicyRepository {
  private final RevisionCounter revisions;
  private final VersionTable<SlaPolicy> policies;
  private final VersionTable<WorkCalendar> calendars;

  PolicyRepository(DataSource database, ObjectMapper json, RevisionCounter revisions) {
    this.revisions = revisions;
    this.policies =
        new VersionTable<>(
            database,
            json,
            "policy",
            new VersionTable.Form<>(
                PolicyDocument.class, PolicyDocument::of, (ref, document) -> document.read(ref)));
    this.calendars =
        new VersionTable<>(
            database,
            json,
            "calendar",
            new VersionTable.Form<>(
                CalendarDocument.class, CalendarDocument::of, (ref, document) -> document.read()));
  }

  VersionTable<SlaPolicy> policies() {
    return policies;
  }

  VersionTable<WorkCalendar> calendars() {
    return calendars;
  }

  /** How often something was published or retired. */
  long revision() {
    return revisions.present();
  }

  /** Everything published by now. What {@code known} holds already is taken from there. */
  PublishedPolicies read(PublishedPolicies known) {
    // First the number: what is published meanwhile is newer than it, and not in force at it.
    var revision = revision();
    return new PublishedPolicies(
        revision,
        policies.read(known.policies(), known.revision()),
        calendars.read(known.calendars(), known.revision()));
  }
}
