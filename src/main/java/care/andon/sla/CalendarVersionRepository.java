package care.andon.sla;

import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.VersionRef;
import care.andon.versioned.VersionStore;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** The stored versions of calendars. */
@ApplicationScoped
class CalendarVersionRepository
    extends VersionStore<CalendarVersion, WorkCalendar, CalendarDocument> {
  CalendarVersionRepository(ObjectMapper json) {
    super(json, CalendarDocument.class);
  }

  @Override
  protected CalendarVersion newEntity() {
    return new CalendarVersion();
  }

  @Override
  protected CalendarDocument write(WorkCalendar content) {
    return CalendarDocument.of(content);
  }

  @Override
  protected WorkCalendar read(VersionRef ref, CalendarDocument stored) {
    return stored.read();
  }
}
