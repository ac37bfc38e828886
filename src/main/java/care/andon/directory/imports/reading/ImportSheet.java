package care.andon.directory.imports.reading;

import care.andon.kernel.WireNames;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A part of an upload: a CSV file, or a list in a JSON document, of the same name. */
public enum ImportSheet {
  FACILITIES(ImportDocument.FacilityRow.class),
  UNITS(ImportDocument.UnitRow.class),
  TEAMS(ImportDocument.UnitRow.class),
  PEOPLE(ImportDocument.PersonRow.class),
  MEMBERSHIPS(ImportDocument.MembershipRow.class),
  ROSTERS(ImportDocument.RosterRow.class),
  OWNERS(ImportDocument.OwnerRow.class);

  private final Class<? extends Record> row;

  @SuppressWarnings("ImmutableEnumChecker") // never changed
  private final Map<String, SheetColumn> columns = new LinkedHashMap<>();

  ImportSheet(Class<? extends Record> row) {
    this.row = row;
    for (var component : row.getRecordComponents()) {
      columns.put(component.getName(), SheetColumn.of(component));
    }
  }

  public static Optional<ImportSheet> named(String name) {
    return Arrays.stream(values()).filter(sheet -> sheet.file().equals(name)).findFirst();
  }

  /** The names of all sheets, for messages. */
  public static String files() {
    return Arrays.stream(values()).map(ImportSheet::file).collect(Collectors.joining(", "));
  }

  public String file() {
    return WireNames.of(this);
  }

  /** The type of a line. Its components are the columns. */
  public Class<? extends Record> row() {
    return row;
  }

  Iterable<SheetColumn> columns() {
    return columns.values();
  }

  List<String> titles() {
    return List.copyOf(columns.keySet());
  }

  @Nullable SheetColumn column(String title) {
    return columns.get(title);
  }

  /** A column that must exist. */
  SheetColumn get(String title) {
    return Objects.requireNonNull(columns.get(title), title);
  }
}
