package care.andon.directory.roster;

import static care.andon.platform.sql.SqlParameters.orNull;

import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Post;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.WireNames;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What shifts, weekly duties and stand-ins have in common in the database; the change log. */
@ApplicationScoped
class RosterRepository {
  private static final String CHANGE =
      "id, at, by, act, person_id, instead_of, starts_at, ends_at, duty, reason";

  private final DataSource database;

  RosterRepository(DataSource database) {
    this.database = database;
  }

  /** An entry and the post whose roster it is on. */
  record OfPlace<T>(Post post, T entry) {}

  /** Locks the roster until the transaction ends. */
  void lock(RosterPlace place) {
    var held =
        place.team() == null
            ? new SqlQuery()
                .add(
                    "select id from facility where id = ? for no key update",
                    place.facility().id().value())
            : new SqlQuery()
                .add(
                    "select id from team where id = ? for no key update",
                    place.team().id().value());
    held.rows(database, row -> row.getObject(1, UUID.class));
  }

  /** The change log, the latest first. */
  List<RosterChange> changes(RosterPlace place, @Nullable UUID before, int most) {
    var query = of(place, "select " + CHANGE + " from roster_change");
    if (before != null) {
      query.add("and id < ?", before);
    }
    return query
        .add("order by id desc limit ?", most)
        .rows(database, row -> change(new ResultRow(row)));
  }

  void log(SqlBatch batch, RosterPlace place, RosterChange change) {
    batch.add(
        """
        insert into roster_change
          (facility_id, team_id, tier, id, at, by, act, person_id, instead_of, starts_at, ends_at,
           duty, reason)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        values(
            place,
            change.id(),
            change.at(),
            change.by(),
            WireNames.of(change.act()),
            change.person().value(),
            orNull("uuid", change.insteadOf() == null ? null : change.insteadOf().value()),
            orNull("timestamptz", finite(change.when().from())),
            orNull("timestamptz", finite(change.when().to())),
            orNull("text", change.duty()),
            orNull("text", change.reason())));
  }

  /** Executes the batch in the present transaction. */
  void send(SqlBatch batch) {
    try (var connection = database.getConnection()) {
      batch.execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("Changing a roster failed", failure);
    }
  }

  // --- Shared by the tables of a roster ---

  /** Restricts a select to one roster. */
  static SqlQuery of(RosterPlace place, String select) {
    return place.team() == null
        ? new SqlQuery()
            .add(select)
            .add(
                "where facility_id = ? and tier = ?",
                place.facility().id().value(),
                Objects.requireNonNull(place.tier()))
        : new SqlQuery().add(select).add("where team_id = ?", place.team().id().value());
  }

  static Post post(ResultRow row) throws SQLException {
    var team = row.uuidOrNull();
    var facility = new FacilityId(row.uuid());
    var tier = row.numberOrNull();
    return team == null
        ? new Post.OfFacility(facility, Objects.requireNonNull(tier))
        : new Post.OfTeam(new TeamId(team));
  }

  /** The values of a row: the columns of the place, then the rest. */
  static Object[] values(RosterPlace place, Object... rest) {
    var all = new ArrayList<>(place.columns());
    all.addAll(Arrays.asList(rest));
    return all.toArray();
  }

  static @Nullable PersonId personOrNull(ResultRow row) throws SQLException {
    var id = row.uuidOrNull();
    return id == null ? null : new PersonId(id);
  }

  private static RosterChange change(ResultRow row) throws SQLException {
    return new RosterChange(
        row.uuid(),
        row.instant(),
        row.text(),
        row.constant(RosterChange.Act.class),
        new PersonId(row.uuid()),
        personOrNull(row),
        new Interval(
            Objects.requireNonNullElse(row.instantOrNull(), Instant.MIN),
            Objects.requireNonNullElse(row.instantOrNull(), Instant.MAX)),
        row.textOrNull(),
        row.textOrNull());
  }

  /** The instant; null if there is no start or no end. */
  static @Nullable Instant finite(Instant at) {
    return at.equals(Instant.MIN) || at.equals(Instant.MAX) ? null : at;
  }
}
