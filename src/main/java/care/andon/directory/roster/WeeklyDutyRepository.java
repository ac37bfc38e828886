package care.andon.directory.roster;

import static care.andon.platform.sql.SqlParameters.orNull;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.WeeklyHours;
import care.andon.directory.roster.RosterRepository.OfPlace;
import care.andon.kernel.PersonId;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Reads and writes weekly duties. */
@ApplicationScoped
class WeeklyDutyRepository {
  private static final String WEEKLY =
      "id, person_id, days, from_time, to_time, time_zone, starts_on, ends_on, exclusive";

  private final DataSource database;

  WeeklyDutyRepository(DataSource database) {
    this.database = database;
  }

  List<WeeklyDuty> weekly(RosterPlace place) {
    return RosterRepository.of(place, "select " + WEEKLY + " from on_call")
        .add("order by from_time, id")
        .rows(database, WeeklyDutyRepository::weekly);
  }

  /** The present state of a weekly duty. */
  Optional<WeeklyDuty> weeklyNow(UUID id) {
    return new SqlQuery()
            .add("select " + WEEKLY + " from on_call where id = ?", id)
            .rows(database, WeeklyDutyRepository::weekly)
            .stream()
            .findFirst();
  }

  /** A weekly duty, locked until the transaction ends. */
  Optional<OfPlace<WeeklyDuty>> weekly(UUID id) {
    return new SqlQuery()
            .add("select team_id, facility_id, tier, " + WEEKLY + " from on_call where id = ?", id)
            .add("for update")
            .rows(
                database,
                row -> new OfPlace<>(RosterRepository.post(new ResultRow(row)), weekly(row)))
            .stream()
            .findFirst();
  }

  void insert(SqlBatch batch, RosterPlace place, WeeklyDuty duty) {
    var all = new ArrayList<>(place.columns());
    all.add(duty.id());
    all.addAll(columns(duty));
    batch.add(
        """
        insert into on_call
          (facility_id, team_id, tier, id, person_id, days, from_time, to_time, time_zone,
           starts_on, ends_on, exclusive)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        all.toArray());
  }

  void update(SqlBatch batch, WeeklyDuty duty) {
    var all = new ArrayList<>(columns(duty));
    all.add(duty.id());
    batch.add(
        """
        update on_call
        set person_id = ?, days = ?, from_time = ?, to_time = ?, time_zone = ?, starts_on = ?,
          ends_on = ?, exclusive = ?
        where id = ?
        """,
        all.toArray());
  }

  void delete(SqlBatch batch, WeeklyDuty duty) {
    batch.add("delete from on_call where id = ?", duty.id());
  }

  private static List<Object> columns(WeeklyDuty duty) {
    var times = duty.times();
    var days = times.hours().days().stream().sorted().map(day -> (short) day.getValue()).toList();
    return List.of(
        duty.person().value(),
        new SqlArray("int2", days),
        times.hours().from(),
        times.hours().to(),
        orNull("text", times.zone() == null ? null : times.zone().getId()),
        orNull("date", times.startsOn()),
        orNull("date", times.endsOn()),
        duty.exclusive());
  }

  private static WeeklyDuty weekly(ResultSet row) throws SQLException {
    var days = (Short[]) row.getArray("days").getArray();
    var zone = row.getString("time_zone");
    return new WeeklyDuty(
        row.getObject("id", UUID.class),
        new PersonId(row.getObject("person_id", UUID.class)),
        new DutyTimes.Weekly(
            new WeeklyHours(
                Arrays.stream(days).map(day -> DayOfWeek.of(day)).collect(Collectors.toSet()),
                row.getObject("from_time", LocalTime.class),
                row.getObject("to_time", LocalTime.class)),
            zone == null ? null : ZoneId.of(zone),
            row.getObject("starts_on", LocalDate.class),
            row.getObject("ends_on", LocalDate.class)),
        row.getBoolean("exclusive"));
  }
}
