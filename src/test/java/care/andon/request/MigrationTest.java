package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.support.OldDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database with requests in it, of the first schema that had any, becomes one of today. */
class MigrationTest {
  private static final String A_REQUEST_THAT_WAITS =
      """
      insert into facility (id, code, name, time_zone)
      values ('00000000-0000-7000-8000-000000000001', 'H', 'H', 'UTC');
      insert into unit (id, facility_id, code, name)
      values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', '4W', '4W');
      insert into support_request
        (id, reference, version, status, impact, category, need, visibility, facility_id, unit_id,
         requester_id, unrouted, because, asked_at, received_at, updated_at, status_since)
      values ('00000000-0000-7000-8000-000000000003', 20000, 2, 'waiting_for_caregiver',
        'patient_waiting', 'supplies', 'Blankets', 'named',
        '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002',
        gen_random_uuid(), true, 'Nobody', '2026-03-05T08:00:00Z', '2026-03-05T08:00:00Z',
        '2026-03-05T08:10:00Z', '2026-03-05T08:10:00Z');
      insert into request_clock
        (request_id, kind, cycle, policy, policy_version, calendar, calendar_version, impact,
         target, pause_limit, steps, started_at, state, elapsed, accounted_at, resumes_at,
         promised_at, fired_percents, fired_at)
      values ('00000000-0000-7000-8000-000000000003', 'resolve', 1, 'default', 1,
        'around-the-clock', 1, 'patient_waiting', 3600000000, 86400000000, '{75,100}',
        '2026-03-05T08:00:00Z', 'paused', 600000000, '2026-03-05T08:10:00Z',
        '2026-03-06T08:10:00Z', '2026-03-05T09:00:00Z', '{}', '{}');
      insert into request_event (request_id, seq, type, at, recorded_at, payload)
      values ('00000000-0000-7000-8000-000000000003', 1, 'opened', '2026-03-05T08:00:00Z',
        '2026-03-05T08:00:00Z', '{}');
      """;
  private static final String WHAT_BECAME_OF_IT =
      """
      select policy_revision = 1
        and wait_ends_at = '2026-03-06T08:10:00Z'
        and escalations = 0
        and handed_back is null
        and (select policy = 'default' and state = 'paused' and due_after_pause is null
          from request_clock where request_id = request.id)
        and (select due_before is null from request_event where request_id = request.id)
        and (select until_revision = 1 from policy_version where policy = 'default')
      from support_request request
      """;

  /** From one team to another, to a colleague there, and back. */
  private static final String HANDED_ON =
      """
      update support_request set assignee_id = gen_random_uuid();
      insert into request_event (request_id, seq, type, at, recorded_at, payload)
      select '00000000-0000-7000-8000-000000000003', seq, type, '2026-03-05T08:10:00Z',
        '2026-03-05T08:10:00Z', payload::jsonb
      from (values
        (2, 'assigned', '{"team": "a"}'),
        (3, 'assigned', '{"team": "b"}'),
        (4, 'messaged', '{}'),
        (5, 'assigned', '{"team": "b"}'),
        (6, 'assigned', '{"team": "a"}')) as event (seq, type, payload);
      """;

  @Test
  void what_was_handed_on_is_counted_and_looked_at_for_the_end_of_a_shift()
      throws IOException, SQLException {
    try (var database = OldDatabase.at("9")) {
      database.execute(A_REQUEST_THAT_WAITS);
      database.execute(HANDED_ON);

      database.migrate();

      assertThat(
              database.query(
                  "select transfers = 2 and next_tick_at <= now() from support_request",
                  row -> row.getBoolean(1)))
          .containsExactly(true);
    }
  }

  /** It was somebody's, who left while nobody of the team was there; the caregiver spoke since. */
  private static final String LEFT =
      """
      insert into request_event (request_id, seq, type, at, recorded_at, payload)
      select '00000000-0000-7000-8000-000000000003', seq, type, at::timestamptz, at::timestamptz,
        '{}'
      from (values
        (2, 'assigned', '2026-03-05T08:10:00Z'),
        (3, 'assignee_left', '2026-03-05T08:20:00Z'),
        (4, 'impact_changed', '2026-03-05T08:30:00Z')) as event (seq, type, at);
      """;

  @Test
  void since_when_it_is_held_is_read_from_its_history_and_who_left_leaves_it_unattended()
      throws IOException, SQLException {
    try (var database = OldDatabase.at("9")) {
      database.execute(A_REQUEST_THAT_WAITS);
      database.execute(LEFT);

      database.migrate();

      assertThat(
              database.query(
                  "select held_since = '2026-03-05T08:20:00Z' and unattended from support_request",
                  row -> row.getBoolean(1)))
          .containsExactly(true);
    }
  }

  @Test
  void who_acknowledged_a_request_of_another_is_its_reason() throws IOException, SQLException {
    try (var database = OldDatabase.at("9")) {
      database.execute(A_REQUEST_THAT_WAITS);
      database.execute(
          """
          insert into person (id, username, name, title)
          values ('00000000-0000-7000-8000-000000000004', 'ana', 'Ana Ortiz', 'Clerk');
          update support_request
          set assignee_id = '00000000-0000-7000-8000-000000000004', because = 'Ben Cole is on call',
            acknowledged_by = '00000000-0000-7000-8000-000000000004', acknowledged_at = received_at;
          """);

      database.migrate();

      assertThat(
              database.query(
                  "select acted_by = assignee_id from support_request", row -> row.getBoolean(1)))
          .containsExactly(true);
    }
  }

  /** Per username the person who is present keeps it, of several the oldest one. */
  @Test
  void people_whose_usernames_differ_in_capitals_stay_and_nobody_is_added_to_them()
      throws IOException, SQLException {
    try (var database = OldDatabase.at("19")) {
      database.execute(
          """
          insert into person (id, username, name, title, gone_at)
          values ('00000000-0000-7000-8000-000000000001', 'Ana', 'gone', 'T', now()),
            ('00000000-0000-7000-8000-000000000002', 'ANA', 'first', 'T', null),
            ('00000000-0000-7000-8000-000000000003', 'ana', 'second', 'T', null),
            ('00000000-0000-7000-8000-000000000004', 'ben', 'alone', 'T', null);
          """);

      database.migrate();

      assertThat(
              database.query(
                  "select name from person where username_was_taken order by id",
                  row -> row.getString(1)))
          .containsExactly("gone", "second");
      for (var username : List.of("aNa", "BEN")) {
        assertThatThrownBy(
                () ->
                    database.execute(
                        "insert into person (id, username, name, title) values (gen_random_uuid(), '%s', 'N', 'T')"
                            .formatted(username)))
            .hasMessageContaining("person_username_is_unique_in_any_capitals");
      }
    }
  }

  @Test
  void whom_an_open_escalation_calls_is_listed_once() throws IOException, SQLException {
    try (var database = OldDatabase.at("22")) {
      database.execute(A_REQUEST_THAT_WAITS);
      database.execute(
          """
          insert into request_escalation
            (request_id, number, clock, cycle, percent, tier, people, at, noticed_at, answer_by,
             cause, state, ended_at)
          select id, number, 'resolve', 1, 100, number, people, now(), now(), now(), 'step', state,
            case when state <> 'open' then now() end
          from support_request, (values
            (1, '{00000000-0000-7000-8000-00000000000a}'::uuid[], 'open'),
            (2, '{00000000-0000-7000-8000-00000000000a,00000000-0000-7000-8000-00000000000b}', 'open'),
            (3, '{00000000-0000-7000-8000-00000000000c}', 'settled'))
            as escalation (number, people, state);
          """);

      database.migrate();

      assertThat(
              database.query(
                  """
                  select right(person_id::text, 1) || impact_rank || due_order from request_call
                  order by 1
                  """,
                  row -> row.getString(1)))
          .containsExactly("a1infinity", "b1infinity");
    }
  }

  /** A colleague filed it for Ana, who answered; an administrator acted, who is the colleague. */
  private static final String ANONYMOUS =
      """
      insert into person (id, username, name, title)
      values ('00000000-0000-7000-8000-00000000000a', 'Ben', 'Ben', 'T'),
        ('00000000-0000-7000-8000-00000000000b', 'ana', 'Ana', 'T');
      update support_request
      set visibility = 'anonymous', requester_id = '00000000-0000-7000-8000-00000000000a',
        on_behalf_of_id = '00000000-0000-7000-8000-00000000000b', handed_back = 'answer',
        handed_back_by = '00000000-0000-7000-8000-00000000000b', handed_back_words = 'Ten';
      insert into request_event (request_id, seq, type, at, recorded_at, actor_id, payload)
      select '00000000-0000-7000-8000-000000000003', seq, type, now(), now(),
        ('00000000-0000-7000-8000-00000000000' || actor)::uuid, payload::jsonb
      from (values
        (2, 'acknowledged', 'a', '{}'),
        (3, 'messaged', 'a', '{"fromCaregiver": true}'),
        (4, 'answered', 'b', '{"words": "Ten"}'),
        (5, 'messaged', 'a', '{"fromCaregiver": false}')) as event (seq, type, actor, payload);
      """;

  @Test
  void askers_become_rows_and_events_name_them_by_number() throws IOException, SQLException {
    try (var database = OldDatabase.at("24")) {
      database.execute(A_REQUEST_THAT_WAITS);
      database.execute(ANONYMOUS);

      database.migrate();

      assertThat(
              database.query(
                  """
                  select concat_ws(' ', number, person_id, tag, tag_key, on_behalf)
                  from request_asker order by number
                  """,
                  row -> row.getString(1)))
          .containsExactly("1 Ben f", "2 ana t");
      assertThat(
              database.query(
                  """
                  select concat_ws(' ', seq, asker, right(actor_id::text, 1))
                  from request_event order by seq
                  """,
                  row -> row.getString(1)))
          .containsExactly("1 1", "2 a", "3 1", "4 2", "5 a");
      assertThat(
              database.query("select handed_back_asker from support_request", row -> row.getInt(1)))
          .containsExactly(2);
      assertThatThrownBy(() -> database.execute("update request_event set asker = null"))
          .hasMessageContaining("History is append-only");
    }
  }

  @Test
  void events_with_words_get_salts() throws IOException, SQLException {
    try (var database = OldDatabase.at("24")) {
      database.execute(A_REQUEST_THAT_WAITS);
      database.execute(
          """
          insert into request_event (request_id, seq, type, at, recorded_at, payload)
          values
            ('00000000-0000-7000-8000-000000000003', 2, 'warned', now(), now(), '{"cycle": 1}'),
            ('00000000-0000-7000-8000-000000000003', 3, 'taken', now(), now(), '{"because": "B"}'),
            ('00000000-0000-7000-8000-000000000003', 4, 'taken', now(), now(), '{"words": null, "because": "C"}');
          """);

      database.migrate();

      assertThat(
              database.query(
                  "select length(salt) from request_event order by seq", row -> row.getString(1)))
          .containsExactly(null, null, "16", "16");
      assertThat(database.query("select distinct salt from request_event", row -> 1)).hasSize(3);
      assertThatThrownBy(() -> database.execute("update request_event set salt = null"))
          .hasMessageContaining("History is append-only");
    }
  }

  @Test
  void what_is_there_stays_and_goes_by_the_first_revision() throws IOException, SQLException {
    try (var database = OldDatabase.at("3")) {
      database.execute(A_REQUEST_THAT_WAITS);

      database.migrate();

      assertThat(database.query(WHAT_BECAME_OF_IT, row -> row.getBoolean(1))).containsExactly(true);
    }
  }

  /** Declined in the first life; resolved, confirmed, came back and resolved again in the other. */
  private static final String SETTLED =
      """
      update request_clock set state = 'stopped', stopped_at = '2026-03-05T08:20Z';
      insert into request_clock
      select (jsonb_populate_record(clock, '{"cycle": 2, "started_at": "2026-03-06T08:00Z",
        "stopped_at": "2026-03-06T09:00Z"}')).*
      from request_clock clock
      where request_id = '00000000-0000-7000-8000-000000000004';
      insert into request_event (request_id, seq, type, at, recorded_at, payload)
      select ('00000000-0000-7000-8000-00000000000' || request)::uuid, seq, type,
        at::timestamptz, at::timestamptz, payload::jsonb
      from (values
        (3, 2, 'declined', '2026-03-05T08:20Z', '{}'),
        (4, 2, 'resolved', '2026-03-05T08:20Z', '{}'),
        (4, 3, 'confirmed', '2026-03-05T09:00Z', '{}'),
        (4, 4, 'reopened', '2026-03-06T08:00Z', '{"why": "came_back"}'),
        (4, 5, 'resolved', '2026-03-06T09:00Z', '{}')) as event (request, seq, type, at, payload);
      """;

  @Test
  void a_clock_knows_that_it_was_declined_or_that_the_caregiver_confirmed()
      throws IOException, SQLException {
    try (var database = OldDatabase.at("25")) {
      var request =
          A_REQUEST_THAT_WAITS.replace("requester_id, ", "").replace("gen_random_uuid(), ", "");
      database.execute(request);
      database.execute(
          request
              .substring(request.indexOf("insert into support_request"))
              .replace("000000000003'", "000000000004'")
              .replace(" 20000,", " 20001,"));
      database.execute(SETTLED);

      database.migrate();

      assertThat(
              database.query(
                  """
                  select concat_ws(' ', right(request_id::text, 1), cycle, declined,
                    to_char(confirmed_at at time zone 'UTC', 'DD HH24:MI'))
                  from request_clock order by request_id, cycle
                  """,
                  row -> row.getString(1)))
          .containsExactly("3 1 t", "4 1 f 05 09:00", "4 2 f");
    }
  }

  /**
   * A promise of an hour: ten minutes of it had passed when the request began to wait for a day.
   * Then it went from A to B, and back to A.
   */
  private static final String PASSED_ON =
      """
      update support_request set transfers = 2;
      update request_clock
      set state = 'running', elapsed = 600000000, accounted_at = '2026-03-06T08:10Z',
        resumes_at = null;
      insert into request_event (request_id, seq, type, at, recorded_at, payload)
      select '00000000-0000-7000-8000-000000000003', seq, type, at::timestamptz, at::timestamptz,
        payload::jsonb
      from (values
        (2, 'assigned', '2026-03-05T08:01Z', '{"team": "00000000-0000-7000-8000-00000000000a"}'),
        (3, 'assigned', '2026-03-05T08:04Z', '{"team": "00000000-0000-7000-8000-00000000000b"}'),
        (4, 'asked', '2026-03-05T08:10Z', '{}'),
        (5, 'wait_ended', '2026-03-06T08:10Z', '{}'),
        (6, 'assigned', '2026-03-06T08:50Z', '{"team": "00000000-0000-7000-8000-00000000000a"}'))
        as event (seq, type, at, payload);
      """;

  @Test
  void the_team_that_held_a_request_longest_answers_also_for_what_was_promised_before()
      throws IOException, SQLException {
    try (var database = OldDatabase.at("25")) {
      database.execute(
          A_REQUEST_THAT_WAITS.replace("requester_id, ", "").replace("gen_random_uuid(), ", ""));
      database.execute(PASSED_ON);

      database.migrate();

      assertThat(
              database.query(
                  """
                  select concat_ws(' ', right(judged_team::text, 1), held_from,
                    (select string_agg(right(team::text, 1), '' order by place)
                     from unnest(held_by) with ordinality as held (team, place)))
                  from request_clock
                  """,
                  row -> row.getString(1)))
          .containsExactly("b {0,60000000,240000000,3000000000} 0aba");
    }
  }

  /** As from the schema on that has askers as rows. */
  static String withoutRequester() {
    return A_REQUEST_THAT_WAITS
        .replace("requester_id, ", "")
        .replace("gen_random_uuid(), true", "true");
  }
}
