package care.andon.directory.roster;

import care.andon.directory.oncall.Duty;
import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.kernel.PersonId;
import care.andon.platform.sql.SqlQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Where shifts are kept. */
@ApplicationScoped
class ShiftRepository extends RosterEntryRepository<Shift> {
  /** A shift has at most 31 days; a time zone is less than a day from UTC. */
  private static final int LONGEST_SHIFT_DAYS = 31;

  private final DataSource database;

  ShiftRepository(DataSource database) {
    this.database = database;
  }

  /** The shifts that have an instant in the window, by start. */
  List<Shift> within(RosterPlace place, Interval window) {
    var bounds =
        Map.<String, Object>of(
            "latestStart", local(window.to()).plusDays(1),
            "earliestStart", local(window.from()).minusDays(LONGEST_SHIFT_DAYS + 1),
            "earliestEnd", local(window.from()).minusDays(1));
    return of(
            place,
            """
            and starts < :latestStart and starts > :earliestStart and ends > :earliestEnd
            order by starts, id
            """,
            bounds)
        .stream()
        .filter(shift -> shift.when().stream().anyMatch(window::overlaps))
        .toList();
  }

  /** All shifts of all rosters. SQL, because for a year of shifts HQL takes half as long again. */
  List<Duty> duties() {
    var zones = new HashMap<String, ZoneId>();
    return new SqlQuery()
        .add("select facility_id, team_id, tier, person_id, starts, ends, time_zone from shift")
        .rows(
            database,
            row ->
                new Duty(
                    RosterEntry.post(
                        row.getObject("facility_id", UUID.class),
                        row.getObject("team_id", UUID.class),
                        row.getObject("tier", Integer.class)),
                    new PersonId(row.getObject("person_id", UUID.class)),
                    new DutyTimes.Dated(
                        row.getObject("starts", LocalDateTime.class),
                        row.getObject("ends", LocalDateTime.class),
                        zones.computeIfAbsent(row.getString("time_zone"), ZoneId::of))));
  }

  /** All shifts from one source. */
  List<Shift> fromSource(RosterPlace place, String source) {
    return of(place, "and source = :source", Map.of("source", source)).list();
  }

  /** A shift of this roster. */
  Optional<Shift> find(RosterPlace place, UUID id) {
    return of(place, "and id = :id", Map.of("id", id)).firstResultOptional();
  }

  /**
   * Stores what a shift is now. The loaded one stays as it was, so that the answer can show both.
   */
  void replace(Shift shift) {
    var times = shift.times();
    update(
        """
        personId = ?1, starts = ?2, ends = ?3, timeZone = ?4, exclusive = ?5, source = ?6,
        externalId = ?7 where id = ?8
        """,
        shift.person().value(),
        times.from(),
        times.to(),
        times.zone(),
        shift.exclusive(),
        shift.source(),
        shift.externalId(),
        shift.id());
  }

  private static LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
