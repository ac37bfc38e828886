package care.andon.directory.imports;

import static care.andon.directory.imports.Column.optional;
import static care.andon.directory.imports.Column.required;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be uploaded: a CSV file, or a list in a JSON document, of the same name. */
enum Sheet {
  FACILITIES(
      optional("externalId", Form.EXTERNAL_ID),
      required("code", Form.CODE),
      required("name", Form.WORDS),
      required("timeZone", Form.ZONE)),
  UNITS(
      optional("externalId", Form.EXTERNAL_ID),
      required("facility", Form.NAMED),
      required("code", Form.CODE),
      required("name", Form.WORDS)),
  TEAMS(
      optional("externalId", Form.EXTERNAL_ID),
      required("facility", Form.NAMED),
      required("code", Form.CODE),
      required("name", Form.WORDS)),
  PEOPLE(
      optional("externalId", Form.EXTERNAL_ID),
      required("username", Form.USERNAME),
      required("name", Form.WORDS),
      required("title", Form.WORDS),
      optional("unit", Form.NAMED)),
  MEMBERSHIPS(
      required("team", Form.NAMED), required("person", Form.NAMED), optional("lead", Form.FLAG)),
  ROSTERS(
      optional("externalId", Form.EXTERNAL_ID),
      optional("team", Form.NAMED),
      optional("facility", Form.NAMED),
      optional("tier", Form.TIER),
      required("person", Form.NAMED),
      optional("days", Form.DAYS),
      optional("from", Form.TIME),
      optional("to", Form.TIME),
      optional("startsOn", Form.DATE),
      optional("endsOn", Form.DATE),
      optional("starts", Form.DATE_TIME),
      optional("ends", Form.DATE_TIME),
      optional("timeZone", Form.ZONE),
      optional("exclusive", Form.FLAG)),
  OWNERS(
      required("facility", Form.NAMED),
      required("category", Form.CATEGORY),
      required("team", Form.NAMED),
      required("offHours", Form.WORDS),
      optional("backups", Form.POSTS),
      optional("alsoTellTier", Form.TIER),
      optional("waitsForBusinessDay", Form.FLAG));

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<Column> columns;

  Sheet(Column... columns) {
    this.columns = List.of(columns);
  }

  static Optional<Sheet> named(String name) {
    return Arrays.stream(values()).filter(sheet -> sheet.file().equals(name)).findFirst();
  }

  String file() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Column> columns() {
    return columns;
  }

  Optional<Column> column(String title) {
    return columns.stream().filter(column -> column.title().equals(title)).findFirst();
  }

  /** A column that is there. */
  Column get(String title) {
    return column(title).orElseThrow();
  }
}
