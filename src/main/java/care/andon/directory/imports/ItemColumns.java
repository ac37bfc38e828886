package care.andon.directory.imports;

import care.andon.directory.imports.planning.DirectoryItem;
import care.andon.directory.imports.reading.ItemKind;
import care.andon.platform.sql.SqlParameters.SqlArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns and values of import items for statements that write many rows at once. */
final class ItemColumns {
  private ItemColumns() {}

  /** A column and how its value is read from an item. */
  record Column(String name, String type, Function<DirectoryItem, @Nullable String> value) {}

  static List<Column> columns(ItemKind kind) {
    var columns = new ArrayList<Column>();
    if (kind.isNamed() || kind.isRoster()) {
      columns.add(new Column("id", "uuid", item -> item.id().toString()));
      columns.add(new Column("external_id", "text", DirectoryItem::externalId));
    }
    columns.add(new Column("source", "text", DirectoryItem::source));
    for (int i = 0; i < kind.fields().size(); i++) {
      var field = kind.fields().get(i);
      var index = i;
      if (!field.title().equals("backups")) {
        columns.add(new Column(field.column(), field.type(), item -> item.values().get(index)));
      }
    }
    return columns;
  }

  static List<String> keys(ItemKind kind) {
    return switch (kind) {
      case MEMBERSHIPS -> List.of("team_id", "person_id");
      case OWNERS -> List.of("facility_id", "category");
      default -> List.of("id");
    };
  }

  static String names(List<Column> columns, Function<Column, String> text) {
    return columns.stream().map(text).collect(Collectors.joining(", "));
  }

  static Object[] values(List<Column> columns, List<DirectoryItem> items) {
    return columns.stream().map(column -> array(items, column.value())).toArray();
  }

  static SqlArray ids(List<DirectoryItem> items) {
    return array(items, item -> item.id().toString());
  }

  static SqlArray array(
      List<DirectoryItem> items, Function<DirectoryItem, @Nullable String> value) {
    var values = new ArrayList<@Nullable String>(items.size());
    items.forEach(item -> values.add(value.apply(item)));
    return new SqlArray("text", values);
  }
}
