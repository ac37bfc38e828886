package care.andon.directory.roster;

import static care.andon.platform.sql.SqlParameters.orNull;

import care.andon.directory.oncall.Interval;
import care.andon.directory.roster.RosterRepository.OfPlace;
import care.andon.kernel.PersonId;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads and writes stand-ins and swaps. */
@ApplicationScoped
class StandInRepository {
  private static final String STAND_IN =
      """
      id, person_id, instead_of, starts_at, ends_at, reason, swap_id, made_by, made_at,
      called_off_by, called_off_at
      """;

  private final DataSource database;

  StandInRepository(DataSource database) {
    this.database = database;
  }

  /**
   * The stand-ins that have an instant in the window, by start; also those that were called off.
   */
  List<StoredStandIn> standIns(RosterPlace place, Interval window) {
    return RosterRepository.of(place, "select " + STAND_IN + " from stand_in")
        .add("and ends_at > ? and starts_at < ? order by starts_at, id", window.from(), window.to())
        .rows(database, row -> standIn(new ResultRow(row)));
  }

  /** A stand-in and the other half of its swap, locked until the transaction ends. */
  List<OfPlace<StoredStandIn>> actOf(UUID standIn) {
    return new SqlQuery()
        .add("select team_id, facility_id, tier, " + STAND_IN + " from stand_in")
        .add(
            "where id = ? or swap_id = (select swap_id from stand_in where id = ?)",
            standIn,
            standIn)
        .add("order by id for update")
        .rows(
            database,
            rows -> {
              var row = new ResultRow(rows);
              return new OfPlace<>(RosterRepository.post(row), standIn(row));
            });
  }

  void insert(SqlBatch batch, RosterPlace place, StoredStandIn standIn) {
    batch.add(
        """
        insert into stand_in
          (facility_id, team_id, tier, id, person_id, instead_of, starts_at, ends_at, reason,
           swap_id, made_by, made_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        RosterRepository.values(
            place,
            standIn.id(),
            standIn.person().value(),
            orNull("uuid", standIn.insteadOf() == null ? null : standIn.insteadOf().value()),
            standIn.when().from(),
            standIn.when().to(),
            standIn.reason(),
            orNull("uuid", standIn.swap()),
            standIn.madeBy(),
            standIn.madeAt()));
  }

  void callOff(SqlBatch batch, StoredStandIn standIn, String by, Instant at) {
    batch.add(
        "update stand_in set called_off_by = ?, called_off_at = ? where id = ?",
        by,
        at,
        standIn.id());
  }

  private static StoredStandIn standIn(ResultRow row) throws SQLException {
    return new StoredStandIn(
        row.uuid(),
        new PersonId(row.uuid()),
        RosterRepository.personOrNull(row),
        new Interval(row.instant(), row.instant()),
        row.text(),
        row.uuidOrNull(),
        row.text(),
        row.instant(),
        row.textOrNull(),
        row.instantOrNull());
  }
}
