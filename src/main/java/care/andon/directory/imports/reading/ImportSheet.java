package care.andon.directory.imports.reading;

import static care.andon.directory.imports.reading.SheetColumn.optional;
import static care.andon.directory.imports.reading.SheetColumn.required;

import care.andon.kernel.WireNames;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be uploaded: a CSV file, or a list in a JSON document, of the same name. */
public enum ImportSheet {
  FACILITIES(
      optional("externalId", CellType.EXTERNAL_ID),
      required("code", CellType.CODE),
      required("name", CellType.WORDS),
      required("timeZone", CellType.ZONE)),
  UNITS(
      optional("externalId", CellType.EXTERNAL_ID),
      required("facility", CellType.NAMED),
      required("code", CellType.CODE),
      required("name", CellType.WORDS)),
  TEAMS(
      optional("externalId", CellType.EXTERNAL_ID),
      required("facility", CellType.NAMED),
      required("code", CellType.CODE),
      required("name", CellType.WORDS)),
  PEOPLE(
      optional("externalId", CellType.EXTERNAL_ID),
      required("username", CellType.USERNAME),
      required("name", CellType.WORDS),
      required("title", CellType.WORDS),
      optional("unit", CellType.NAMED)),
  MEMBERSHIPS(
      required("team", CellType.NAMED),
      required("person", CellType.NAMED),
      optional("lead", CellType.FLAG)),
  ROSTERS(
      optional("externalId", CellType.EXTERNAL_ID),
      optional("team", CellType.NAMED),
      optional("facility", CellType.NAMED),
      optional("tier", CellType.TIER),
      required("person", CellType.NAMED),
      optional("days", CellType.DAYS),
      optional("from", CellType.TIME),
      optional("to", CellType.TIME),
      optional("startsOn", CellType.DATE),
      optional("endsOn", CellType.DATE),
      optional("starts", CellType.DATE_TIME),
      optional("ends", CellType.DATE_TIME),
      optional("timeZone", CellType.ZONE),
      optional("exclusive", CellType.FLAG)),
  OWNERS(
      required("facility", CellType.NAMED),
      required("category", CellType.CATEGORY),
      required("team", CellType.NAMED),
      required("offHours", CellType.WORDS),
      optional("backups", CellType.POSTS),
      optional("alsoTellTier", CellType.TIER),
      optional("waitsForBusinessDay", CellType.FLAG));

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<SheetColumn> columns;

  ImportSheet(SheetColumn... columns) {
    this.columns = List.of(columns);
  }

  public static Optional<ImportSheet> named(String name) {
    return Arrays.stream(values()).filter(sheet -> sheet.file().equals(name)).findFirst();
  }

  public String file() {
    return WireNames.of(this);
  }

  List<SheetColumn> columns() {
    return columns;
  }

  Optional<SheetColumn> column(String title) {
    return columns.stream().filter(column -> column.title().equals(title)).findFirst();
  }

  /** A column that is there. */
  public SheetColumn get(String title) {
    return column(title).orElseThrow();
  }
}
