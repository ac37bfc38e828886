package care.andon.trials;

import static java.util.stream.Collectors.groupingBy;

import care.andon.support.PackagedService;
import care.andon.trials.Client.Call;
import care.andon.trials.PagerGateway.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * T1: three instances page 2,000 people. One is killed and one is frozen for 90 s in the middle of
 * it. Each person is told; twice only where the message was on its way when its instance stopped.
 */
@Experiment
class T01KilledWhilePagingIT {
  private static final int PEOPLE = 2_000;
  private static final Duration FROZEN = Duration.ofSeconds(90);

  /** The lease of a message that was on its way is 30 s. */
  private static final Duration TOLD = Duration.ofSeconds(75);

  private static final String ADD_PEOPLE =
      """
      insert into person (id, username, name, title, unit_id)
      select gen_random_uuid(), 'paged.' || n, 'Paged ' || n, 'RN', unit.id
      from unit, generate_series(1, %d) n where unit.code = '4W'
      """
          .formatted(PEOPLE);

  private static final String ADD_CONTACTS =
      """
      insert into contact (id, person_id, kind, address, added_at, verified_at, codes_since)
      select gen_random_uuid(), id, 'pager', username, now(), now(), now()
      from person where username like 'paged.%'
      """;

  private static final String CALL_THEM =
      """
      insert into request_escalation (request_id, number, clock, cycle, percent, tier, people, at,
        noticed_at, answer_by, cause, state)
      select request.id, 1, 'acknowledge', 1, 100, 1,
        (select array_agg(id) from person where username like 'paged.%'),
        now(), now(), now() + interval '1 hour', 'step', 'open'
      from support_request request
      """;

  private static final String PLAN =
      """
      insert into notice (id, request_id, seq, person_id, occasion, escalation, planned_at, next_at)
      select gen_random_uuid(), request.id, 2, person.id, 'escalated', 1, now(), now()
      from support_request request, person where person.username like 'paged.%'
      """;

  private static final String FAILED =
      """
      select distinct username
      from notice_try
      join notice on notice.id = notice_id
      join person on person.id = person_id
      where outcome = 'failed'
      """;

  @TempDir static Path temp;

  @Test
  void one_is_killed_and_one_frozen_while_they_page(Verdict verdict) throws Exception {
    try (var gateway = PagerGateway.start(Duration.ofMillis(300));
        var rig = Rig.on(temp, 0)) {
      rig.begin(1, gateway.settings(temp, "survivor"));
      var killed = rig.start(gateway.settings(temp, "killed"));
      var frozen = rig.start(gateway.settings(temp, "frozen"));
      pagePeople(rig);

      var begin = System.nanoTime();
      Rig.await("a quarter was told", () -> gateway.pages().size() > PEOPLE / 4);
      stop(rig, killed, "KILL");
      var lost = gateway.lose("killed");
      stop(rig, frozen, "STOP");
      var stopped = System.nanoTime();
      Rig.await("all are told", () -> told(gateway.pages()).size() == PEOPLE);
      var took = Duration.ofNanos(System.nanoTime() - stopped);
      var left = FROZEN.minusNanos(System.nanoTime() - stopped);
      Thread.sleep(left.isNegative() ? Duration.ZERO : left);
      frozen.signal("CONT");
      Thread.sleep(Length.of(10));

      var pages = gateway.pages();
      verdict.atLeast("messages lost with the killed instance", lost, 1);
      verdict.note("told before the fault", count(pages, begin, stopped));
      verdict.atMost("all told after the fault in", took, TOLD);
      verdict.atLeast("people told", told(pages).size(), PEOPLE);
      verdict.note("told twice, in flight", twice(pages).size());
      var failed = failed(rig);
      verdict.note("answered too late, so sent again", failed.size());
      verdict.none("told twice without a reason", unexplained(pages, stopped, failed));
      verdict.note("errors in the log", failures(rig));
    }
  }

  private static void pagePeople(Rig rig) throws Exception {
    var client =
        new Client(
            new Journal(), Client.inTurn(rig), Duration.ofSeconds(15), Duration.ofSeconds(60));
    client.untilKnown(Call.create(rig.caregiver(0), "this_shift", "to be paged about"));
    try (var connection = rig.database().source().getConnection();
        var sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (var statement : List.of(ADD_PEOPLE, ADD_CONTACTS, CALL_THEM, PLAN)) {
        sql.execute(statement);
      }
      connection.commit();
    }
  }

  private static void stop(Rig rig, PackagedService instance, String signal) throws Exception {
    rig.forget(instance);
    instance.signal(signal);
  }

  private static Set<String> told(List<Page> pages) {
    return pages.stream().map(Page::to).collect(Collectors.toSet());
  }

  private static long count(List<Page> pages, long from, long to) {
    return pages.stream().filter(it -> it.arrived() >= from && it.arrived() < to).count();
  }

  private static List<List<Page>> twice(List<Page> pages) {
    Map<String, List<Page>> byPerson = pages.stream().collect(groupingBy(Page::to));
    return byPerson.values().stream().filter(it -> it.size() > 1).toList();
  }

  /** The people to whom a message failed for the instance, although the gateway took it. */
  private static Set<String> failed(Rig rig) throws Exception {
    var people = new HashSet<String>();
    try (var connection = rig.database().source().getConnection();
        var sql = connection.createStatement();
        var row = sql.executeQuery(FAILED)) {
      while (row.next()) {
        people.add(row.getString(1));
      }
    }
    return people;
  }

  /**
   * Of two messages, one was on its way when its instance stopped, or sent when it went on, or the
   * gateway did not answer the first in time.
   */
  private static List<List<Page>> unexplained(List<Page> pages, long stopped, Set<String> failed) {
    var unexplained = new ArrayList<List<Page>>();
    for (var ofPerson : twice(pages)) {
      var isInFlight =
          ofPerson.stream()
              .anyMatch(
                  page ->
                      !page.from().equals("survivor")
                          && page.arrived() > stopped - Duration.ofSeconds(2).toNanos());
      var isExplained = isInFlight || failed.contains(ofPerson.getFirst().to());
      if (!isExplained || ofPerson.size() > 2) {
        unexplained.add(ofPerson);
      }
    }
    return unexplained;
  }

  private static List<String> failures(Rig rig) {
    return rig.logLines().stream()
        .filter(line -> line.contains("\"level\":\"ERROR\""))
        .map(line -> line.replaceFirst(".*\"message\":\"(.{0,120}).*", "$1"))
        .toList();
  }
}
