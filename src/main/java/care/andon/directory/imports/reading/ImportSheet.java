package care.andon.directory.imports.reading;

import care.andon.kernel.WireNames;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
  OWNERS(ImportDocument.OwnerRow.class),
  CONTACTS(ContactsDocument.ContactRow.class);

  /** The sheets of the directory. Contacts are imported by themselves. */
  public static final Set<ImportSheet> DIRECTORY =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(CONTACTS)));

  private final Class<? extends Record> row;

  @SuppressWarnings("ImmutableEnumChecker") // never changed
  private final Map<String, SheetColumn> columns = new LinkedHashMap<>();

  ImportSheet(Class<? extends Record> row) {
    this.row = row;
    for (var component : row.getRecordComponents()) {
      columns.put(component.getName(), SheetColumn.of(component));
    }
  }

  /** The sheet of the directory with this name. */
  public static Optional<ImportSheet> named(String name) {
    return named(name, DIRECTORY);
  }

  static Optional<ImportSheet> named(String name, Set<ImportSheet> among) {
    return among.stream().filter(sheet -> sheet.file().equals(name)).findFirst();
  }

  /** The names of the sheets of the directory, for messages. */
  public static String files() {
    return files(DIRECTORY);
  }

  static String files(Set<ImportSheet> among) {
    return among.stream().map(ImportSheet::file).collect(Collectors.joining(", "));
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
