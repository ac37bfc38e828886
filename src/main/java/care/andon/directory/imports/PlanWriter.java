package care.andon.directory.imports;

import care.andon.directory.imports.ItemColumns.Column;
import care.andon.directory.imports.planning.DirectoryItem;
import care.andon.directory.imports.planning.ImportPlan;
import care.andon.directory.imports.reading.ItemKind;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlParameters.SqlArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a plan in the present transaction, one statement per kind and change for up to twenty
 * thousand rows. Plain SQL, because Hibernate would load and write 140,000 entities one by one.
 */
final class PlanWriter {
  private static final int ROWS = 20_000;

  private final Connection connection;
  private final Instant now;

  PlanWriter(Connection connection, Instant now) {
    this.connection = connection;
    this.now = now;
  }

  void write(ImportPlan plan) throws SQLException {
    for (var kind : ItemKind.values()) {
      if (kind.isRoster()) {
        delete(kind, plan.of(kind).gone());
      }
    }
    for (var kind : ItemKind.values()) {
      var changes = plan.of(kind);
      var after = changes.changed().stream().map(ImportPlan.Changed::after).toList();
      if (kind.isNamed()) {
        freeCodes(kind, changes.changed());
      }
      update(kind, after);
      insert(kind, changes.added());
    }
    backups(plan.of(ItemKind.OWNERS));
    delete(ItemKind.OWNERS, plan.of(ItemKind.OWNERS).gone());
    endMemberships(plan.of(ItemKind.MEMBERSHIPS).gone());
    for (var kind : ItemKind.values()) {
      if (kind.isNamed()) {
        markGone(kind, plan.of(kind).gone());
      }
    }
    insertLeavers(plan.of(ItemKind.PEOPLE).gone());
  }

  /** Executes a statement for up to {@link #ROWS} items at a time. */
  private void run(
      List<DirectoryItem> items, String sql, Function<List<DirectoryItem>, Object[]> parameters)
      throws SQLException {
    for (int from = 0; from < items.size(); from += ROWS) {
      var part = items.subList(from, Math.min(items.size(), from + ROWS));
      new SqlBatch().add(sql, parameters.apply(part)).execute(connection);
    }
  }

  /**
   * Replaces codes that will change by temporary ones, so that two entries can swap their codes.
   */
  private void freeCodes(ItemKind kind, List<ImportPlan.Changed> changed) throws SQLException {
    var recoded =
        changed.stream()
            .filter(it -> !it.before().code().equals(it.after().code()))
            .map(ImportPlan.Changed::after)
            .toList();
    run(
        recoded,
        "update %s set %s = replace(id::text, '-', '') where id = any (?::uuid[])"
            .formatted(kind.table(), kind.fields().getFirst().column()),
        part -> new Object[] {ItemColumns.ids(part)});
  }

  private void insert(ItemKind kind, List<DirectoryItem> items) throws SQLException {
    var columns = ItemColumns.columns(kind);
    run(
        items,
        "insert into %s (%s) select %s from unnest(%s) as entry (%s)"
            .formatted(
                kind.table(),
                ItemColumns.names(columns, Column::name),
                ItemColumns.names(columns, it -> "entry." + it.name() + "::" + it.type()),
                ItemColumns.names(columns, it -> "?::text[]"),
                ItemColumns.names(columns, Column::name)),
        part -> ItemColumns.values(columns, part));
  }

  private void update(ItemKind kind, List<DirectoryItem> items) throws SQLException {
    var columns = ItemColumns.columns(kind);
    var keys = ItemColumns.keys(kind);
    var changes =
        columns.stream()
            .filter(it -> !keys.contains(it.name()))
            .map(it -> it.name() + " = entry." + it.name() + "::" + it.type())
            .collect(Collectors.joining(", "));
    var isThere =
        kind == ItemKind.MEMBERSHIPS
            ? ", left_at = null"
            : kind.isNamed() ? ", gone_at = null" : "";
    run(
        items,
        "update %s set %s%s from unnest(%s) as entry (%s) where %s"
            .formatted(
                kind.table(),
                changes,
                isThere,
                ItemColumns.names(columns, it -> "?::text[]"),
                ItemColumns.names(columns, Column::name),
                isRow(kind, columns)),
        part -> ItemColumns.values(columns, part));
  }

  private static String isRow(ItemKind kind, List<Column> columns) {
    return columns.stream()
        .filter(it -> ItemColumns.keys(kind).contains(it.name()))
        .map(it -> "%1$s.%2$s = entry.%2$s::%3$s".formatted(kind.table(), it.name(), it.type()))
        .collect(Collectors.joining(" and "));
  }

  private void delete(ItemKind kind, List<DirectoryItem> items) throws SQLException {
    var columns =
        ItemColumns.columns(kind).stream()
            .filter(it -> ItemColumns.keys(kind).contains(it.name()))
            .toList();
    run(
        items,
        "delete from %s using unnest(%s) as entry (%s) where %s"
            .formatted(
                kind.table(),
                ItemColumns.names(columns, it -> "?::text[]"),
                ItemColumns.names(columns, Column::name),
                isRow(kind, columns)),
        part -> ItemColumns.values(columns, part));
  }

  private void endMemberships(List<DirectoryItem> items) throws SQLException {
    run(
        items,
        """
        update membership
        set left_at = ?
        from unnest(?::uuid[], ?::uuid[]) as entry (team_id, person_id)
        where membership.team_id = entry.team_id and membership.person_id = entry.person_id
        """,
        part ->
            new Object[] {
              now,
              ItemColumns.array(part, item -> item.get("team")),
              ItemColumns.array(part, item -> item.get("person"))
            });
  }

  private void markGone(ItemKind kind, List<DirectoryItem> items) throws SQLException {
    run(
        items,
        "update %s set gone_at = ? where id = any (?::uuid[])".formatted(kind.table()),
        part -> new Object[] {now, ItemColumns.ids(part)});
  }

  private void insertLeavers(List<DirectoryItem> people) throws SQLException {
    run(
        people,
        """
        insert into leaver (person_id, since)
        select person_id, ? from unnest(?::uuid[]) as entry (person_id)
        on conflict (person_id) do update set since = excluded.since
        """,
        part -> new Object[] {now, ItemColumns.ids(part)});
  }

  private void backups(ImportPlan.Changes owners) throws SQLException {
    var all =
        Stream.concat(
                owners.added().stream(), owners.changed().stream().map(ImportPlan.Changed::after))
            .toList();
    var facilities = new ArrayList<@Nullable String>();
    var categories = new ArrayList<@Nullable String>();
    var positions = new ArrayList<@Nullable String>();
    var teams = new ArrayList<@Nullable String>();
    var tiers = new ArrayList<@Nullable String>();
    for (var owner : all) {
      var posts =
          owner.text("backups").isEmpty() ? new String[0] : owner.text("backups").split(" ", -1);
      for (int i = 0; i < posts.length; i++) {
        facilities.add(owner.get("facility"));
        categories.add(owner.get("category"));
        positions.add(String.valueOf(i));
        teams.add(posts[i].length() > 1 ? posts[i] : null);
        tiers.add(posts[i].length() > 1 ? null : posts[i]);
      }
    }
    if (!all.isEmpty()) {
      new SqlBatch()
          .add(
              """
              delete from category_backup
              using unnest(?::uuid[], ?::text[]) as entry (facility_id, category)
              where category_backup.facility_id = entry.facility_id
                and category_backup.category = entry.category
              """,
              ItemColumns.array(all, item -> item.get("facility")),
              ItemColumns.array(all, item -> item.get("category")))
          .add(
              """
              insert into category_backup (facility_id, category, position, team_id, tier)
              select * from unnest(?::uuid[], ?::text[], ?::smallint[], ?::uuid[], ?::smallint[])
              """,
              new SqlArray("text", facilities),
              new SqlArray("text", categories),
              new SqlArray("text", positions),
              new SqlArray("text", teams),
              new SqlArray("text", tiers))
          .execute(connection);
    }
  }
}
