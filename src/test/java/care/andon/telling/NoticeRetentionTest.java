package care.andon.telling;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Given;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old notices are removed, with what was sent about them. */
@QuarkusTest
class NoticeRetentionTest {
  private static final Duration KEPT = Duration.ofDays(400);

  private final Api nina = Api.as("nina.patel");
  private String id = "";

  @Inject TimeMachine time;
  @Inject NoticeRetention retention;
  @Inject DataSource database;

  /** Holds of other tests may be on everything. */
  @BeforeEach
  void lift_all_holds() throws SQLException {
    execute(
        "update legal_hold set lifted_at = now(), lifted_by = 'petra.voss' where lifted_at is null");
  }

  @AfterEach
  void lift_the_hold() throws SQLException {
    execute(
        "update legal_hold set lifted_at = now(), lifted_by = 'petra.voss' where request_id = '"
            + id
            + "'");
    execute("delete from notice_try where notice_id in (select id from notice where seq > 900)");
    execute("delete from notice where seq > 900");
    nina.withdraw(id);
  }

  @Test
  void what_ended_400_days_ago_is_removed_and_nothing_else() throws SQLException {
    id = nina.files(Given.aNeedOf("this_shift", "supplies"));
    var now = time.instant();
    notice(901, now.minus(KEPT).minusSeconds(1));
    notice(902, now.minus(KEPT).plusSeconds(60));
    notice(903, null);

    retention.run();

    assertThat(count("notice where seq > 900 and request_id = '" + id + "'")).isEqualTo(2);
    assertThat(count("notice where seq = 901")).isZero();
    assertThat(count("notice_try where code = '901'")).isZero();
    assertThat(count("notice_try where code = '902'")).isOne();
  }

  @Test
  void what_is_under_a_legal_hold_stays() throws SQLException {
    id = nina.files(Given.aNeedOf("this_shift", "supplies"));
    notice(904, time.instant().minus(KEPT).minusSeconds(1));
    execute(
        "insert into legal_hold (id, request_id, reason, placed_at, placed_by) values"
            + " (gen_random_uuid(), '%s', 'a claim', now(), 'petra.voss')".formatted(id));

    retention.run();
    assertThat(count("notice where seq = 904")).isOne();
  }

  @Test
  void links_that_are_no_longer_valid_are_removed() throws SQLException {
    id = nina.files(Given.aNeedOf("this_shift", "supplies"));
    link(time.instant().minusSeconds(1), 1);
    link(time.instant().plusSeconds(60), 2);

    retention.run();

    assertThat(count("tap where request_id = '" + id + "'")).isOne();
    execute("delete from tap where request_id = '" + id + "'");
  }

  @Test
  void contacts_and_quiet_hours_leave_with_the_person() throws SQLException {
    id = nina.files(Given.aNeedOf("this_shift", "supplies"));
    for (var person : List.of("stays", "left")) {
      execute(
          """
          with someone as (
            insert into person (id, username, name, title, gone_at)
            values (gen_random_uuid(), 'retention.%1$s', 'Retention', 'Test', %2$s)
            returning id),
          quiet as (
            insert into telling (person_id, quiet) select id, '{"quiet": []}' from someone)
          insert into contact (id, person_id, kind, address, added_at, codes_since)
          select gen_random_uuid(), id, 'email', 'retention.%1$s@example.org', now(), now()
          from someone
          """
              .formatted(person, person.equals("left") ? "now()" : "null"));
    }

    retention.run();

    assertThat(count("contact where address = 'retention.stays@example.org'")).isOne();
    assertThat(count("contact where address = 'retention.left@example.org'")).isZero();
    var quiet = "telling join person on person.id = person_id where quiet is not null and username";
    assertThat(count(quiet + " = 'retention.stays'")).isOne();
    assertThat(count(quiet + " = 'retention.left'")).isZero();
    var those = "(select id from person where username like 'retention.%')";
    execute("delete from contact where person_id in " + those);
    execute("delete from telling where person_id in " + those);
    execute("delete from person where username like 'retention.%'");
  }

  private void notice(int seq, @Nullable Instant endedAt) throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                with planned as (
                  insert into notice (id, request_id, seq, person_id, occasion, planned_at, next_at,
                    state, ended_at)
                  values (?, ?, ?, gen_random_uuid(), 'assigned', now(), 'infinity', ?, ?)
                  returning id, seq)
                insert into notice_try (notice_id, n, at, said, kind, outcome, code)
                select id, 1, now(), 'tell', 'email', 'accepted', seq::text from planned
                """)) {
      insert.setObject(1, UUID.randomUUID());
      insert.setObject(2, UUID.fromString(id));
      insert.setInt(3, seq);
      insert.setString(4, endedAt == null ? "waiting" : "told");
      insert.setTimestamp(5, endedAt == null ? null : Timestamp.from(endedAt));
      insert.executeUpdate();
    }
  }

  private void link(Instant until, int number) throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into tap (hash, number, person_id, request_id, escalation, until)
                values (sha256(?::text::bytea), ?, gen_random_uuid(), ?, 1, ?)
                """)) {
      insert.setString(1, id);
      insert.setInt(2, number);
      insert.setObject(3, UUID.fromString(id));
      insert.setTimestamp(4, Timestamp.from(until));
      insert.executeUpdate();
    }
  }

  private int count(String of) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from " + of)) {
      row.next();
      return row.getInt(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
