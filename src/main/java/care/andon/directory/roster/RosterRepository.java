package care.andon.directory.roster;

import static care.andon.platform.Parameters.orNull;

import care.andon.directory.DutyTimes;
import care.andon.directory.Hours;
import care.andon.directory.Interval;
import care.andon.directory.Post;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.Batch;
import care.andon.platform.Parameters.SqlArray;
import care.andon.platform.Query;
import care.andon.platform.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Rosters, row by row. */
@ApplicationScoped
class RosterRepository {
  /** A shift has at most 31 days; a zone is less than a day from UTC. */
  private static final int LONGEST_SHIFT_DAYS = 31;

  private static final String SHIFT =
      "id, person_id, starts, ends, time_zone, exclusive, source, external_id";
  private static final String WEEKLY =
      "id, person_id, days, from_time, to_time, time_zone, starts_on, ends_on, exclusive";
  private static final String STAND_IN =
      """
      id, person_id, instead_of, starts_at, ends_at, reason, swap_id, made_by, made_at,
      called_off_by, called_off_at
      """;
  private static final String CHANGE =
      "id, at, by, act, person_id, instead_of, starts_at, ends_at, duty, reason";

  private final DataSource database;

  RosterRepository(DataSource database) {
    this.database = database;
  }

  /** What is kept of one roster. */
  record OfPlace<T>(Post post, T kept) {}

  // --- Reading ---

  /** Holds the roster against other writers until the transaction ends. */
  void lock(RosterPlace place) {
    var held =
        place.team() == null
            ? new Query()
                .add(
                    "select id from facility where id = ? for no key update",
                    place.facility().id().value())
            : new Query()
                .add(
                    "select id from team where id = ? for no key update",
                    place.team().id().value());
    held.rows(database, row -> row.getObject(1, UUID.class));
  }

  /** The shifts that have an instant in the window, by their start. */
  List<Shift> shifts(RosterPlace place, Interval window) {
    return of(place, "select " + SHIFT + " from shift")
        .add(
            "and starts < ? and starts > ? and ends > ? order by starts, id",
            local(window.to()).plusDays(1),
            local(window.from()).minusDays(LONGEST_SHIFT_DAYS + 1),
            local(window.from()).minusDays(1))
        .rows(database, row -> shift(new Row(row)))
        .stream()
        .filter(shift -> shift.when().stream().anyMatch(window::overlaps))
        .toList();
  }

  /** The shifts of one source, whenever they are. */
  List<Shift> shiftsFrom(RosterPlace place, String source) {
    return of(place, "select " + SHIFT + " from shift")
        .add("and source = ?", source)
        .rows(database, row -> shift(new Row(row)));
  }

  /** A shift of this roster. */
  Optional<Shift> shiftOf(RosterPlace place, UUID id) {
    return of(place, "select " + SHIFT + " from shift")
        .add("and id = ?", id)
        .rows(database, row -> shift(new Row(row)))
        .stream()
        .findFirst();
  }

  /** A shift, held against other writers until the transaction ends. */
  Optional<OfPlace<Shift>> shift(UUID id) {
    return new Query()
            .add("select team_id, facility_id, tier, " + SHIFT + " from shift where id = ?", id)
            .add("for update")
            .rows(
                database,
                rows -> {
                  var row = new Row(rows);
                  return new OfPlace<>(post(row), shift(row));
                })
            .stream()
            .findFirst();
  }

  List<WeeklyDuty> weekly(RosterPlace place) {
    return of(place, "select " + WEEKLY + " from on_call")
        .add("order by from_time, id")
        .rows(database, RosterRepository::weekly);
  }

  /** A duty of every week as it is at the moment. */
  Optional<WeeklyDuty> weeklyNow(UUID id) {
    return new Query()
            .add("select " + WEEKLY + " from on_call where id = ?", id)
            .rows(database, RosterRepository::weekly)
            .stream()
            .findFirst();
  }

  /** A duty of every week, held against other writers until the transaction ends. */
  Optional<OfPlace<WeeklyDuty>> weekly(UUID id) {
    return new Query()
            .add("select team_id, facility_id, tier, " + WEEKLY + " from on_call where id = ?", id)
            .add("for update")
            .rows(database, row -> new OfPlace<>(post(new Row(row)), weekly(row)))
            .stream()
            .findFirst();
  }

  /** The stand-ins that have an instant in the window, also those called off, by their start. */
  List<Substitution> standIns(RosterPlace place, Interval window) {
    return of(place, "select " + STAND_IN + " from stand_in")
        .add("and ends_at > ? and starts_at < ? order by starts_at, id", window.from(), window.to())
        .rows(database, row -> standIn(new Row(row)));
  }

  /** A stand-in, and the other half of a swap, held against other writers. */
  List<OfPlace<Substitution>> actOf(UUID standIn) {
    return new Query()
        .add("select team_id, facility_id, tier, " + STAND_IN + " from stand_in")
        .add(
            "where id = ? or swap_id = (select swap_id from stand_in where id = ?)",
            standIn,
            standIn)
        .add("order by id for update")
        .rows(
            database,
            rows -> {
              var row = new Row(rows);
              return new OfPlace<>(post(row), standIn(row));
            });
  }

  /** What was changed, the latest first. */
  List<RosterChange> changes(RosterPlace place, @Nullable UUID before, int most) {
    var query = of(place, "select " + CHANGE + " from roster_change");
    if (before != null) {
      query.add("and id < ?", before);
    }
    return query.add("order by id desc limit ?", most).rows(database, row -> change(new Row(row)));
  }

  private static Query of(RosterPlace place, String select) {
    return place.team() == null
        ? new Query()
            .add(select)
            .add(
                "where facility_id = ? and tier = ?",
                place.facility().id().value(),
                java.util.Objects.requireNonNull(place.tier()))
        : new Query().add(select).add("where team_id = ?", place.team().id().value());
  }

  /** Whose roster the duties of every week and the stand-ins with these ids are on. */
  Map<UUID, Post> postsOf(List<UUID> ids) {
    var all = new SqlArray("uuid", ids);
    var posts = new HashMap<UUID, Post>();
    new Query()
        .add("select id, team_id, facility_id, tier from on_call where id = any(?)", all)
        .add("union all")
        .add("select id, team_id, facility_id, tier from stand_in where id = any(?)", all)
        .rows(
            database,
            rows -> {
              var row = new Row(rows);
              return Map.entry(row.uuid(), post(row));
            })
        .forEach(entry -> posts.put(entry.getKey(), entry.getValue()));
    return posts;
  }

  // --- Writing ---

  void insert(Batch batch, RosterPlace place, Shift shift) {
    batch.add(
        """
        insert into shift
          (facility_id, team_id, tier, id, person_id, starts, ends, time_zone, exclusive, source,
           external_id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        values(
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

  void update(Batch batch, Shift shift) {
    batch.add(
        """
        update shift
        set person_id = ?, starts = ?, ends = ?, time_zone = ?, exclusive = ?
        where id = ?
        """,
        shift.person().value(),
        shift.times().from(),
        shift.times().to(),
        shift.times().zone().getId(),
        shift.exclusive(),
        shift.id());
  }

  void delete(Batch batch, Shift shift) {
    batch.add("delete from shift where id = ?", shift.id());
  }

  void insert(Batch batch, RosterPlace place, WeeklyDuty duty) {
    var all = new java.util.ArrayList<>(place.columns());
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

  void update(Batch batch, WeeklyDuty duty) {
    var all = new java.util.ArrayList<>(columns(duty));
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

  void delete(Batch batch, WeeklyDuty duty) {
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

  void insert(Batch batch, RosterPlace place, Substitution standIn) {
    batch.add(
        """
        insert into stand_in
          (facility_id, team_id, tier, id, person_id, instead_of, starts_at, ends_at, reason,
           swap_id, made_by, made_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        values(
            place,
            standIn.id(),
            standIn.person().value(),
            orNull("uuid", standIn.instead() == null ? null : standIn.instead().value()),
            standIn.when().from(),
            standIn.when().to(),
            standIn.reason(),
            orNull("uuid", standIn.swap()),
            standIn.madeBy(),
            standIn.madeAt()));
  }

  void callOff(Batch batch, Substitution standIn, String by, Instant at) {
    batch.add(
        "update stand_in set called_off_by = ?, called_off_at = ? where id = ?",
        by,
        at,
        standIn.id());
  }

  void remember(Batch batch, RosterPlace place, RosterChange change) {
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
            change.act().name().toLowerCase(Locale.ROOT),
            change.person().value(),
            orNull("uuid", change.instead() == null ? null : change.instead().value()),
            orNull("timestamptz", finite(change.when().from())),
            orNull("timestamptz", finite(change.when().to())),
            orNull("text", change.duty()),
            orNull("text", change.reason())));
  }

  /** Null for no start, or no end, at all. */
  static @Nullable Instant finite(Instant at) {
    return at.equals(Instant.MIN) || at.equals(Instant.MAX) ? null : at;
  }

  /** Sends what was added, in the present transaction. */
  void send(Batch batch) {
    try (var connection = database.getConnection()) {
      batch.execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("Changing a roster failed", failure);
    }
  }

  private static Object[] values(RosterPlace place, Object... rest) {
    var all = new java.util.ArrayList<>(place.columns());
    all.addAll(Arrays.asList(rest));
    return all.toArray();
  }

  // --- Rows ---

  private static Post post(Row row) throws SQLException {
    var team = row.uuidOrNull();
    var facility = new FacilityId(row.uuid());
    var tier = row.numberOrNull();
    return team == null
        ? new Post.OfFacility(facility, java.util.Objects.requireNonNull(tier))
        : new Post.OfTeam(new TeamId(team));
  }

  private static Shift shift(Row row) throws SQLException {
    return new Shift(
        row.uuid(),
        new PersonId(row.uuid()),
        new DutyTimes.Dated(row.local(), row.local(), ZoneId.of(row.text())),
        row.flag(),
        row.textOrNull(),
        row.textOrNull());
  }

  private static Substitution standIn(Row row) throws SQLException {
    return new Substitution(
        row.uuid(),
        new PersonId(row.uuid()),
        personOrNull(row),
        new Interval(row.instant(), row.instant()),
        row.text(),
        row.uuidOrNull(),
        row.text(),
        row.instant(),
        row.textOrNull(),
        row.instantOrNull());
  }

  private static RosterChange change(Row row) throws SQLException {
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

  private static @Nullable PersonId personOrNull(Row row) throws SQLException {
    var id = row.uuidOrNull();
    return id == null ? null : new PersonId(id);
  }

  private static WeeklyDuty weekly(ResultSet row) throws SQLException {
    var days = (Short[]) row.getArray("days").getArray();
    var zone = row.getString("time_zone");
    return new WeeklyDuty(
        row.getObject("id", UUID.class),
        new PersonId(row.getObject("person_id", UUID.class)),
        new DutyTimes.Weekly(
            new Hours(
                Arrays.stream(days).map(day -> DayOfWeek.of(day)).collect(Collectors.toSet()),
                row.getObject("from_time", LocalTime.class),
                row.getObject("to_time", LocalTime.class)),
            zone == null ? null : ZoneId.of(zone),
            row.getObject("starts_on", LocalDate.class),
            row.getObject("ends_on", LocalDate.class)),
        row.getBoolean("exclusive"));
  }

  private static LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
