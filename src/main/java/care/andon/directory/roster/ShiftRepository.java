package care.andon.directory.roster;

import static care.andon.platform.sql.SqlParameters.orNull;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.roster.RosterRepository.OfPlace;
import care.andon.kernel.PersonId;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads and writes dated shifts. */
@ApplicationScoped
class ShiftRepository {
  /** A shift has at most 31 days; a time zone is less than a day from UTC. */
  private static final int LONGEST_SHIFT_DAYS = 31;

  private static final String SHIFT =
      "id, person_id, starts, ends, time_zone, exclusive, source, external_id";

  private final DataSource database;

  ShiftRepository(DataSource database) {
    this.database = database;
  }

  /** The shifts that have an instant in the window, by start. */
  List<Shift> shifts(RosterPlace place, Interval window) {
    return RosterRepository.of(place, "select " + SHIFT + " from shift")
        .add(
            "and starts < ? and starts > ? and ends > ? order by starts, id",
            local(window.to()).plusDays(1),
            local(window.from()).minusDays(LONGEST_SHIFT_DAYS + 1),
            local(window.from()).minusDays(1))
        .rows(database, row -> shift(new ResultRow(row)))
        .stream()
        .filter(shift -> shift.when().stream().anyMatch(window::overlaps))
        .toList();
  }

  /** All shifts from one source. */
  List<Shift> shiftsFrom(RosterPlace place, String source) {
    return RosterRepository.of(place, "select " + SHIFT + " from shift")
        .add("and source = ?", source)
        .rows(database, row -> shift(new ResultRow(row)));
  }

  /** A shift of this roster. */
  Optional<Shift> shiftOf(RosterPlace place, UUID id) {
    return RosterRepository.of(place, "select " + SHIFT + " from shift")
        .add("and id = ?", id)
        .rows(database, row -> shift(new ResultRow(row)))
        .stream()
        .findFirst();
  }

  /** A shift, locked until the transaction ends. */
  Optional<OfPlace<Shift>> shift(UUID id) {
    return new SqlQuery()
            .add("select team_id, facility_id, tier, " + SHIFT + " from shift where id = ?", id)
            .add("for update")
            .rows(
                database,
                rows -> {
                  var row = new ResultRow(rows);
                  return new OfPlace<>(RosterRepository.post(row), shift(row));
                })
            .stream()
            .findFirst();
  }

  void insert(SqlBatch batch, RosterPlace place, Shift shift) {
    batch.add(
        """
        insert into shift
          (facility_id, team_id, tier, id, person_id, starts, ends, time_zone, exclusive, source,
           external_id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        RosterRepository.values(
            place,
            shift.id(),
            shift.person().value(),
            shift.times().from(),
            shift.times().to(),
            shift.times().zone().getId(),
            shift.exclusive(),
            orNull("text", shift.source()),
            orNull("text", shift.externalId())));
  }

  void update(SqlBatch batch, Shift shift) {
    batch.add(
        """
        update shift
        set person_id = ?, starts = ?, ends = ?, time_zone = ?, exclusive = ?, source = ?,
          external_id = ?
        where id = ?
        """,
        shift.person().value(),
        shift.times().from(),
        shift.times().to(),
        shift.times().zone().getId(),
        shift.exclusive(),
        orNull("text", shift.source()),
        orNull("text", shift.externalId()),
        shift.id());
  }

  void delete(SqlBatch batch, Shift shift) {
    batch.add("delete from shift where id = ?", shift.id());
  }

  private static Shift shift(ResultRow row) throws SQLException {
    return new Shift(
        row.uuid(),
        new PersonId(row.uuid()),
        new DutyTimes.Dated(row.local(), row.local(), ZoneId.of(row.text())),
        row.flag(),
        row.textOrNull(),
        row.textOrNull());
  }

  private static LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
