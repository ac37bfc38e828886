package care.andon.request.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Omar Ortiz is on call for Supply chain from 07:00 to 19:00, Monday to Friday. */
@QuarkusTest
class RosterAssigneeShiftsTest {
  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");
  private static final LocalDate MONDAY =
      LocalDate.of(2031, 3, 1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));

  @Inject AssigneeShifts shifts;
  @Inject Directory directory;
  @Inject DataSource database;

  private PersonId omar;
  private TeamId team;
  private FacilityId facility;

  @BeforeEach
  void find() {
    omar = directory.personByIdOrUsername("omar.ortiz").orElseThrow().id();
    team = directory.team("supply-chain").orElseThrow().id();
    facility = directory.team("supply-chain").orElseThrow().facility();
  }

  @AfterEach
  void undo() throws SQLException {
    execute("delete from shift where starts >= '2031-01-01'");
  }

  @Test
  void the_answer_is_the_same_in_whatever_order_it_is_asked() {
    assertThat(until(at(0, "20:00"))).isEqualTo(at(1, "19:00"));
    assertThat(until(at(0, "10:00"))).isEqualTo(at(0, "19:00"));
    assertThat(until(at(0, "19:00").minusMillis(1))).isEqualTo(at(0, "19:00"));
    assertThat(until(at(0, "19:00"))).isEqualTo(at(1, "19:00"));
    assertThat(until(at(1, "06:59"))).isEqualTo(at(1, "19:00"));
    assertThat(until(at(1, "08:00"))).isEqualTo(at(1, "19:00"));
    assertThat(until(at(4, "19:00"))).isEqualTo(at(7, "19:00"));
    assertThat(until(at(0, "06:00"))).isEqualTo(at(0, "19:00"));
  }

  @Test
  void a_roster_that_has_changed_is_asked_anew() throws SQLException {
    assertThat(until(at(0, "10:00"))).isEqualTo(at(0, "19:00"));

    shift("team.id, null", "team.code = 'supply-chain'");

    assertThat(until(at(0, "10:00"))).isEqualTo(at(0, "23:00"));
  }

  /** From 19:00 on they are house supervisor of another facility. */
  @Test
  void a_duty_in_another_facility_is_none_for_what_they_hold_here() throws SQLException {
    shift(
        "null, 2",
        "team.id = (select min(id::text)::uuid from team where facility_id <> '%s')"
            .formatted(facility.value()));

    assertThat(until(at(0, "19:00"))).isEqualTo(at(1, "19:00"));
    assertThat(
            shifts
                .ended(omar, facility, team, at(0, "19:00"), WorkDistribution.none())
                .orElseThrow()
                .back())
        .isEqualTo(at(1, "07:00"));
  }

  private Instant until(Instant after) {
    return shifts.holdsUntil(omar, facility, team, after).orElseThrow();
  }

  private static Instant at(int days, String time) {
    return MONDAY.plusDays(days).atTime(LocalTime.parse(time)).atZone(HOSPITAL).toInstant();
  }

  /** Omar has Monday from 19:00 to 23:00 too. */
  private void shift(String post, String where) throws SQLException {
    execute(
        """
        insert into shift (id, facility_id, team_id, tier, person_id, starts, ends, time_zone)
        select gen_random_uuid(), team.facility_id, %s, '%s', '%s', '%s', '%s'
        from team
        where %s
        """
            .formatted(
                post, omar.value(), MONDAY.atTime(19, 0), MONDAY.atTime(23, 0), HOSPITAL, where));
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
    directory.refresh();
  }
}
