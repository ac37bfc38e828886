package care.andon.directory.roster;

import care.andon.directory.oncall.Duty;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.hibernate.jpa.HibernateHints;

/** Where weekly duties are kept. */
@ApplicationScoped
class WeeklyDutyRepository extends RosterEntryRepository<WeeklyDuty> {

  /** All duties of all rosters. */
  List<Duty> duties() {
    return findAll().withHint(HibernateHints.HINT_READ_ONLY, true).list().stream()
        .map(WeeklyDuty::duty)
        .toList();
  }

  List<WeeklyDuty> of(RosterPlace place) {
    return of(place, "order by fromTime, id", Map.of()).list();
  }
}
