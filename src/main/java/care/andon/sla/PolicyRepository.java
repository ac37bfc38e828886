package care.andon.sla;

import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.RevisionCounter;
import care.andon.versioned.VersionTable;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/** Reads policies and calendars from the database. */
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

  /** The current revision. */
  long revision() {
    return revisions.present();
  }

  /** Everything that is published now. Content that {@code known} has is not read again. */
  PublishedPolicies read(PublishedPolicies known) {
    // The revision first: versions published in the meantime are newer and not in force at it.
    var revision = revision();
    return new PublishedPolicies(
        revision,
        policies.read(known.policies(), known.revision()),
        calendars.read(known.calendars(), known.revision()));
  }
}
