package care.andon.directory.roster;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Where weekly duties are kept. */
@ApplicationScoped
class WeeklyDutyRepository extends RosterEntryRepository<WeeklyDuty> {

  List<WeeklyDuty> of(RosterPlace place) {
    return of(place, "order by fromTime, id", Map.of()).list();
  }
}
