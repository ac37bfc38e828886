package care.andon.directory.imports.reading;

import care.andon.kernel.WireNames;
import care.andon.platform.text.Usernames;
import java.util.List;

/** The kinds of items in the directory. A kind refers to earlier kinds only. */
public enum ItemKind {
  FACILITIES(
      ImportSheet.FACILITIES,
      "facility",
      ItemField.text("code", "code"),
      ItemField.text("name", "name"),
      ItemField.text("timeZone", "time_zone")),
  UNITS(
      ImportSheet.UNITS,
      "unit",
      ItemField.text("code", "code"),
      ItemField.text("name", "name"),
      ItemField.id("facility", FACILITIES)),
  TEAMS(
      ImportSheet.TEAMS,
      "team",
      ItemField.text("code", "code"),
      ItemField.text("name", "name"),
      ItemField.id("facility", FACILITIES)),
  PEOPLE(
      ImportSheet.PEOPLE,
      "person",
      ItemField.text("username", "username"),
      ItemField.text("name", "name"),
      ItemField.text("title", "title"),
      ItemField.id("unit", UNITS)),
  MEMBERSHIPS(
      ImportSheet.MEMBERSHIPS,
      "membership",
      ItemField.id("team", TEAMS),
      ItemField.id("person", PEOPLE),
      ItemField.of("lead", "lead", "boolean")),
  DUTIES(
      ImportSheet.ROSTERS,
      "on_call",
      ItemField.id("facility", FACILITIES),
      ItemField.id("team", TEAMS),
      ItemField.of("tier", "tier", "smallint"),
      ItemField.id("person", PEOPLE),
      ItemField.text("timeZone", "time_zone"),
      ItemField.of("exclusive", "exclusive", "boolean"),
      ItemField.of("days", "days", "smallint[]"),
      ItemField.of("from", "from_time", "time"),
      ItemField.of("to", "to_time", "time"),
      ItemField.of("startsOn", "starts_on", "date"),
      ItemField.of("endsOn", "ends_on", "date")),
  SHIFTS(
      ImportSheet.ROSTERS,
      "shift",
      ItemField.id("facility", FACILITIES),
      ItemField.id("team", TEAMS),
      ItemField.of("tier", "tier", "smallint"),
      ItemField.id("person", PEOPLE),
      ItemField.text("timeZone", "time_zone"),
      ItemField.of("exclusive", "exclusive", "boolean"),
      ItemField.of("starts", "starts", "timestamp"),
      ItemField.of("ends", "ends", "timestamp")),
  OWNERS(
      ImportSheet.OWNERS,
      "category_owner",
      ItemField.id("facility", FACILITIES),
      ItemField.text("category", "category"),
      ItemField.id("team", TEAMS),
      ItemField.text("offHours", "off_hours"),
      ItemField.of("alsoTellTier", "also_tell_tier", "smallint"),
      ItemField.of("waitsForBusinessDay", "waits_for_business_day", "boolean"),
      // Kept in a table of their own.
      ItemField.text("backups", "backups"));

  private final ImportSheet sheet;
  private final String table;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<ItemField> fields;

  ItemKind(ImportSheet sheet, String table, ItemField... fields) {
    this.sheet = sheet;
    this.table = table;
    this.fields = List.of(fields);
  }

  /** The name in reports. */
  public String title() {
    return WireNames.of(this);
  }

  public ImportSheet sheet() {
    return sheet;
  }

  public String table() {
    return table;
  }

  public List<ItemField> fields() {
    return fields;
  }

  public int index(String title) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).title().equals(title)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name() + " have no " + title);
  }

  /** The form in which equal codes are equal: capitals of usernames do not count. */
  public String codeKey(String code) {
    return this == PEOPLE ? Usernames.key(code) : code;
  }

  /** Whether items have an id and a code, and stay readable when they are gone. */
  public boolean isNamed() {
    return compareTo(PEOPLE) <= 0;
  }

  public boolean isRoster() {
    return this == DUTIES || this == SHIFTS;
  }
}
