package care.andon.directory.imports;

import care.andon.directory.imports.planning.DirectoryItem;
import care.andon.directory.imports.planning.NaturalKeyMatcher;
import care.andon.directory.imports.planning.StoredDirectory;
import care.andon.directory.imports.reading.ItemKind;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Post;
import care.andon.directory.oncall.StandIn;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.sql.ResultRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the stored directory as text, one statement per table. */
final class StoredReader {
  private static final String BACKUPS =
      """
      (select coalesce(string_agg(coalesce(team_id::text, tier::text), ' ' order by position), '')
       from category_backup
       where category_backup.facility_id = category_owner.facility_id
         and category_backup.category = category_owner.category)
      """;

  private final Connection connection;
  private final Map<String, String> texts = new HashMap<>();

  StoredReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * Reads everything except shifts that ended before an instant.
   *
   * @param shiftsAfter null for all shifts
   */
  StoredDirectory read(Instant now, @Nullable Instant shiftsAfter) throws SQLException {
    var version = version();
    var items = new EnumMap<ItemKind, List<DirectoryItem>>(ItemKind.class);
    for (var kind : ItemKind.values()) {
      items.put(kind, kind == ItemKind.SHIFTS ? shifts(shiftsAfter) : items(kind, ""));
    }
    return new StoredDirectory(version.directory(), version.roster(), items, standIns(now));
  }

  /** The versions of the directory and the rosters; they change with every change. */
  record Version(long directory, long roster) {}

  Version version() throws SQLException {
    try (var statement =
            connection.prepareStatement("select version, roster from directory_version");
        var rows = statement.executeQuery()) {
      rows.next();
      return new Version(rows.getLong(1), rows.getLong(2));
    }
  }

  private List<DirectoryItem> shifts(@Nullable Instant after) throws SQLException {
    // One day of margin covers every time zone.
    return items(
        ItemKind.SHIFTS,
        after == null
            ? ""
            : " where ends > timestamp '%s' - interval '1 day'"
                .formatted(after.toString().substring(0, 19)));
  }

  private List<DirectoryItem> items(ItemKind kind, String where) throws SQLException {
    var sql = new StringBuilder("select ");
    sql.append(
        switch (kind) {
          case MEMBERSHIPS -> "null, source, null, left_at is not null";
          case OWNERS -> "null, source, null, false";
          case DUTIES, SHIFTS -> "id, source, external_id, false";
          default -> "id, source, external_id, gone_at is not null";
        });
    for (var field : kind.fields()) {
      sql.append(", ")
          .append(field.title().equals("backups") ? BACKUPS : field.column() + "::text");
    }
    sql.append(" from ").append(kind.table()).append(where);
    try (var statement = connection.prepareStatement(sql.toString())) {
      statement.setFetchSize(10_000);
      try (var rows = statement.executeQuery()) {
        var items = new ArrayList<DirectoryItem>();
        while (rows.next()) {
          items.add(item(kind, new ResultRow(rows)));
        }
        return items;
      }
    }
  }

  private DirectoryItem item(ItemKind kind, ResultRow row) throws SQLException {
    var id = row.uuidOrNull();
    var source = shared(row.textOrNull());
    var externalId = row.textOrNull();
    var gone = row.flag();
    var values = new ArrayList<@Nullable String>();
    for (int i = 0; i < kind.fields().size(); i++) {
      values.add(shared(row.textOrNull()));
    }
    return new DirectoryItem(
        kind,
        id == null ? NaturalKeyMatcher.key(values.get(0), values.get(1)) : id,
        source,
        externalId,
        gone,
        values);
  }

  /** Shares equal texts: a year of shifts repeats the same few people. */
  private @Nullable String shared(@Nullable String text) {
    return text == null ? null : texts.computeIfAbsent(text, it -> it);
  }

  private List<StandIn> standIns(Instant now) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            select id, facility_id, team_id, tier, person_id, instead_of, starts_at, ends_at, reason,
              swap_id, made_at
            from stand_in
            where called_off_at is null and ends_at > ?
            """)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      try (var rows = statement.executeQuery()) {
        var standIns = new ArrayList<StandIn>();
        while (rows.next()) {
          standIns.add(standIn(rows));
        }
        return standIns;
      }
    }
  }

  private static StandIn standIn(ResultSet rows) throws SQLException {
    var row = new ResultRow(rows);
    var team = row.uuidOrNull("team_id");
    var instead = row.uuidOrNull("instead_of");
    return new StandIn(
        row.uuid("id"),
        team == null
            ? new Post.OfFacility(new FacilityId(row.uuid("facility_id")), row.number("tier"))
            : new Post.OfTeam(new TeamId(team)),
        new PersonId(row.uuid("person_id")),
        instead == null ? null : new PersonId(instead),
        new Interval(row.instant("starts_at"), row.instant("ends_at")),
        row.text("reason"),
        row.uuidOrNull("swap_id"),
        row.instant("made_at"));
  }
}
