package care.andon.directory.imports.reading;

import static care.andon.directory.imports.reading.SheetColumn.optional;
import static care.andon.directory.imports.reading.SheetColumn.required;

import care.andon.kernel.WireNames;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A part of an upload: a CSV file, or a list in a JSON document, of the same name. */
public enum ImportSheet {
  FACILITIES(
      optional("externalId", CellType.EXTERNAL_ID),
      required("code", CellType.CODE),
      required("name", CellType.TEXT),
      required("timeZone", CellType.ZONE)),
  UNITS(
      optional("externalId", CellType.EXTERNAL_ID),
      required("facility", CellType.REFERENCE),
      required("code", CellType.CODE),
      required("name", CellType.TEXT)),
  TEAMS(
      optional("externalId", CellType.EXTERNAL_ID),
      required("facility", CellType.REFERENCE),
      required("code", CellType.CODE),
      required("name", CellType.TEXT)),
  PEOPLE(
      optional("externalId", CellType.EXTERNAL_ID),
      required("username", CellType.USERNAME),
      required("name", CellType.TEXT),
      required("title", CellType.TEXT),
      optional("unit", CellType.REFERENCE)),
  MEMBERSHIPS(
      required("team", CellType.REFERENCE),
      required("person", CellType.REFERENCE),
      optional("lead", CellType.FLAG)),
  ROSTERS(
      optional("externalId", CellType.EXTERNAL_ID),
      optional("team", CellType.REFERENCE),
      optional("facility", CellType.REFERENCE),
      optional("tier", CellType.TIER),
      required("person", CellType.REFERENCE),
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
      required("facility", CellType.REFERENCE),
      required("category", CellType.CATEGORY),
      required("team", CellType.REFERENCE),
      required("offHours", CellType.TEXT),
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

  /** A column that must exist. */
  public SheetColumn get(String title) {
    return column(title).orElseThrow();
  }
}
