package care.andon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.directory.oncall.Post;
import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.routing.Routing;
import care.andon.routing.engine.RequestFacts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The demo hospital's other campuses: forty units in all, and somebody there all year. */
@QuarkusTest
class CampusesTest {
  private static final Duration A_YEAR = Duration.ofDays(365);
  private static final LocalDate MON_2026_11_02 = LocalDate.of(2026, 11, 2);

  @Inject Directory directory;
  @Inject Routing routing;
  @Inject DemoHospital demo;
  @Inject DataSource database;

  @Test
  void everybody_has_a_name_of_their_own() {
    assertThat(demo.people()).hasSizeGreaterThan(300);
    assertThat(demo.people()).extracting(Hospital.Person::name).doesNotHaveDuplicates();
    assertThat(demo.people()).extracting(Hospital.Person::username).doesNotHaveDuplicates();
  }

  /** Tests have the shifts of a few weeks; here they have those of a year, as dev mode has. */
  @Test
  void whoever_works_in_shifts_is_there_for_a_whole_year() throws SQLException {
    var first = firstShift();
    try (var connection = database.getConnection();
        var sql = connection.createStatement()) {
      sql.execute("create temporary table shift_before as select id from shift");
      connection.setAutoCommit(false);
      demo.extendShifts(connection, 53);
      // The demo's shifts are copied without triggers. This one makes the directory read them.
      sql.execute(
          "update shift set time_zone = time_zone where id in (select id from shift_before)");
      connection.commit();
      directory.refresh();
      try {
        var gaps =
            aroundTheClock()
                .flatMap(
                    post -> directory.snapshot().gaps(post, first, first.plus(A_YEAR)).stream());

        assertThat(gaps).isEmpty();
      } finally {
        sql.execute("delete from shift where id not in (select id from shift_before)");
        sql.execute("drop table shift_before");
        connection.commit();
        directory.refresh();
      }
    }
  }

  @Test
  void a_team_with_office_hours_has_gaps() throws SQLException {
    var first = firstShift();

    assertThat(
            directory
                .snapshot()
                .gaps(team("harbor-education"), first, first.plus(Duration.ofDays(7))))
        .isNotEmpty();
  }

  @Test
  void needs_of_every_unit_go_to_a_team_of_its_own_facility() throws SQLException {
    var at = firstShift();
    for (var unit : directory.snapshot().units()) {
      var decision =
          routing.decide(
              new RequestFacts(
                  Category.SUPPLIES, Impact.THIS_SHIFT, unit.id(), unit.facility(), at));

      assertThat(directory.team(decision.team()).orElseThrow().facility())
          .as(unit.code())
          .isEqualTo(unit.facility());
    }
  }

  @Test
  void a_crew_of_four_shares_days_and_nights_without_gap_overlap_or_double_shift() {
    var crew = new Crew("n-team", null, List.of("a", "b", "c", "d"), Crew.Pattern.DAYS_AND_NIGHTS);

    var shifts = crew.shifts(MON_2026_11_02, 53).toList();

    assertThat(shifts).hasSize(2 * 7 * 53);
    for (int i = 1; i < shifts.size(); i++) {
      assertThat(shifts.get(i).starts()).isEqualTo(shifts.get(i - 1).ends());
      assertThat(shifts.get(i).person()).isNotEqualTo(shifts.get(i - 1).person());
    }
  }

  @Test
  void administrators_on_call_take_turns_by_the_week() {
    var crew = new Crew(null, 3, List.of("a", "b"), Crew.Pattern.WEEKS);

    assertThat(crew.shifts(MON_2026_11_02, 3))
        .extracting(Crew.Shift::ends)
        .containsExactly(monday(9), monday(16), monday(23));
    assertThat(crew.shifts(MON_2026_11_02, 3).map(Crew.Shift::person).distinct()).hasSize(2);
  }

  private static LocalDateTime monday(int dayOfNovember) {
    return LocalDateTime.of(2026, 11, dayOfNovember, 7, 0);
  }

  private Instant firstShift() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select max(first_of_zone)
                from (select min(starts at time zone time_zone) as first_of_zone
                      from shift group by time_zone) z
                """)) {
      rows.next();
      return rows.getTimestamp(1).toInstant();
    }
  }

  private Stream<Post> aroundTheClock() {
    return Stream.of("northgate", "harbor", "mesa")
        .flatMap(
            campus ->
                Stream.concat(
                    Stream.of("supply-chain", "security", "triage-desk", "clinical-it")
                        .map(team -> team(campus + "-" + team)),
                    Stream.of(2, 3, 4).map(tier -> tier(campus, tier))));
  }

  private Post team(String code) {
    return new Post.OfTeam(directory.team(code).orElseThrow().id());
  }

  private Post tier(String campus, int tier) {
    var facility = directory.facility(campus.toUpperCase(Locale.ROOT)).orElseThrow();
    return new Post.OfFacility(facility.id(), tier);
  }
}
