package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.OldDatabase;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** As {@link MigrationTest}, of schemas that have askers as rows. */
class LaterMigrationTest {
  @Test
  void who_asked_again_since_the_last_word_of_the_department_is_counted()
      throws IOException, SQLException {
    try (var database = OldDatabase.at("28")) {
      database.execute(MigrationTest.withoutRequester());
      database.execute(
          """
          insert into request_event (request_id, seq, type, at, recorded_at, asker, actor_id, payload)
          select '00000000-0000-7000-8000-000000000003', seq, type, now(), now(), asker,
            case when asker is null then gen_random_uuid() end, payload::jsonb
          from (values
            (2, 'messaged', 1, '{"audience": "caregiver", "words": "Any news?"}'),
            (3, 'asked', null, '{"question": "Wool?"}'),
            (4, 'messaged', 1, '{"audience": "caregiver", "words": "Still nothing"}'),
            (5, 'messaged', null, '{"audience": "internal", "words": "Who has wool?"}'),
            (6, 'answered', 1, '{"words": "Wool"}'),
            (7, 'reopened', 1, '{"reason": "Not fixed"}')) as event (seq, type, asker, payload);
          """);

      database.migrate();

      assertThat(database.query("select asked_again from support_request", row -> row.getInt(1)))
          .containsExactly(2);
    }
  }

  /** Confirmed and then came back; came back without a confirmation; reopened because not fixed. */
  private static final String CAME_BACK =
      """
      insert into support_request
        (id, reference, version, status, impact, category, need, visibility, facility_id, unit_id,
         unrouted, because, asked_at, received_at, updated_at, status_since)
      select ('00000000-0000-7000-8000-00000000000' || n)::uuid, reference + n, version, status,
        impact, category, need, visibility, facility_id, unit_id, unrouted, because, asked_at,
        received_at, updated_at, status_since
      from support_request, generate_series(4, 6) n;
      update support_request set reopened = 1;
      insert into request_event (request_id, seq, type, at, recorded_at, payload)
      select ('00000000-0000-7000-8000-00000000000' || request)::uuid, seq, type,
        at::timestamptz, at::timestamptz, payload::jsonb
      from (values
        (3, 2, 'confirmed', '2026-03-05T09:00Z', '{}'),
        (3, 3, 'reopened', '2026-03-05T09:10Z', '{"why": "not_fixed"}'),
        (3, 4, 'confirmed', '2026-03-05T10:00Z', '{}'),
        (3, 5, 'reopened', '2026-03-06T09:00Z', '{"why": "came_back"}'),
        (4, 2, 'reopened', '2026-03-06T08:00Z', '{"why": "came_back"}'),
        (5, 2, 'reopened', '2026-03-06T08:00Z', '{"why": "not_fixed"}'),
        (5, 3, 'confirmed', '2026-03-06T09:00Z', '{}'))
        as event (request, seq, type, at, payload);
      """;

  @Test
  void the_first_confirmation_of_a_need_that_came_back_is_read_from_its_history()
      throws IOException, SQLException {
    try (var database = OldDatabase.at("43")) {
      database.execute(MigrationTest.withoutRequester());
      database.execute(CAME_BACK);

      database.migrate();

      assertThat(
              database.query(
                  """
                  select reference || ' ' || coalesce(to_char(first_confirmed_at at time zone 'UTC',
                    'DD HH24:MI'), '-')
                  from support_request order by reference
                  """,
                  row -> row.getString(1)))
          .containsExactly("20000 05 10:00", "20004 06 08:00", "20005 -", "20006 -");
    }
  }

  /** Of two promises that were missed; the second escalation of one followed the first. */
  private static final String TAKEN =
      """
      update support_request set status = 'acknowledged', escalations = 3;
      insert into request_clock
      select (jsonb_populate_record(clock, '{"kind": "update"}')).* from request_clock clock;
      update request_clock
      set state = 'running', resumes_at = null, breached_at = '2026-03-05T09:00Z';
      insert into request_escalation
        (request_id, number, clock, cycle, percent, tier, people, at, noticed_at, answer_by, cause,
         state, ended_at, taken_by, word_within, quiet_since)
      select id, number, clock, 1, 100, number, array[called::uuid], now(), now(), now(), 'step',
        'taken', now(), called::uuid, 3600000000, now()
      from support_request, (values
        (1, 'resolve', '00000000-0000-7000-8000-00000000000a'),
        (2, 'resolve', '00000000-0000-7000-8000-00000000000b'),
        (3, 'update', '00000000-0000-7000-8000-00000000000c'))
        as escalation (number, clock, called);
      """;

  @Test
  void who_took_the_last_escalation_of_a_missed_promise_has_the_request_on_their_worklist()
      throws IOException, SQLException {
    try (var database = OldDatabase.at("47")) {
      database.execute(MigrationTest.withoutRequester());
      database.execute(TAKEN);
      assertThat(database.query("select person_id from request_call", row -> 1)).isEmpty();

      database.migrate();

      assertThat(
              database.query(
                  "select right(person_id::text, 1) from request_call order by 1",
                  row -> row.getString(1)))
          .containsExactly("b", "c");
    }
  }
}
