package care.andon.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Years of closed requests with their clocks, written by the database itself. */
final class Backlog {
  /** Triggers check references; what is written here refers to what is there. */
  private static final String UNCHECKED = "set session_replication_role = replica";

  private static final String REQUESTS =
      """
      insert into support_request
        (id, reference, version, status, impact, category, need, room, visibility, facility_id,
         unit_id, team_id, assignee_id, unrouted, because, asked_at, received_at,
         updated_at, status_since, acknowledged_at, acknowledged_by, resolved_at, confirmed_at,
         words)
      select uuidv7(age), 2000000000 + n, 5,
        (array['confirmed', 'confirmed', 'confirmed', 'unconfirmed', 'declined', 'withdrawn'])[1 + n %% 6],
        (array['patient_waiting', 'this_shift', 'slows_care', 'improvement'])[1 + n %% 4],
        owner.category, 'Something was missing on the unit, and then it was found: case ' || n,
        (n %% 500)::text, 'named', owner.facility_id, unit.id, owner.team_id, helper.id,
        false, 'Owner of the category', now() + age, now() + age, now() + age + '3 hours',
        now() + age + '3 hours', now() + age + '10 minutes', helper.id, now() + age + '2 hours',
        case when n %% 6 < 3 then now() + age + '3 hours' end, 'Done'
      from generate_series(1, %d) as n
      cross join lateral (select n * interval '-95 seconds' - interval '5 days' as age)
      join (select row_number() over (order by category) - 1 as i, * from category_owner) owner
        on owner.i = n %% (select count(*) from category_owner)
      join (select row_number() over (order by code) - 1 as i, * from unit) unit
        on unit.i = n %% (select count(*) from unit)
      join (select row_number() over (order by username desc) - 1 as i, * from person) helper
        on helper.i = n %% (select count(*) from person)
      order by n desc
      """;

  private static final String ASKERS =
      """
      insert into request_asker (request_id, number, person_id, on_behalf, asked_at)
      select request.id, 1, nurse.id, false, asked_at
      from support_request request
      join (select row_number() over (order by username) - 1 as i, id from person) nurse
        on nurse.i = reference %% (select count(*) from person)
      where reference between 2000000001 and 2000000000 + %d
      """;

  private static final String CLOCKS =
      """
      insert into request_clock
        (request_id, kind, cycle, policy, policy_version, calendar, calendar_version, impact,
         target, pause_limit, steps, started_at, state, elapsed, accounted_at, stopped_at,
         promised_at, fired_percents, fired_at)
      select id, kind, 1, 'default', 1, 'around-the-clock', 1, impact, 28800000000, 86400000000,
        '{75,100}', received_at, 'stopped', 600000000, acknowledged_at, acknowledged_at,
        received_at + interval '8 hours', '{}', '{}'
      from support_request, unnest(array['acknowledge', 'update', 'resolve']) kind
      where reference between 2000000001 and 2000000000 + %d
      """;

  private Backlog() {}

  /** Writes {@code count} of them, and lets the database take note. */
  static void write(String url, int count) throws SQLException {
    try (var connection = DriverManager.getConnection(url)) {
      run(connection, UNCHECKED);
      run(connection, REQUESTS.formatted(count));
      run(connection, ASKERS.formatted(count));
      run(connection, CLOCKS.formatted(count));
      run(connection, "vacuum analyze");
      run(connection, "checkpoint");
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
