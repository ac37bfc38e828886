package care.andon.directory;

import care.andon.directory.oncall.Duty;
import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.directory.oncall.StandIn;
import care.andon.directory.oncall.WeeklyHours;
import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Id;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.WireNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Loads the directory from the database, with one statement per table. */
@ApplicationScoped
class DirectoryReader {
  private final DataSource database;

  DirectoryReader(DataSource database) {
    this.database = database;
  }

  /** Whether nothing was committed since the snapshot was loaded. */
  boolean isUpToDate(DirectorySnapshot snapshot) throws SQLException {
    try (var connection = database.getConnection()) {
      return Version.of(snapshot).equals(version(connection));
    }
  }

  /**
   * The current state, as of one instant: a half-finished import of another replica is not visible.
   *
   * <p>Shifts and stand-ins change every day and are always loaded. People and places are loaded
   * only if they have changed.
   */
  DirectorySnapshot after(DirectorySnapshot snapshot) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      try {
        var version = version(connection);
        var roster = roster(connection, version);
        return version.directory() == snapshot.version()
            ? snapshot.with(roster)
            : new DirectorySnapshot(contents(connection, version), roster);
      } finally {
        connection.rollback();
      }
    }
  }

  private record Version(long directory, long roster) {
    static Version of(DirectorySnapshot snapshot) {
      return new Version(snapshot.version(), snapshot.rosterVersion());
    }
  }

  private static Version version(Connection connection) throws SQLException {
    return list(
            connection,
            "select version, roster from directory_version",
            row -> new Version(row.getLong("version"), row.getLong("roster")))
        .getFirst();
  }

  private static RosterContents roster(Connection connection, Version version) throws SQLException {
    return new RosterContents(version.roster(), shifts(connection), standIns(connection));
  }

  private static DirectoryContents contents(Connection connection, Version version)
      throws SQLException {
    return new DirectoryContents(
        version.directory(),
        facilities(connection),
        units(connection),
        teams(connection),
        people(connection),
        memberships(connection),
        weekly(connection),
        owners(connection),
        gone(connection));
  }

  private static Set<Id> gone(Connection connection) throws SQLException {
    var gone = new HashSet<Id>();
    gone.addAll(list(connection, gone("facility"), row -> new FacilityId(uuid(row, "id"))));
    gone.addAll(list(connection, gone("unit"), row -> new UnitId(uuid(row, "id"))));
    gone.addAll(list(connection, gone("team"), row -> new TeamId(uuid(row, "id"))));
    gone.addAll(list(connection, gone("person"), row -> new PersonId(uuid(row, "id"))));
    return gone;
  }

  private static String gone(String table) {
    return "select id from " + table + " where gone_at is not null";
  }

  private static List<Facility> facilities(Connection connection) throws SQLException {
    return list(
        connection,
        "select id, code, name, time_zone from facility",
        row ->
            new Facility(
                new FacilityId(uuid(row, "id")),
                row.getString("code"),
                row.getString("name"),
                ZoneId.of(row.getString("time_zone"))));
  }

  private static List<Unit> units(Connection connection) throws SQLException {
    return list(
        connection,
        "select id, facility_id, code, name from unit",
        row ->
            new Unit(
                new UnitId(uuid(row, "id")),
                new FacilityId(uuid(row, "facility_id")),
                row.getString("code"),
                row.getString("name")));
  }

  private static List<Team> teams(Connection connection) throws SQLException {
    return list(
        connection,
        "select id, facility_id, code, name from team",
        row ->
            new Team(
                new TeamId(uuid(row, "id")),
                new FacilityId(uuid(row, "facility_id")),
                row.getString("code"),
                row.getString("name")));
  }

  private static List<Person> people(Connection connection) throws SQLException {
    return list(
        connection,
        "select id, username, name, title, unit_id from person",
        row ->
            new Person(
                new PersonId(uuid(row, "id")),
                row.getString("username"),
                row.getString("name"),
                row.getString("title"),
                unit(row)));
  }

  private static List<Membership> memberships(Connection connection) throws SQLException {
    return list(
        connection,
        "select team_id, person_id, lead from membership where left_at is null",
        row ->
            new Membership(
                new TeamId(uuid(row, "team_id")),
                new PersonId(uuid(row, "person_id")),
                row.getBoolean("lead")));
  }

  private static List<Duty> weekly(Connection connection) throws SQLException {
    return list(
        connection,
        """
        select facility_id, team_id, tier, person_id, days, from_time, to_time, time_zone,
          starts_on, ends_on
        from on_call
        """,
        row -> new Duty(post(row), new PersonId(uuid(row, "person_id")), everyWeek(row)));
  }

  private static DutyTimes everyWeek(ResultSet row) throws SQLException {
    var zone = row.getString("time_zone");
    return new DutyTimes.Weekly(
        hours(row),
        zone == null ? null : ZoneId.of(zone),
        row.getObject("starts_on", LocalDate.class),
        row.getObject("ends_on", LocalDate.class));
  }

  private static List<Duty> shifts(Connection connection) throws SQLException {
    var zones = new HashMap<String, ZoneId>();
    return list(
        connection,
        """
        select facility_id, team_id, tier, person_id, starts, ends, time_zone
        from shift
        """,
        row ->
            new Duty(
                post(row),
                new PersonId(uuid(row, "person_id")),
                new DutyTimes.Dated(
                    row.getObject("starts", LocalDateTime.class),
                    row.getObject("ends", LocalDateTime.class),
                    zones.computeIfAbsent(row.getString("time_zone"), ZoneId::of))));
  }

  private static List<StandIn> standIns(Connection connection) throws SQLException {
    return list(
        connection,
        """
        select id, facility_id, team_id, tier, person_id, instead_of, starts_at,
          least(ends_at, called_off_at) as ends_at, reason, swap_id, made_at
        from stand_in
        where called_off_at is null or called_off_at > starts_at
        """,
        DirectoryReader::standIn);
  }

  private static StandIn standIn(ResultSet row) throws SQLException {
    var instead = row.getObject("instead_of", UUID.class);
    return new StandIn(
        uuid(row, "id"),
        post(row),
        new PersonId(uuid(row, "person_id")),
        instead == null ? null : new PersonId(instead),
        new Interval(instant(row, "starts_at"), instant(row, "ends_at")),
        row.getString("reason"),
        row.getObject("swap_id", UUID.class),
        instant(row, "made_at"));
  }

  private static List<CategoryOwner> owners(Connection connection) throws SQLException {
    var backups =
        list(
            connection,
            """
            select facility_id, category, team_id, tier
            from category_backup
            order by facility_id, category, position
            """,
            row -> Map.entry(Owned.by(row), post(row)));
    var backupsOf =
        backups.stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return list(
        connection,
        """
        select facility_id, category, team_id, off_hours, also_tell_tier, waits_for_business_day
        from category_owner
        """,
        row -> owner(row, backupsOf.getOrDefault(Owned.by(row), List.of())));
  }

  private record Owned(FacilityId facility, Category category) {
    static Owned by(ResultSet row) throws SQLException {
      return new Owned(
          new FacilityId(uuid(row, "facility_id")),
          WireNames.parse(Category.class, row.getString("category")));
    }
  }

  private static CategoryOwner owner(ResultSet row, List<Post> backups) throws SQLException {
    var owned = Owned.by(row);
    return new CategoryOwner(
        owned.facility(),
        owned.category(),
        new TeamId(uuid(row, "team_id")),
        row.getString("off_hours"),
        backups,
        ofFacility(row, "also_tell_tier"),
        row.getBoolean("waits_for_business_day"));
  }

  private static Post post(ResultSet row) throws SQLException {
    var team = row.getObject("team_id", UUID.class);
    return team == null ? ofFacility(row, "tier").orElseThrow() : new Post.OfTeam(new TeamId(team));
  }

  private static Optional<Post.OfFacility> ofFacility(ResultSet row, String tier)
      throws SQLException {
    var facility = new FacilityId(uuid(row, "facility_id"));
    return Optional.ofNullable(row.getObject(tier, Integer.class))
        .map(level -> new Post.OfFacility(facility, level));
  }

  private static WeeklyHours hours(ResultSet row) throws SQLException {
    var days = (Short[]) row.getArray("days").getArray();
    return new WeeklyHours(
        Arrays.stream(days).map(day -> DayOfWeek.of(day)).collect(Collectors.toSet()),
        row.getObject("from_time", LocalTime.class),
        row.getObject("to_time", LocalTime.class));
  }

  private static @Nullable UnitId unit(ResultSet row) throws SQLException {
    var id = row.getObject("unit_id", UUID.class);
    return id == null ? null : new UnitId(id);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> List<T> list(Connection connection, String sql, Row<T> as)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql);
        var rows = statement.executeQuery()) {
      var list = new ArrayList<T>();
      while (rows.next()) {
        list.add(as.read(rows));
      }
      return list;
    }
  }
}
