package care.andon.trials;

import care.andon.support.Copies;
import care.andon.trials.Client.Call;
import care.andon.trials.PagerGateway.Page;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * T4: needs are filed as fast as an instance can, with a gateway and a contact for each person, and
 * without. Then fifty escalations are recorded, each of another person, and the gateway accepts
 * their pages.
 */
@Experiment
class T04FilingBesideTellingIT {
  private static final int CLIENTS = 16;
  private static final int ROUNDS = 8;
  private static final int ESCALATIONS = 50;
  private static final long FIRST_REFERENCE = 5_000_000;
  private static final Duration APART = Duration.ofMillis(200);

  /** The gateway has heard of the last need by then. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private static final String CONTACTS =
      """
      insert into contact (id, person_id, kind, address, added_at, verified_at, codes_since)
      select gen_random_uuid(), id, 'pager', username, now(), now(), now() from person
      """;

  private static final String PEOPLE =
      """
      insert into person (id, username, name, title, unit_id)
      select gen_random_uuid(), 'paged.' || n, 'Paged ' || n, 'RN', unit.id
      from unit, generate_series(1, %d) n where unit.code = '4W'
      """
          .formatted(ESCALATIONS);

  private static final String ESCALATE =
      """
      insert into request_escalation (request_id, number, clock, cycle, percent, tier, people, at,
        noticed_at, answer_by, cause, state)
      select request.id, 1, 'acknowledge', 1, 100, 1, array[person.id], now(), now(),
        now() + interval '1 hour', 'step', 'open'
      from support_request request, person where reference = %1$d and username = '%2$s';
      update support_request
      set version = 2, escalations = 1, open_escalations = 1, escalated_tier = 1
      where reference = %1$d;
      insert into request_event (request_id, seq, type, at, recorded_at, payload)
      select request.id, 2, 'escalated', now(), now(), jsonb_build_object('answerBy',
        to_char(now() at time zone 'UTC' + interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'cause', 'step', 'clock', 'acknowledge', 'cycle', 1, 'number', 1, 'percent', 100,
        'tier', 1, 'to', jsonb_build_array(person.id))
      from support_request request, person where reference = %1$d and username = '%2$s'
      """;

  @TempDir static Path temp;
  @TempDir static Path without;
  @TempDir static Path with;

  @Test
  void filing_and_pages(Verdict verdict) throws Exception {
    try (var gateway = PagerGateway.start(Duration.ofMillis(20));
        var quiet = Rig.on(without, 0);
        var telling = Rig.on(with, 0)) {
      quiet.begin(1, Map.of());
      telling.begin(1, gateway.settings(temp, "one"));
      try (var connection = telling.database().source().getConnection();
          var sql = connection.createStatement()) {
        sql.execute(PEOPLE);
        sql.execute(CONTACTS);
      }
      for (var rig : List.of(quiet, telling)) {
        file(rig, Length.of(30));
      }

      var filedWithout = new AtomicLong();
      var filedWith = new AtomicLong();
      for (int round = 0; round < ROUNDS; round++) {
        // Both grow warmer, so neither is always the first.
        if (round % 2 == 0) {
          filedWithout.addAndGet(file(quiet, Length.of(8)));
        }
        filedWith.addAndGet(file(telling, Length.of(8)));
        if (round % 2 == 1) {
          filedWithout.addAndGet(file(quiet, Length.of(8)));
        }
        Thread.sleep(QUIET);
      }
      verdict.note("needs filed without", filedWithout);
      verdict.note("needs filed with everything on", filedWith);
      verdict.note("messages about them", gateway.pages().size());
      verdict.atLeast(
          "with beside without", filedWith.doubleValue() / filedWithout.doubleValue(), 0.95);

      var pages = pages(telling, gateway);
      verdict.atLeast("pages", pages.size(), ESCALATIONS);
      verdict.note(
          "recorded to accepted, half", Journal.percentile(50, pages.values()).toMillis() + " ms");
      verdict.atMost(
          "recorded to accepted, 99 %", Journal.p99(pages.values()), Duration.ofSeconds(3));
    }
  }

  /** Returns how many needs so many clients file in this time, each as soon as it has an answer. */
  private static long file(Rig rig, Duration length) throws Exception {
    var client =
        new Client(
            new Journal(), Client.inTurn(rig), Duration.ofSeconds(15), Duration.ofSeconds(60));
    var filed = new AtomicLong();
    var end = System.nanoTime() + length.toNanos();
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        people.submit(
            () -> {
              while (System.nanoTime() < end) {
                var caregiver = rig.caregiver(ThreadLocalRandom.current().nextInt(1_000));
                if (client.untilKnown(Call.create(caregiver, "slows_care")).isDone()) {
                  filed.incrementAndGet();
                }
              }
              return null;
            });
      }
    }
    return filed.get();
  }

  /** Records escalations and returns after what time the page to each person was accepted. */
  private static Map<String, Duration> pages(Rig rig, PagerGateway gateway) throws Exception {
    var client =
        new Client(
            new Journal(), Client.inTurn(rig), Duration.ofSeconds(15), Duration.ofSeconds(60));
    var original = client.untilKnown(Call.create(rig.caregiver(0), "this_shift", "to be copied"));
    var recorded = new HashMap<String, Long>();
    try (var connection = rig.database().source().getConnection()) {
      Copies.write(
          connection,
          UUID.fromString(original.last().answer().id()),
          ESCALATIONS,
          FIRST_REFERENCE,
          "interval '0 s'");
      for (int i = 1; i <= ESCALATIONS; i++) {
        recorded.put("paged." + i, escalate(connection, FIRST_REFERENCE + i, "paged." + i));
        Thread.sleep(APART);
      }
    }
    Thread.sleep(QUIET);
    var took = new HashMap<String, Duration>();
    for (Page page : gateway.pages()) {
      var from = recorded.get(page.to());
      if (from != null) {
        took.putIfAbsent(page.to(), Duration.ofNanos(page.arrived() - from));
      }
    }
    return took;
  }

  private static long escalate(Connection connection, long reference, String person)
      throws Exception {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(ESCALATE.formatted(reference, person));
    }
    connection.commit();
    return System.nanoTime();
  }
}
