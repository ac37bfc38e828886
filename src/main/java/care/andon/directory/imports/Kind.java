package care.andon.directory.imports;

import static care.andon.directory.imports.Field.of;
import static care.andon.directory.imports.Field.text;

import java.util.List;
import java.util.Locale;

/** What the directory is made of; in the order in which one refers to another. */
enum Kind {
  FACILITIES(
      Sheet.FACILITIES,
      "facility",
      text("code", "code"),
      text("name", "name"),
      text("timeZone", "time_zone")),
  UNITS(
      Sheet.UNITS,
      "unit",
      text("code", "code"),
      text("name", "name"),
      Field.id("facility", FACILITIES)),
  TEAMS(
      Sheet.TEAMS,
      "team",
      text("code", "code"),
      text("name", "name"),
      Field.id("facility", FACILITIES)),
  PEOPLE(
      Sheet.PEOPLE,
      "person",
      text("username", "username"),
      text("name", "name"),
      text("title", "title"),
      Field.id("unit", UNITS)),
  MEMBERSHIPS(
      Sheet.MEMBERSHIPS,
      "membership",
      Field.id("team", TEAMS),
      Field.id("person", PEOPLE),
      of("lead", "lead", "boolean")),
  DUTIES(
      Sheet.ROSTERS,
      "on_call",
      Field.id("facility", FACILITIES),
      Field.id("team", TEAMS),
      of("tier", "tier", "smallint"),
      Field.id("person", PEOPLE),
      text("timeZone", "time_zone"),
      of("exclusive", "exclusive", "boolean"),
      of("days", "days", "smallint[]"),
      of("from", "from_time", "time"),
      of("to", "to_time", "time"),
      of("startsOn", "starts_on", "date"),
      of("endsOn", "ends_on", "date")),
  SHIFTS(
      Sheet.ROSTERS,
      "shift",
      Field.id("facility", FACILITIES),
      Field.id("team", TEAMS),
      of("tier", "tier", "smallint"),
      Field.id("person", PEOPLE),
      text("timeZone", "time_zone"),
      of("exclusive", "exclusive", "boolean"),
      of("starts", "starts", "timestamp"),
      of("ends", "ends", "timestamp")),
  OWNERS(
      Sheet.OWNERS,
      "category_owner",
      Field.id("facility", FACILITIES),
      text("category", "category"),
      Field.id("team", TEAMS),
      text("offHours", "off_hours"),
      of("alsoTellTier", "also_tell_tier", "smallint"),
      of("waitsForBusinessDay", "waits_for_business_day", "boolean"),
      // Kept in a table of their own.
      text("backups", "backups"));

  private final Sheet sheet;
  private final String table;
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
