package care.andon.directory.stored;

import care.andon.directory.CategoryOwner;
import care.andon.directory.DirectoryContents;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.DirectorySource;
import care.andon.directory.oncall.Post;
import care.andon.directory.roster.RosterQueries;
import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Id;
import care.andon.kernel.TeamId;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Loads the directory from the database, with one statement per table. */
@ApplicationScoped
class DirectoryReader implements DirectorySource {
  private final FacilityRepository facilities;
  private final UnitRepository units;
  private final TeamRepository teams;
  private final PersonRepository people;
  private final MembershipRepository memberships;
  private final RosterQueries rosters;
  private final EntityManager entities;
  private final DataSource database;

  DirectoryReader(
      FacilityRepository facilities,
      UnitRepository units,
      TeamRepository teams,
      PersonRepository people,
      MembershipRepository memberships,
      RosterQueries rosters,
      EntityManager entities,
      DataSource database) {
    this.facilities = facilities;
    this.units = units;
    this.teams = teams;
    this.people = people;
    this.memberships = memberships;
    this.rosters = rosters;
    this.entities = entities;
    this.database = database;
  }

  @Override
  public boolean isUpToDate(DirectorySnapshot snapshot) {
    return version().equals(new Version(snapshot.version(), snapshot.rosterVersion()));
  }

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public DirectorySnapshot after(DirectorySnapshot snapshot) {
    entities
        .createNativeQuery("set transaction isolation level repeatable read, read only")
        .executeUpdate();
    var version = version();
    var roster = rosters.contents(version.roster());
    return version.directory() == snapshot.version()
        ? snapshot.with(roster)
        : new DirectorySnapshot(contents(version.directory()), roster);
  }

  private record Version(long directory, long roster) {}

  /** SQL, because triggers of the database count the versions. */
  private Version version() {
    return new SqlQuery()
        .add("select version, roster from directory_version")
        .rows(database, row -> new Version(row.getLong("version"), row.getLong("roster")))
        .getFirst();
  }

  private DirectoryContents contents(long version) {
    var facilityRows = facilities.listAll();
    var unitRows = units.listAll();
    var teamRows = teams.listAll();
    var personRows = people.listAll();
    return new DirectoryContents(
        version,
        facilityRows.stream().map(FacilityEntity::facility).toList(),
        unitRows.stream().map(UnitEntity::unit).toList(),
        teamRows.stream().map(TeamEntity::team).toList(),
        personRows.stream().map(PersonEntity::person).toList(),
        memberships.current().stream().map(MembershipEntity::membership).toList(),
        rosters.weekly(),
        owners(),
        gone(Stream.of(facilityRows, unitRows, teamRows, personRows)));
  }

  private static Set<Id> gone(Stream<List<? extends DirectoryEntity>> rows) {
    return rows.flatMap(List::stream)
        .filter(DirectoryEntity::isGone)
        .map(DirectoryEntity::id)
        .collect(Collectors.toSet());
  }

  private List<CategoryOwner> owners() {
    var backupsOf =
        new SqlQuery()
                .add("select facility_id, category, team_id, tier")
                .add("from category_backup order by facility_id, category, position")
                .rows(
                    database,
                    row -> Map.entry(Owned.by(new ResultRow(row)), post(new ResultRow(row))))
                .stream()
                .collect(
                    Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return new SqlQuery()
        .add("select facility_id, category, team_id, off_hours, also_tell_tier,")
        .add("  waits_for_business_day")
        .add("from category_owner")
        .rows(database, row -> owner(new ResultRow(row), backupsOf));
  }

  private record Owned(FacilityId facility, Category category) {
    static Owned by(ResultRow row) throws SQLException {
      return new Owned(
          new FacilityId(row.uuid("facility_id")), row.constant("category", Category.class));
    }
  }

  private static CategoryOwner owner(ResultRow row, Map<Owned, List<Post>> backupsOf)
      throws SQLException {
    var owned = Owned.by(row);
    return new CategoryOwner(
        owned.facility(),
        owned.category(),
        new TeamId(row.uuid("team_id")),
        row.text("off_hours"),
        backupsOf.getOrDefault(owned, List.of()),
        tier(row, "also_tell_tier"),
        row.flag("waits_for_business_day"));
  }

  private static Post post(ResultRow row) throws SQLException {
    var team = row.uuidOrNull("team_id");
    return team == null ? tier(row, "tier").orElseThrow() : new Post.OfTeam(new TeamId(team));
  }

  private static Optional<Post.OfFacility> tier(ResultRow row, String column) throws SQLException {
    var facility = new FacilityId(row.uuid("facility_id"));
    return Optional.ofNullable(row.numberOrNull(column))
        .map(level -> new Post.OfFacility(facility, level));
  }
}
