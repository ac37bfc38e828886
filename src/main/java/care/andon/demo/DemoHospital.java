package care.andon.demo;

import care.andon.kernel.WireNames;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The demo hospital with invented people: four facilities, forty units and a year of shifts. Fills
 * the directory at startup if it is empty.
 */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test"})
class DemoHospital {
  /** Runs before the directory is loaded. */
  private static final int FIRST = 100;

  /** Shifts begin this long ago: before the week that the demo year plays. */
  private static final int WEEKS_BEFORE = 11;

  private static final String COPY_SHIFTS =
      "copy shift (id, facility_id, team_id, tier, person_id, starts, ends, time_zone) from stdin";

  private final DataSource database;
  private final int weeks;
  private final Hospital hospital;
  private final List<Campus> campuses;

  /**
   * @param weeksToCome for how many weeks people have shifts
   */
  DemoHospital(
      DataSource database,
      ObjectMapper json,
      @ConfigProperty(name = "andon.demo.weeks", defaultValue = "53") int weeksToCome) {
    this.database = database;
    this.weeks = WEEKS_BEFORE + weeksToCome;
    this.hospital = read(json, "hospital.json", Hospital.class);
    this.campuses = read(json, "campuses.json", Campuses.class).staffedLike(hospital);
  }

  /** The first facility; its roster repeats every week. */
  Hospital hospital() {
    return hospital;
  }

  /** All people of all facilities. */
  List<Hospital.Person> people() {
    return Stream.concat(
            hospital.people().stream(),
            campuses.stream().flatMap(campus -> campus.hospital().people().stream()))
        .toList();
  }

  Optional<Hospital.Person> person(String username) {
    return people().stream().filter(person -> person.username().equals(username)).findFirst();
  }

  /** The id of an entry; the same in every database. */
  static UUID id(String kind, String code) {
    return UUID.nameUUIDFromBytes(
        ("demo hospital, " + kind + " " + code).getBytes(StandardCharsets.UTF_8));
  }

  void fill(@Observes @Priority(FIRST) StartupEvent event) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      if (isEmpty(connection)) {
        fill(connection, hospital);
        for (var campus : campuses) {
          fill(connection, campus.hospital());
          fillShifts(connection, campus, 0, weeks);
        }
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

  /** Fills one facility, without the shifts of a year. */
  static void fill(Connection connection, Hospital hospital) throws SQLException {
    var facility = id("facility", hospital.facility().code());
    try (var rows = new RowInserter(connection, "facility (id, code, name, time_zone)")) {
      var site = hospital.facility();
      rows.add(facility, site.code(), site.name(), site.timeZone());
    }
    try (var rows = new RowInserter(connection, "unit (id, facility_id, code, name)")) {
      for (var unit : hospital.units()) {
        rows.add(id("unit", unit.code()), facility, unit.code(), unit.name());
      }
    }
    try (var rows = new RowInserter(connection, "team (id, facility_id, code, name)")) {
      for (var team : hospital.teams()) {
        rows.add(id("team", team.code()), facility, team.code(), team.name());
      }
    }
    fillPeople(connection, hospital.people());
    fillRoster(connection, hospital.onCall(), facility);
    fillOwners(connection, hospital.categories(), facility);
  }

  private static void fillPeople(Connection connection, List<Hospital.Person> people)
      throws SQLException {
    try (var rows = new RowInserter(connection, "person (id, username, name, title, unit_id)")) {
      for (var person : people) {
        rows.add(
            id("person", person.username()),
            person.username(),
            person.name(),
            person.title(),
            idOrNull("unit", person.unit()));
      }
    }
    try (var rows = new RowInserter(connection, "membership (team_id, person_id, lead)")) {
      for (var person : people) {
        if (person.team() != null) {
          rows.add(id("team", person.team()), id("person", person.username()), person.lead());
        }
      }
    }
  }

  private static void fillRoster(Connection connection, List<Hospital.Duty> duties, UUID facility)
      throws SQLException {
    try (var rows =
        new RowInserter(
            connection,
            "on_call (id, facility_id, team_id, tier, person_id, days, from_time, to_time)")) {
      for (var duty : duties) {
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

  private static void fillOwners(
      Connection connection, List<Hospital.Owner> categories, UUID facility) throws SQLException {
    try (var owners =
            new RowInserter(
                connection,
                "category_owner (facility_id, category, team_id, off_hours, also_tell_tier,"
                    + " waits_for_business_day)");
        var backups =
            new RowInserter(
                connection, "category_backup (facility_id, category, position, tier)")) {
      for (var owner : categories) {
        var category = WireNames.of(owner.category());
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

  /** Lets people have shifts for so many weeks to come, if they have them for fewer now. */
  void extendShifts(Connection connection, int weeksToCome) throws SQLException {
    for (var campus : campuses) {
      fillShifts(connection, campus, weeks, WEEKS_BEFORE + weeksToCome);
    }
  }

  /**
   * Fills the shifts of some weeks of a campus with COPY. Every shift is of a person and a team of
   * the demo, so foreign keys need not be looked up 27,000 times.
   *
   * @param firstWeek the first week, counted from the first one with shifts
   * @param end the week after the last
   */
  private static void fillShifts(Connection connection, Campus campus, int firstWeek, int end)
      throws SQLException {
    var site = campus.hospital().facility();
    var monday = monday(connection).minusWeeks(WEEKS_BEFORE);
    var first = monday.plusWeeks(firstWeek).atStartOfDay();
    var rows = new StringBuilder();
    for (var crew : campus.crews()) {
      for (var shift :
          crew.shifts(monday, end).filter(it -> !it.starts().isBefore(first)).toList()) {
        rows.append(
            Stream.of(
                    id("shift", site.code() + crew.team() + crew.tier() + shift),
                    id("facility", site.code()),
                    idOrNull("team", crew.team()),
                    crew.tier(),
                    id("person", shift.person()),
                    shift.starts(),
                    shift.ends(),
                    site.timeZone())
                .map(value -> value == null ? "\\N" : value.toString())
                .collect(Collectors.joining("\t", "", "\n")));
      }
    }
    try (var settings = connection.createStatement()) {
      settings.execute("set local session_replication_role = replica");
      var _ =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(COPY_SHIFTS, new StringReader(rows.toString()));
      settings.execute("set local session_replication_role = origin");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static LocalDate monday(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select date_trunc('week', current_date)::date")) {
      rows.next();
      return rows.getObject(1, LocalDate.class);
    }
  }

  private static @Nullable UUID idOrNull(String kind, @Nullable String code) {
    return code == null ? null : id(kind, code);
  }

  private static <T> T read(ObjectMapper json, String name, Class<T> type) {
    try (var file = DemoHospital.class.getResourceAsStream("/demo/" + name)) {
      return json.readValue(Objects.requireNonNull(file), type);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("demo/" + name + " cannot be read", unreadable);
    }
  }
}
