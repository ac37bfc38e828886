package care.andon.directory.imports;

import java.util.List;
import java.util.Locale;

/** What the directory is made of; in the order in which one refers to another. */
enum Kind {
  FACILITIES(
      Sheet.FACILITIES,
      "facility",
      Field.text("code", "code"),
      Field.text("name", "name"),
      Field.text("timeZone", "time_zone")),
  UNITS(
      Sheet.UNITS,
      "unit",
      Field.text("code", "code"),
      Field.text("name", "name"),
      Field.id("facility", FACILITIES)),
  TEAMS(
      Sheet.TEAMS,
      "team",
      Field.text("code", "code"),
      Field.text("name", "name"),
      Field.id("facility", FACILITIES)),
  PEOPLE(
      Sheet.PEOPLE,
      "person",
      Field.text("username", "username"),
      Field.text("name", "name"),
      Field.text("title", "title"),
      Field.id("unit", UNITS)),
  MEMBERSHIPS(
      Sheet.MEMBERSHIPS,
      "membership",
      Field.id("team", TEAMS),
      Field.id("person", PEOPLE),
      Field.of("lead", "lead", "boolean")),
  DUTIES(
      Sheet.ROSTERS,
      "on_call",
      Field.id("facility", FACILITIES),
      Field.id("team", TEAMS),
      Field.of("tier", "tier", "smallint"),
      Field.id("person", PEOPLE),
      Field.text("timeZone", "time_zone"),
      Field.of("exclusive", "exclusive", "boolean"),
      Field.of("days", "days", "smallint[]"),
      Field.of("from", "from_time", "time"),
      Field.of("to", "to_time", "time"),
      Field.of("startsOn", "starts_on", "date"),
      Field.of("endsOn", "ends_on", "date")),
  SHIFTS(
      Sheet.ROSTERS,
      "shift",
      Field.id("facility", FACILITIES),
      Field.id("team", TEAMS),
      Field.of("tier", "tier", "smallint"),
      Field.id("person", PEOPLE),
      Field.text("timeZone", "time_zone"),
      Field.of("exclusive", "exclusive", "boolean"),
      Field.of("starts", "starts", "timestamp"),
      Field.of("ends", "ends", "timestamp")),
  OWNERS(
      Sheet.OWNERS,
      "category_owner",
      Field.id("facility", FACILITIES),
      Field.text("category", "category"),
      Field.id("team", TEAMS),
      Field.text("offHours", "off_hours"),
      Field.of("alsoTellTier", "also_tell_tier", "smallint"),
      Field.of("waitsForBusinessDay", "waits_for_business_day", "boolean"),
      // Kept in a table of their own.
      Field.text("backups", "backups"));

  private final Sheet sheet;
  private final String table;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<Field> fields;

  Kind(Sheet sheet, String table, Field... fields) {
    this.sheet = sheet;
    this.table = table;
    this.fields = List.of(fields);
  }

  /** As reports call it. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  Sheet sheet() {
    return sheet;
  }

  String table() {
    return table;
  }

  List<Field> fields() {
    return fields;
  }

  int index(String title) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).title().equals(title)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name() + " have no " + title);
  }

  /** Whether it has an id, a name people use for it, and stays readable when it is gone. */
  boolean isNamed() {
    return compareTo(PEOPLE) <= 0;
  }

  boolean isRoster() {
    return this == DUTIES || this == SHIFTS;
  }
}
