package care.andon.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Demo hospital, invented people: fills an empty directory, and leaves any other alone. */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test"})
class DemoHospital {
  /** Before the directory is loaded. */
  private static final int FIRST = 100;

  private final DataSource database;
  private final Hospital hospital;

  DemoHospital(DataSource database, ObjectMapper json) {
    this.database = database;
    this.hospital = read(json);
  }

  Hospital hospital() {
    return hospital;
  }

  /** The id of something in the demo hospital: the same in every database. */
  static UUID id(String kind, String code) {
    return UUID.nameUUIDFromBytes(
        ("demo hospital, " + kind + " " + code).getBytes(StandardCharsets.UTF_8));
  }

  void fill(@Observes @Priority(FIRST) StartupEvent event) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      if (isEmpty(connection)) {
        fill(connection);
      }
      connection.commit();
    }
  }

  private static boolean isEmpty(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select not exists (select from facility)")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private void fill(Connection connection) throws SQLException {
    var facility = id("facility", hospital.facility().code());
    try (var rows = new Rows(connection, "facility (id, code, name, time_zone)")) {
      var site = hospital.facility();
      rows.add(facility, site.code(), site.name(), site.timeZone());
    }
    try (var rows = new Rows(connection, "unit (id, facility_id, code, name)")) {
      for (var unit : hospital.units()) {
        rows.add(id("unit", unit.code()), facility, unit.code(), unit.name());
      }
    }
    try (var rows = new Rows(connection, "team (id, facility_id, code, name)")) {
      for (var team : hospital.teams()) {
        rows.add(id("team", team.code()), facility, team.code(), team.name());
      }
    }
    fillPeople(connection);
    fillRoster(connection, facility);
    fillOwners(connection, facility);
  }

  private void fillPeople(Connection connection) throws SQLException {
    try (var rows = new Rows(connection, "person (id, username, name, title, unit_id)")) {
      for (var person : hospital.people()) {
        rows.add(
            id("person", person.username()),
            person.username(),
            person.name(),
            person.title(),
            idOrNull("unit", person.unit()));
      }
    }
    try (var rows = new Rows(connection, "membership (team_id, person_id, lead)")) {
      for (var person : hospital.people()) {
        if (person.team() != null) {
          rows.add(id("team", person.team()), id("person", person.username()), person.lead());
        }
      }
    }
  }

  private void fillRoster(Connection connection, UUID facility) throws SQLException {
    try (var rows =
        new Rows(
            connection,
            "on_call (id, facility_id, team_id, tier, person_id, days, from_time, to_time)")) {
      for (var duty : hospital.onCall()) {
        rows.add(
            id("duty", duty.toString()),
            facility,
            idOrNull("team", duty.team()),
            duty.tier(),
            id("person", duty.person()),
            duty.days().stream().map(day -> (short) day.getValue()).toArray(Short[]::new),
            duty.from(),
            duty.to());
      }
    }
  }

  private void fillOwners(Connection connection, UUID facility) throws SQLException {
    try (var owners =
            new Rows(
                connection,
                "category_owner (facility_id, category, team_id, off_hours, also_tell_tier,"
                    + " waits_for_business_day)");
        var backups =
            new Rows(connection, "category_backup (facility_id, category, position, tier)")) {
      for (var owner : hospital.categories()) {
        var category = owner.category().name().toLowerCase(Locale.ROOT);
        owners.add(
            facility,
            category,
            id("team", owner.team()),
            owner.offHours(),
            owner.alsoTell(),
            owner.waitsForBusinessDay());
        owners.send();
        for (int position = 0; position < owner.backups().size(); position++) {
          backups.add(facility, category, position, owner.backups().get(position));
        }
      }
    }
  }

  private static @Nullable UUID idOrNull(String kind, @Nullable String code) {
    return code == null ? null : id(kind, code);
  }

  private static Hospital read(ObjectMapper json) {
    try (var file = DemoHospital.class.getResourceAsStream("/demo/hospital.json")) {
      return json.readValue(Objects.requireNonNull(file), Hospital.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("demo/hospital.json cannot be read", unreadable);
    }
  }
}
