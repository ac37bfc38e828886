package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.platform.sql.SqlQuery;
import care.andon.support.Api;
import care.andon.support.Given;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever recorded that somebody left has stopped right after it; another one goes on. */
@QuarkusTest
class LeaverReassignmentTest {
  private static final UUID LEA = UUID.fromString("00000000-0000-7000-8000-0000000001ea");

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");
  private final List<String> hers = new ArrayList<>();

  @Inject LeaverReassignment leavers;
  @Inject Directory directory;
  @Inject DataSource database;
  @Inject TimeMachine time;

  @BeforeEach
  void come() throws SQLException {
    sql(
        """
        insert into person (id, username, name, title)
        values ('%1$s', 'lea.leaver', 'Lea Ver', 'Clerk')
        on conflict (id) do update set gone_at = null;
        insert into membership (team_id, person_id)
        select id, '%1$s' from team where code = 'supply-chain'
        on conflict do nothing
        """
            .formatted(LEA));
    directory.refresh();
    for (int i = 0; i < 3; i++) {
      hers.add(nina.files(Given.aNeed()));
    }
    hers.forEach(this::giveToLea);
  }

  @AfterEach
  void go() throws SQLException {
    sql(
        """
        delete from leaver where person_id = '%1$s';
        delete from membership where person_id = '%1$s';
        update person set gone_at = now() where id = '%1$s'
        """
            .formatted(LEA));
    directory.refresh();
  }

  @Test
  void what_was_theirs_is_handed_on_some_at_a_time_until_none_is_left() throws SQLException {
    leave();

    assertThat(leavers.handOver(2)).isEqualTo(2);
    assertThat(leavers.handOver(2)).isEqualTo(1);
    assertThat(leavers.handOver(2)).isZero();

    for (var id : hers) {
      assertThat(omar.happened(id)).containsOnlyOnce("assignee_left");
      assertThat(omar.get(id).getString("team.code")).isEqualTo("supply-chain");
      assertThat(omar.get(id).getString("assignee.name")).isNotEqualTo("Lea Ver");
    }
  }

  @Test
  void where_nobody_of_the_team_is_there_it_is_unattended_until_somebody_comes()
      throws SQLException {
    var id = hers.getFirst();
    try (var onCall = OnCallRows.takenAway(database, directory)) {
      leave();
      leavers.reassignLeaversRequests();
      time.beat();
      assertThat(omar.get(id).getString("assignee")).isNull();
      assertThat(omar.get(id).getBoolean("unattended")).isTrue();

      onCall.add("supply-chain", List.of("omar.ortiz"));
      time.beat();

      assertThat(omar.get(id).getString("assignee.name")).isEqualTo("Omar Ortiz");
      assertThat(omar.get(id).getBoolean("unattended")).isFalse();
      assertThat(omar.get(id).getString("because"))
          .isEqualTo("Nobody has it; Omar Ortiz is on call");
    }
  }

  @Test
  void who_takes_up_what_they_left_is_its_reason_whoever_acknowledged_it() throws SQLException {
    var id = hers.getFirst();
    omar.acknowledge(id);
    giveToLea(id);
    try (var onCall = OnCallRows.takenAway(database, directory)) {
      leave();
      leavers.reassignLeaversRequests();
      assertThat(onCall).isNotNull();
      assertThat(omar.get(id).getString("assignee")).isNull();

      assertThat(grace.ask(id).getString("assignee.name")).isEqualTo("Grace Kim");
      assertThat(omar.get(id).getString("because")).isEqualTo("Grace Kim acted on it");
    }
  }

  @Test
  void where_nobody_of_the_team_is_there_the_house_supervisor_is_called_for_what_is_due_soon()
      throws SQLException {
    var id = hers.getFirst();
    try (var onCall = OnCallRows.takenAway(database, directory)) {
      onCall.add(2, "maria.santos");
      leave();

      leavers.reassignLeaversRequests();

      assertThat(omar.ladder(id).getLast()).containsEntry("cause", "left_unattended");
    }
  }

  @Test
  void what_is_reopened_after_they_left_goes_to_the_team_at_once_or_when_somebody_comes()
      throws SQLException {
    var id = hers.getFirst();
    var other = hers.getLast();
    time.passIntoOfficeHours();
    hers.forEach(omar::resolve);
    sql(
        "update support_request set assignee_id = '%s' where id in ('%s', '%s')"
            .formatted(LEA, id, other));
    leave();
    sql("delete from leaver where person_id = '%s'".formatted(LEA));

    assertThat(nina.reopen(id).getString("assignee.name")).isEqualTo("Omar Ortiz");

    try (var onCall = OnCallRows.takenAway(database, directory)) {
      assertThat(nina.reopen(other).getBoolean("unattended")).isTrue();
      onCall.add("supply-chain", List.of("omar.ortiz"));
      time.beat();
      assertThat(nina.get(other).getString("assignee.name")).isEqualTo("Omar Ortiz");
    }
  }

  /** As an import does on a thread of its own, without the context of an HTTP call. */
  @Test
  void requests_are_handed_on_outside_of_an_http_call() throws Exception {
    leave();

    var thread = new Thread(leavers::reassignLeaversRequests);
    thread.start();
    thread.join();

    assertThat(omar.happened(hers.getFirst())).contains("assignee_left");
  }

  @Test
  void no_clock_hears_of_it() throws SQLException {
    var before = omar.get(hers.getFirst()).getList("clocks.dueAt");
    leave();

    leavers.reassignLeaversRequests();

    assertThat(omar.get(hers.getFirst()).getList("clocks.dueAt")).isEqualTo(before);
  }

  @Test
  void what_comes_to_them_within_the_hour_is_handed_on_as_well() throws SQLException {
    leave();
    leavers.reassignLeaversRequests();
    // An instance that has not heard of it.
    sql(
        "update support_request set assignee_id = '%s' where id = '%s'"
            .formatted(LEA, hers.getFirst()));

    leavers.reassignLeaversRequests();

    assertThat(omar.happened(hers.getFirst())).filteredOn("assignee_left"::equals).hasSize(2);
    assertThat(watched()).isTrue();
    time.sleep(Duration.ofMinutes(61));
    leavers.reassignLeaversRequests();
    assertThat(watched()).isFalse();
  }

  private void giveToLea(String id) {
    omar.does(
        "assign", id, Map.of("team", "supply-chain", "assignee", "lea.leaver", "reason", "Hers"));
  }

  private void leave() throws SQLException {
    sql(
        """
        update person set gone_at = now() where id = '%1$s';
        insert into leaver (person_id, since) values ('%1$s', '%2$s')
        """
            .formatted(LEA, time.instant()));
    directory.refresh();
  }

  private boolean watched() {
    return new SqlQuery()
        .add("select exists (select from leaver where person_id = ?)", LEA)
        .rows(database, row -> row.getBoolean(1))
        .getFirst();
  }

  private void sql(String statements) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }
}
